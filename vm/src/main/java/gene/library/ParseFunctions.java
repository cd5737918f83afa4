// Reading forms from text and from files.
package gene.library;

import gene.data.Equality;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Vm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

final class ParseFunctions implements NativeModule {
  private static final int PARSE = 0, FORMS = 1, OPEN = 2, READ = 3, CLOSE = 4, COUNT = 5;

  /** What `(gene/parser path)` gives. */
  private static final class Parser implements Opaque {
    private List<Object> forms;
    private int next;

    Parser(List<Object> forms) {
      this.forms = forms;
    }

    Object read() {
      if (forms == null) {
        throw Raise.io("Parser is closed");
      }
      return next < forms.size() ? forms.get(next++) : Special.NIL;
    }

    void close() {
      forms = null;
    }

    @Override
    public String typeofName() {
      return "Parser";
    }

    @Override
    public String className() {
      return "Parser";
    }

    @Override
    public String display() {
      return "VkInstance";
    }
  }

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "Parser", "Object", -1, "Reads a file form by form: `(gene/parser path)`.");
    to.function("", "parse", PARSE, "[text: String] -> Any",
        "The first form of the text as data; `nil` for empty text, the text itself as a symbol when it cannot be read.");
    to.preludeFunction("gene", "parse_file", "[path: String f = nil ^count_if: Array = nil] -> Any",
        "All forms of a file as an array; with a function, calls `(f form)` for each; with `^count_if [i v]`, the number of forms whose child `i` equals `v`.");
    to.function("gene", "parser", OPEN, "[path: String] -> Parser", "Opens a file for reading form by form.");
    to.method("Parser", "read", READ, "[] -> Any", "The next form as data, `nil` at the end.");
    to.method("Parser", "close", CLOSE, "[] -> Nil", "Forgets the file.");
    to.function("gene/prelude", "forms", FORMS, "[path: String function: String] -> Array", "All forms of a file.");
    to.function("gene/prelude", "count_forms", COUNT, "[forms: Array condition: Array] -> Int", "How many forms have a child that equals a value.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case PARSE -> parse(a.string(0, "parse requires a string"));
      case FORMS -> GeneArray.of(forms(a.vm(), a.string(0, "parse_file requires a string path")));
      case OPEN -> new Parser(forms(a.vm(), a.string(0, "parser requires a string path")));
      case READ -> Arguments.self(a, Parser.class).read();
      case CLOSE -> {
        Arguments.self(a, Parser.class).close();
        yield Special.NIL;
      }
      case COUNT -> a.ret(count((GeneArray) a.get(0), a.get(1)));
      default -> throw new AssertionError(id);
    };
  }

  private static Object parse(String text) {
    try {
      List<Object> data = ReadData.all("text", text);
      return data.isEmpty() ? Special.NIL : data.get(0);
    } catch (Raise unreadable) {
      return Symbol.of(text);
    }
  }

  private static List<Object> forms(Vm vm, String path) {
    var file = FileFunctions.at(vm, path);
    if (!Files.isRegularFile(file)) {
      throw Raise.io("Failed to open file '" + path + "'");
    }
    try {
      return ReadData.all(path, Files.readString(file));
    } catch (IOException e) {
      throw Raise.io("Failed to open file '" + path + "': " + FileFunctions.reason(e));
    }
  }

  private static long count(GeneArray forms, Object condition) {
    if (!(condition instanceof GeneArray pair) || pair.size() != 2 || !(pair.get(0) instanceof Long position)) {
      throw Raise.argument("parse_file ^count_if requires [index value]");
    }
    long count = 0;
    for (int i = 0; i < forms.size(); i++) {
      boolean has = forms.get(i) instanceof Gene form && position >= 0 && position < form.children().size();
      if (has && Equality.equal(((Gene) forms.get(i)).children().get(position.intValue()), pair.get(1))) {
        count++;
      }
    }
    return count;
  }
}
