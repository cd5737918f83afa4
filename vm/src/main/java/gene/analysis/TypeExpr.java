// A type expression: immutable, compared structurally, printed as it is written.
package gene.analysis;

import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

public sealed interface TypeExpr {
  TypeExpr ANY = new Named("Any");

  /** Empty when the form is no type expression. */
  static Optional<TypeExpr> of(Form form) {
    return Optional.ofNullable(TypeForms.read(form));
  }

  /** Reads what {@link #toString} prints. */
  static Optional<TypeExpr> read(String text) {
    Tree tree = Reader.read(Source.of("<type>", text));
    return tree.tops().size() == 1 ? of(tree.tops().get(0).form()) : Optional.empty();
  }

  /** Int, a class, an alias, an enum, a type variable. */
  record Named(String name) implements TypeExpr {
    // Written out: the equals that records come with goes through method handles, which is slow until it is compiled.
    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Named k && k.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A type parameter of the function or enum around: erased, so that every value conforms. */
  record Variable(String name) implements TypeExpr {
    @Override
    public String toString() {
      return name;
    }
  }

  record Applied(String name, List<TypeExpr> arguments) implements TypeExpr {
    public Applied {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "(" + name + " " + arguments.stream().map(Object::toString).collect(Collectors.joining(" ")) + ")";
    }
  }

  /** The members are unordered: two unions of the same members are equal; they print in alphabetical order. */
  record Union(List<TypeExpr> members) implements TypeExpr {
    public Union {
      members = List.copyOf(members);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Union u && new java.util.HashSet<>(members).equals(new java.util.HashSet<>(u.members));
    }

    @Override
    public int hashCode() {
      return new java.util.HashSet<>(members).hashCode();
    }

    @Override
    public String toString() {
      return "(" + String.join(" | ", new TreeSet<>(members.stream().map(Object::toString).toList())) + ")";
    }
  }

  /** A parameter of a function type: `key` for a keyword, `rest` for `T...`. */
  record Param(String key, boolean rest, TypeExpr type) {}

  record Fn(String head, List<Param> params, TypeExpr result, List<String> effects) implements TypeExpr {
    public Fn {
      params = List.copyOf(params);
      effects = List.copyOf(effects);
    }

    @Override
    public String toString() {
      String inside = params.stream()
          .map(p -> (p.key() == null ? "" : "^" + p.key() + " ") + p.type() + (p.rest() ? "..." : ""))
          .collect(Collectors.joining(" "));
      return "(" + head + " [" + inside + "] -> " + result + (effects.isEmpty() ? "" : " ! [" + String.join(" ", effects) + "]") + ")";
    }
  }
}
