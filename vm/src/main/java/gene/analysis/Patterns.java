// Destructuring patterns (language reference 10) in var, let, for, parameters and catch.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class Patterns {
  private final Analyzer a;

  Patterns(Analyzer a) {
    this.a = a;
  }

  Pattern pattern(Form f, Binding.Kind kind) {
    if (f instanceof Form.Name n) {
      return n.text().equals("_") ? new Pattern.Ignore(n) : new Pattern.Bind(n, a.declare(n.text(), kind, n));
    } else if (f instanceof Form.Array array) {
      return sequence(array, kind);
    } else if (f instanceof Form.MapForm map) {
      var fields = new ArrayList<Pattern.Field>();
      for (Form.Prop p : map.props()) {
        Form target = p.value();
        if (target instanceof Form.Name n && n.text().startsWith("^") && n.text().length() > 1) {
          target = new Form.Name(n.start() + 1, n.end(), n.text().substring(1));
        }
        fields.add(new Pattern.Field(p.key(), pattern(target, kind)));
      }
      return new Pattern.Map(map, fields);
    }
    a.error(f, AnalysisCode.PATTERN, "Unsupported destructuring pattern: a pattern holds names, _, defaults and nested patterns");
    return new Pattern.Ignore(f);
  }

  private Pattern sequence(Form.Array array, Binding.Kind kind) {
    var items = new ArrayList<Pattern.Item>();
    List<Form> forms = array.items();
    for (int i = 0; i < forms.size(); i++) {
      Form f = forms.get(i);
      String text = f instanceof Form.Name n ? n.text() : "";
      boolean property = text.startsWith("^") && text.length() > 1;
      String name = property ? text.substring(1) : text;
      boolean rest = name.endsWith("...") && name.length() > 3;
      if (rest) {
        name = name.substring(0, name.length() - 3);
      }
      if (name.equals("...")) {
        a.error(f, AnalysisCode.PATTERN, "Positional rest must follow a named parameter");
        continue;
      } else if (name.endsWith(":") && name.length() > 1) {
        a.error(f, AnalysisCode.PATTERN, "type annotations are not supported in patterns");
        i++;
        continue;
      }
      if (!rest && i + 1 < forms.size() && Analyzer.isName(forms.get(i + 1), "...")) {
        rest = true;
        i++;
      }
      Node fallback = null;
      if (i + 2 < forms.size() && Analyzer.isName(forms.get(i + 1), "=")) {
        fallback = a.expression(forms.get(i + 2));
        i += 2;
      }
      Form target = f instanceof Form.Name n ? new Form.Name(n.start() + (property ? 1 : 0), Math.max(n.start() + (property ? 1 : 0), n.end() - (text.endsWith("...") ? 3 : 0)), name) : f;
      Pattern.ItemKind itemKind = property ? (rest ? Pattern.ItemKind.PROPERTY_REST : Pattern.ItemKind.PROPERTY)
          : rest ? Pattern.ItemKind.REST : Pattern.ItemKind.POSITIONAL;
      items.add(new Pattern.Item(itemKind, property ? name : null, pattern(target, kind), fallback));
    }
    if (items.stream().filter(i -> i.kind() == Pattern.ItemKind.REST).count() > 1) {
      a.error(array, AnalysisCode.PATTERN, "Only one named positional rest parameter is allowed");
    }
    return new Pattern.Sequence(array, items);
  }
}
