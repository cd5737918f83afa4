// An enum as its definition shows it: type parameters, variants, fields.
package gene.analysis;

import gene.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Compared by identity: two enums of one name are two enums. */
public final class EnumShape {
  /** The fields' types are {@link Type#ANY} where none is declared. */
  public record Variant(String name, List<String> fields, List<Type> types) {
    public Variant {
      fields = List.copyOf(fields);
      types = List.copyOf(types);
    }
  }

  static final EnumShape RESULT = new EnumShape("Result", List.of("T", "E"), null).with("Ok", "value", "T").with("Err", "error", "E");
  static final EnumShape OPTION = new EnumShape("Option", List.of("T"), null).with("Some", "value", "T").with("None", null, null);

  private final String name;
  private final List<String> parameters;
  private final Span place;
  private final List<Variant> variants = new ArrayList<>();

  EnumShape(String name, List<String> parameters, Span place) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.place = place;
  }

  private EnumShape with(String variant, String field, String type) {
    add(new Variant(variant, field == null ? List.of() : List.of(field), type == null ? List.of() : List.of(new Type.Variable(type))));
    return this;
  }

  /** Only while the definition is read: a variant may hold values of the enum itself. */
  void add(Variant v) {
    variants.add(v);
  }

  public String name() {
    return name;
  }

  public List<String> parameters() {
    return parameters;
  }

  /** In order of declaration. */
  public List<Variant> variants() {
    return Collections.unmodifiableList(variants);
  }

  /** The absolute span of the definition's name; null for a built-in enum. */
  public Span place() {
    return place;
  }

  public Optional<Variant> find(String variant) {
    return variants.stream().filter(v -> v.name().equals(variant)).findFirst();
  }

  /** The variant's field types where the enum's parameters stand for these arguments. */
  List<Type> fieldTypes(Variant v, List<Type> arguments) {
    var types = new ArrayList<Type>();
    for (Type t : v.types()) {
      int i = t instanceof Type.Variable p ? parameters.indexOf(p.name()) : -1;
      types.add(i < 0 ? t : i < arguments.size() ? arguments.get(i) : Type.ANY);
    }
    return types;
  }

  @Override
  public String toString() {
    return name;
  }
}
