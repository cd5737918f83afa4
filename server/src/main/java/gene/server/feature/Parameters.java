// A parameter list as it is written, taken apart: of a definition, or of a built-in's signature.
package gene.server.feature;

import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

/** @param all in order of writing, keywords included */
record Parameters(List<Parameter> all) {
  static final Parameters NONE = new Parameters(List.of());

  enum Kind { POSITIONAL, REST, KEYWORD, KEYWORD_REST }

  /**
   * @param text     the parameter as it is written, with type and default
   * @param span     of its text, relative to the top-level form
   * @param nameSpan of its name alone; empty for a pattern
   */
  record Parameter(String name, Kind kind, boolean optional, String type, String text, Span span, Span nameSpan) {}

  Parameters {
    all = List.copyOf(all);
  }

  /** @param start where the top-level form that holds the list begins in the text */
  static Parameters of(Form.Array list, String text, int start) {
    var all = new ArrayList<Parameter>();
    List<Form> items = list.items();
    for (int i = 0; i < items.size(); ) {
      int end = endOfParameter(items, i);
      parameter(items.subList(i, end), text, start, all);
      i = end;
    }
    return new Parameters(all);
  }

  /** Of `[a b = 1 ^k rest...] -> Int`. */
  static Parameters ofSignature(String signature) {
    Tree tree = Reader.read(Source.of("signature", signature));
    return tree.tops().isEmpty() || !(tree.tops().get(0).form() instanceof Form.Array list) ? NONE : of(list, signature, tree.tops().get(0).start());
  }

  private static int endOfParameter(List<Form> items, int from) {
    int end = from + 1;
    if (endsWithColon(items.get(from)) && end < items.size()) {
      end++;
    }
    if (end < items.size() && DefinitionForm.isName(items.get(end), "...")) {
      end++;
    }
    return end + 1 < items.size() && DefinitionForm.isName(items.get(end), "=") ? end + 2 : end;
  }

  private static boolean endsWithColon(Form f) {
    String text = nameText(f);
    return text != null && text.length() > 1 && text.endsWith(":");
  }

  private static String nameText(Form f) {
    if (f instanceof Form.Name n) {
      return n.text();
    }
    return f instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().isEmpty() ? p.segments().get(1).text() : null;
  }

  private static void parameter(List<Form> forms, String source, int start, List<Parameter> into) {
    Form first = forms.get(0);
    var span = new Span(first.start(), Math.max(first.end(), forms.get(forms.size() - 1).end()));
    String text = source.substring(start + span.start(), Math.min(source.length(), start + span.end())).replaceAll("\\s+", " ");
    boolean optional = forms.size() > 2 && DefinitionForm.isName(forms.get(forms.size() - 2), "=");
    String written = nameText(first);
    if (written == null) {
      into.add(new Parameter("", Kind.POSITIONAL, optional, "", text, span, new Span(first.start(), first.start())));
      return;
    }
    boolean keyword = written.startsWith("^");
    boolean rest = DefinitionForm.isName(forms.get(forms.size() - 1), "...") && forms.size() > 1;
    String name = keyword ? written.substring(1) : written;
    String type = "";
    if (name.endsWith(":") && name.length() > 1) {
      name = name.substring(0, name.length() - 1);
      Form typeForm = forms.size() > 1 ? forms.get(1) : null;
      type = typeForm == null ? "" : source.substring(start + typeForm.start(), Math.min(source.length(), start + typeForm.end()));
    }
    if (name.endsWith("...") && name.length() > 3) {
      name = name.substring(0, name.length() - 3);
      rest = true;
    } else if (type.endsWith("...")) {
      rest = true;
    }
    int from = (first instanceof Form.Path p ? p.segments().get(1).start() : first.start()) + (keyword ? 1 : 0);
    var nameSpan = new Span(from, Math.max(from, Math.min(first.end(), from + name.length())));
    Kind kind = keyword ? rest ? Kind.KEYWORD_REST : Kind.KEYWORD : rest ? Kind.REST : Kind.POSITIONAL;
    into.add(new Parameter(name, kind, optional || rest, type, text, span, nameSpan));
  }

  List<Parameter> positional() {
    return all.stream().filter(p -> p.kind() == Kind.POSITIONAL || p.kind() == Kind.REST).toList();
  }

  List<Parameter> keywords() {
    return all.stream().filter(p -> p.kind() == Kind.KEYWORD).toList();
  }

  /** The parameter that takes the n-th of so many positional arguments; -1 when there is none. */
  int indexOfPositional(int n, int given) {
    int positional = 0;
    int rest = -1;
    int after = 0;
    for (int i = 0; i < all.size(); i++) {
      Kind kind = all.get(i).kind();
      if (kind == Kind.REST) {
        rest = i;
      } else if (kind == Kind.POSITIONAL && rest >= 0) {
        after++;
      } else if (kind == Kind.POSITIONAL && positional++ == n) {
        return i;
      }
    }
    if (rest < 0) {
      return -1;
    }
    int fromEnd = given - 1 - n;
    return fromEnd >= after ? rest : positionalFromEnd(fromEnd);
  }

  private int positionalFromEnd(int n) {
    int seen = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).kind() == Kind.POSITIONAL && seen++ == n) {
        return i;
      }
    }
    return -1;
  }
}
