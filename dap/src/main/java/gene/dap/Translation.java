// The debugger's answers in the words of the protocol.
package gene.dap;

import gene.debug.Parts;
import gene.debug.Scope;
import gene.debug.StackFrame;
import gene.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ScopePresentationHint;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackFramePresentationHint;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesArgumentsFilter;

/** Frames and what unfolds get numbers, which are good until the program goes on. */
final class Translation {
  private final SourcePaths paths;
  private final Lines lines = new Lines();
  private final Handles<StackFrame> frames = new Handles<>("stack frame");
  private final Handles<Unfolding> unfoldings = new Handles<>("value");

  Translation(SourcePaths paths) {
    this.paths = paths;
  }

  SourcePaths paths() {
    return paths;
  }

  Lines lines() {
    return lines;
  }

  StackFrame frame(int id) {
    return frames.get(id);
  }

  Unfolding unfolding(int reference) {
    return unfoldings.get(reference);
  }

  /** The program goes on. */
  void forget() {
    frames.clear();
    unfoldings.clear();
  }

  Breakpoint breakpoint(gene.debug.Breakpoint b) {
    var shown = new Breakpoint();
    shown.setId(b.id());
    shown.setVerified(b.verified());
    shown.setLine(lines.toClient(b.line()));
    shown.setSource(paths.of(b.sourceId()));
    if (!b.message().isEmpty()) {
      shown.setMessage(b.message());
    }
    return shown;
  }

  org.eclipse.lsp4j.debug.StackFrame frame(StackFrame f) {
    var shown = new org.eclipse.lsp4j.debug.StackFrame();
    shown.setId(frames.add(f));
    shown.setName(f.name());
    shown.setSource(paths.of(f.source(), f.isLibrary()));
    Span span = f.span();
    shown.setLine(lines.line(f.source(), span.start()));
    shown.setColumn(lines.column(f.source(), span.start()));
    shown.setEndLine(lines.line(f.source(), span.end()));
    shown.setEndColumn(lines.column(f.source(), span.end()));
    if (f.isLibrary()) {
      shown.setPresentationHint(StackFramePresentationHint.SUBTLE);
    }
    return shown;
  }

  List<org.eclipse.lsp4j.debug.Scope> scopes(StackFrame f) {
    var all = new ArrayList<org.eclipse.lsp4j.debug.Scope>();
    for (Scope s : f.scopes()) {
      var shown = new org.eclipse.lsp4j.debug.Scope();
      shown.setName(s.name());
      boolean named = s.kind() == Scope.Kind.LOCALS || s.kind() == Scope.Kind.CAPTURED || s.kind() == Scope.Kind.NAMESPACE;
      shown.setVariablesReference(unfoldings.add(new Unfolding(s.variables(), f, named ? "" : "self")));
      shown.setNamedVariables(s.variables().namedCount());
      shown.setExpensive(false);
      if (s.kind() == Scope.Kind.LOCALS) {
        shown.setPresentationHint(ScopePresentationHint.LOCALS);
      }
      all.add(shown);
    }
    return all;
  }

  /** A page: of the named or the indexed parts where the client says which, else of all, named ones first. */
  Variable[] variables(Unfolding of, VariablesArguments page) {
    int start = page.getStart() == null ? 0 : page.getStart();
    int count = page.getCount() == null ? 0 : page.getCount();
    int end = count > 0 ? (int) Math.min(Integer.MAX_VALUE, (long) start + count) : Integer.MAX_VALUE;
    Parts parts = of.parts();
    var found = new ArrayList<gene.debug.Variable>();
    if (page.getFilter() == VariablesArgumentsFilter.NAMED) {
      found.addAll(parts.named(start, end));
    } else if (page.getFilter() == VariablesArgumentsFilter.INDEXED) {
      found.addAll(parts.indexed(start, end));
    } else {
      found.addAll(parts.named(start, end));
      found.addAll(parts.indexed(Math.max(0, start - parts.namedCount()), Math.max(0, end - parts.namedCount())));
    }
    return found.stream().map(v -> variable(v, of)).toArray(Variable[]::new);
  }

  private Variable variable(gene.debug.Variable v, Unfolding of) {
    var shown = new Variable();
    String path = of.pathOf(v.name());
    Parts parts = v.parts();
    shown.setName(v.name());
    shown.setValue(v.text());
    shown.setType(v.type());
    shown.setEvaluateName(path);
    shown.setVariablesReference(reference(parts, of.frame(), path));
    if (shown.getVariablesReference() > 0) {
      shown.setNamedVariables(parts.namedCount());
      shown.setIndexedVariables(parts.indexedCount());
    }
    return shown;
  }

  private int reference(Parts parts, StackFrame frame, String path) {
    return parts.namedCount() + parts.indexedCount() == 0 ? 0 : unfoldings.add(new Unfolding(parts, frame, path));
  }

  EvaluateResponse evaluated(gene.debug.Variable v, StackFrame frame) {
    var shown = new EvaluateResponse();
    Parts parts = v.parts();
    shown.setResult(v.text());
    shown.setType(v.type());
    // A call must not be made again only to look at a part of its value.
    shown.setVariablesReference(reference(parts, frame, v.name().matches("[\\w/?!-]+") ? v.name() : null));
    if (shown.getVariablesReference() > 0) {
      shown.setNamedVariables(parts.namedCount());
      shown.setIndexedVariables(parts.indexedCount());
    }
    return shown;
  }

  SetVariableResponse assigned(gene.debug.Variable v, Unfolding of) {
    var shown = new SetVariableResponse();
    Parts parts = v.parts();
    shown.setValue(v.text());
    shown.setType(v.type());
    shown.setVariablesReference(reference(parts, of.frame(), of.pathOf(v.name())));
    shown.setNamedVariables(parts.namedCount());
    shown.setIndexedVariables(parts.indexedCount());
    return shown;
  }
}
