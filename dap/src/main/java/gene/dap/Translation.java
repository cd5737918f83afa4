// The debugger's answers in the words of the protocol.
package gene.dap;

import gene.debug.DebugException;
import gene.debug.EditedTexts;
import gene.debug.Parts;
import gene.debug.Scope;
import gene.debug.StackFrame;
import gene.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointNotVerifiedReason;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.SetExpressionResponse;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackFrameFormat;
import org.eclipse.lsp4j.debug.StackFramePresentationHint;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesArgumentsFilter;

/** Frames and what unfolds get numbers, which are good until the program goes on. */
final class Translation {
  private final SourcePaths paths;
  private final EditedTexts texts = new EditedTexts();
  private final Lines lines = new Lines(texts);
  private final Handles<StackFrame> frames = new Handles<>("stack frame");
  private final Handles<Unfolding> unfoldings = new Handles<>("value");
  private final Handles<gene.debug.Variable> memories = new Handles<>("memory");

  Translation(SourcePaths paths) {
    this.paths = paths;
  }

  SourcePaths paths() {
    return paths;
  }

  /** The texts of files as they are edited. */
  EditedTexts texts() {
    return texts;
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
    memories.clear();
  }

  Breakpoint breakpoint(gene.debug.Breakpoint b) {
    var shown = new Breakpoint();
    shown.setId(b.id());
    shown.setVerified(b.verified());
    if (b.line() > 0) {
      shown.setLine(lines.toClient(b.line()));
    }
    if (b.column() > 0) {
      shown.setColumn(lines.columnToClient(b.column()));
    }
    if (!b.sourceId().isEmpty()) {
      shown.setSource(paths.of(b.sourceId()));
    }
    if (!b.message().isEmpty()) {
      shown.setMessage(b.message());
      // The file may yet be loaded; a fault stays one.
      shown.setReason(b.message().endsWith("loaded yet") ? BreakpointNotVerifiedReason.PENDING : BreakpointNotVerifiedReason.FAILED);
    }
    return shown;
  }

  org.eclipse.lsp4j.debug.StackFrame frame(StackFrame f, StackFrameFormat format) {
    var shown = new org.eclipse.lsp4j.debug.StackFrame();
    shown.setId(frames.add(f));
    shown.setName(FrameNames.of(f, format, lines));
    shown.setInstructionPointerReference(f.address());
    shown.setModuleId(f.source().id());
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
      boolean named = s.kind() != Scope.Kind.SELF && s.kind() != Scope.Kind.OPERANDS && s.kind() != Scope.Kind.RETURNED;
      shown.setVariablesReference(unfoldings.add(new Unfolding(s.variables(), f, named ? "" : s.kind() == Scope.Kind.SELF ? "self" : null)));
      shown.setNamedVariables(s.variables().namedCount());
      shown.setIndexedVariables(s.variables().indexedCount());
      shown.setExpensive(false);
      ScopePresentationHints.of(s.kind()).ifPresent(shown::setPresentationHint);
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
    boolean hex = page.getFormat() != null && Boolean.TRUE.equals(page.getFormat().getHex());
    return found.stream().map(v -> variable(v, of, hex)).toArray(Variable[]::new);
  }

  private Variable variable(gene.debug.Variable v, Unfolding of, boolean hex) {
    var shown = new Variable();
    String path = of.pathOf(v.name());
    Parts parts = v.parts();
    shown.setName(v.name());
    shown.setValue(v.text(hex));
    shown.setType(v.type());
    shown.setEvaluateName(path);
    shown.setMemoryReference(memoryReference(v));
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

  EvaluateResponse evaluated(gene.debug.Variable v, StackFrame frame, boolean hex) {
    var shown = new EvaluateResponse();
    Parts parts = v.parts();
    shown.setResult(v.text(hex));
    shown.setType(v.type());
    shown.setMemoryReference(memoryReference(v));
    // A call must not be made again only to look at a part of its value.
    shown.setVariablesReference(reference(parts, frame, v.name().matches("[\\w/?!-]+") ? v.name() : null));
    if (shown.getVariablesReference() > 0) {
      shown.setNamedVariables(parts.namedCount());
      shown.setIndexedVariables(parts.indexedCount());
    }
    return shown;
  }

  SetVariableResponse assigned(gene.debug.Variable v, Unfolding of, boolean hex) {
    var shown = new SetVariableResponse();
    Parts parts = v.parts();
    shown.setValue(v.text(hex));
    shown.setType(v.type());
    shown.setVariablesReference(reference(parts, of.frame(), of.pathOf(v.name())));
    shown.setNamedVariables(parts.namedCount());
    shown.setIndexedVariables(parts.indexedCount());
    return shown;
  }

  SetExpressionResponse expressionAssigned(gene.debug.Variable v, StackFrame frame, boolean hex) {
    var shown = new SetExpressionResponse();
    Parts parts = v.parts();
    shown.setValue(v.text(hex));
    shown.setType(v.type());
    shown.setVariablesReference(reference(parts, frame, v.name().strip()));
    shown.setNamedVariables(parts.namedCount());
    shown.setIndexedVariables(parts.indexedCount());
    return shown;
  }

  /** Byte strings and long strings can be read as memory; null for what cannot. */
  private String memoryReference(gene.debug.Variable v) {
    return v.bytes().map(bytes -> "memory-" + memories.add(v)).orElse(null);
  }

  byte[] memory(String reference) {
    try {
      return memories.get(Integer.parseInt(reference.replaceFirst("^memory-", ""))).bytes().orElseThrow();
    } catch (NumberFormatException e) {
      throw new DebugException("`" + reference + "` is no reference to memory");
    }
  }
}
