// What a destructuring binds: a name, a sequence pattern `[…]`, a map pattern `{…}`, or nothing (`_`).
package gene.analysis;

import gene.syntax.Form;
import java.util.List;

public sealed interface Pattern {
  Form form();

  record Bind(Form form, Binding binding) implements Pattern {}

  record Ignore(Form form) implements Pattern {}

  enum ItemKind { POSITIONAL, REST, PROPERTY, PROPERTY_REST }

  /** `fallback` is null for a required item; `key` is the property's name. */
  record Item(ItemKind kind, String key, Pattern target, Node fallback) {}

  record Sequence(Form form, List<Item> items) implements Pattern {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Field(String key, Pattern target) {}

  record Map(Form form, List<Field> fields) implements Pattern {
    public Map {
      fields = List.copyOf(fields);
    }
  }
}
