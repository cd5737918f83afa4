// What there is to say about a definition or a built-in entry: how it is used, what it is for, and what belongs to it.
package gene.server.feature;

import gene.analysis.Builtin;
import gene.analysis.BuiltinTable;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * @param kind      in lower case: `function`, `class`, `module` …
 * @param signature as Gene code, without what is told of the members
 * @param doc       plain words with `code` in them; may be empty
 * @param examples  as they are written: `[9] -> 3`
 * @param line      where it is defined; 0 for a built-in entry
 */
public record Documentation(String kind, String name, String signature, String doc, List<String> examples, int line,
                            List<Documentation> members) {
  public Documentation {
    examples = List.copyOf(examples);
    members = List.copyOf(members);
  }

  /** Of a module: its name, the comment it begins with, and what it defines in order of writing. */
  public static Documentation of(Document document, String name) {
    List<Documentation> members = document.symbols().stream().map(s -> of(document, s)).toList();
    return new Documentation("module", name, "", header(document), List.of(), 1, members);
  }

  private static Documentation of(Document document, Symbol s) {
    List<Documentation> members = switch (s.kind()) {
      case CLASS, OBJECT, INTERFACE, NAMESPACE -> s.children().stream().map(c -> of(document, c)).toList();
      case FUNCTION, METHOD, CONSTRUCTOR, FIELD, ENUM, VARIANT, VARIABLE, CONSTANT, TYPE -> List.of();
    };
    return new Documentation(s.kind().name().toLowerCase(Locale.ROOT), s.name(), Signatures.inOneLine(document, s), DocComment.of(document, s),
        examples(document, s), document.source().line(s.span().start()), members);
  }

  /** `^examples [[9] -> 3 [-1] throws Exception]`: three forms each. */
  private static List<String> examples(Document document, Symbol s) {
    if (!(s.form() instanceof Form.Node n) || !(n.prop("examples") instanceof Form.Array all)) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i + 2 < all.items().size(); i += 3) {
      var span = new Span(all.items().get(i).start(), all.items().get(i + 2).end()).shift(s.top().start());
      texts.add(document.text(span).strip().replaceAll("\\s+", " "));
    }
    return texts;
  }

  /** The comment lines that a file begins with, when an empty line parts them from what follows. */
  private static String header(Document document) {
    Source source = document.source();
    Tree tree = document.tree();
    var lines = new ArrayList<String>();
    int line = 1;
    for (Tree.Comment c : tree.comments()) {
      if (c.block() || c.start() != source.lineStart(line)) {
        break;
      }
      String text = source.lineText(line++);
      if (!text.startsWith("#!")) {
        lines.add(text.replaceFirst("^#+\\s?", ""));
      }
    }
    boolean parted = line > source.lineCount() || source.lineText(line).isBlank();
    return parted ? String.join("\n", lines).strip() : "";
  }

  /** Of a built-in entry: `println`, `math/sin`, `math`, `Array`, `Array.size`, and `.size` for all methods of that name. */
  public static List<Documentation> of(BuiltinTable table, String name) {
    int dot = name.indexOf('.');
    Optional<Builtin> entry = table.find(name);
    if (entry.isPresent()) {
      return List.of(withMembers(table, entry.get()));
    } else if (dot == 0) {
      return table.classesWithMethods().stream().flatMap(c -> table.findMethod(c, name.substring(1)).stream()).map(Documentation::alone).toList();
    } else if (dot > 0) {
      return table.findMethod(name.substring(0, dot), name.substring(dot + 1)).map(Documentation::alone).stream().toList();
    } else if (!table.methodsOf(name).isEmpty()) {
      return List.of(new Documentation("class", name, "(class " + name + ")", "", List.of(), 0, all(table.methodsOf(name))));
    }
    return List.of();
  }

  /** Everything that needs no path: built-in functions, classes and namespaces, without what belongs to those. */
  public static Documentation overview(BuiltinTable table) {
    List<Builtin> global = table.all().stream().filter(b -> b.owner().isEmpty()).toList();
    return new Documentation("library", "gene", "", "The built-in functions, constants, classes and namespaces.", List.of(), 0, all(global));
  }

  private static Documentation withMembers(BuiltinTable table, Builtin b) {
    return switch (b.kind()) {
      case CLASS -> with(b, all(table.methodsOf(b.qualifiedName()).isEmpty() ? table.methodsOf(b.name()) : table.methodsOf(b.qualifiedName())));
      case NAMESPACE -> with(b, all(table.all().stream().filter(m -> m.owner().equals(b.qualifiedName())).toList()));
      case FUNCTION, METHOD, CONSTANT -> of(b);
    };
  }

  private static List<Documentation> all(Collection<Builtin> entries) {
    return entries.stream().map(Documentation::of).toList();
  }

  private static Documentation of(Builtin b) {
    return with(b, List.of());
  }

  /** A method that is not shown among those of its class. */
  private static Documentation alone(Builtin b) {
    Documentation d = of(b);
    return new Documentation(d.kind, d.name, d.signature, "Of `" + b.owner() + "`. " + d.doc, d.examples, d.line, d.members);
  }

  private static Documentation with(Builtin b, List<Documentation> members) {
    return new Documentation(b.kind().name().toLowerCase(Locale.ROOT), b.qualifiedName(), Signatures.of(b), b.doc(), List.of(), 0, members);
  }
}
