// The namespace `gene/serdes`: serialization text, and trees of files (language reference 15).
package gene.library;

import gene.data.Raise;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NamedValues;
import gene.vm.NativeModule;
import java.util.List;

final class SerdesFunctions implements NativeModule {
  private static final int SERIALIZE = 0, DESERIALIZE = 1, WRITE_TREE = 2, READ_TREE = 3;

  @Override
  public void declare(Declarations to) {
    String ns = "gene/serdes";
    to.function(ns, "serialize", SERIALIZE, "[value] -> String", "The value as one line of text, from which `deserialize` makes it again; named values become references.");
    to.function(ns, "deserialize", DESERIALIZE, "[text: String] -> Any", "The value of a serialization text. Nothing in it is evaluated.");
    to.function(ns, "write_tree", WRITE_TREE, "[path: String value ^separate: Array = nil] -> Nil",
        "Writes a value to `path.gene`, or to a folder in which the children of the selected nodes are files of their own.");
    to.function(ns, "read_tree", READ_TREE, "[path: String ^lazy: Array = nil] -> Any", "Reads what `write_tree` wrote; the nodes of `^lazy` when they are first used.");
  }

  @Override
  public Object call(int id, Args a) {
    return switch (id) {
      case SERIALIZE -> {
        Arguments.noKeywords(a);
        one(a, "serialize");
        yield SerialWriter.write(a.vm(), a.get(0), text -> text);
      }
      case DESERIALIZE -> {
        Arguments.noKeywords(a);
        one(a, "deserialize");
        if (!(a.get(0) instanceof String text)) {
          throw Raise.argument(gene.data.Printer.code(a.get(0)) + " is not a string.");
        }
        yield new SerialReader(a.vm(), NamedValues.current(a)).read(List.of(SerialReader.data("serialized text", text)), values -> values.get(0));
      }
      case WRITE_TREE -> TreeWriter.write(a);
      case READ_TREE -> TreeReader.read(a);
      default -> throw new AssertionError(id);
    };
  }

  private static void one(Args a, String name) {
    if (a.count() != 1) {
      throw Raise.argument(name + " expects 1 argument");
    }
  }
}
