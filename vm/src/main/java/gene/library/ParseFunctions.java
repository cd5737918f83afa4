// Reading forms from text.
package gene.library;

import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.util.List;

final class ParseFunctions implements NativeModule {
  private static final int PARSE = 0;

  @Override
  public void declare(Declarations to) {
    to.function("", "parse", PARSE, "[text: String] -> Any",
        "The first form of the text as data; `nil` for empty text, the text itself as a symbol when it cannot be read.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    String text = a.string(0, "parse requires a string");
    try {
      List<Object> data = ReadData.all("text", text);
      return data.isEmpty() ? Special.NIL : data.get(0);
    } catch (Raise unreadable) {
      return Symbol.of(text);
    }
  }
}
