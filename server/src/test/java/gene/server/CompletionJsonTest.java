// Completions are written as the usual writer of messages would write them, whatever the client understands.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import gene.server.feature.BuiltinPages;
import gene.server.feature.Completion;
import gene.server.feature.Document;
import gene.server.feature.Fixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionListCapabilities;
import org.eclipse.lsp4j.InsertReplaceEdit;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.junit.jupiter.api.Test;

final class CompletionJsonTest {
  private static Client client(boolean all) {
    var item = new CompletionItemCapabilities(all);
    item.setInsertReplaceSupport(all);
    item.setLabelDetailsSupport(all);
    var completion = new CompletionCapabilities(item);
    completion.setCompletionList(new CompletionListCapabilities(all ? List.of("editRange") : List.of()));
    var texts = new TextDocumentClientCapabilities();
    texts.setCompletion(completion);
    var told = new ClientCapabilities();
    told.setTextDocument(texts);
    return Client.of(told);
  }

  private static CompletionList list(String marked, Client client) {
    Fixture f = Fixture.of(marked);
    Document d = f.main();
    return new ConvertKnowing(new Convert(client, new BuiltinPages(Optional.empty()))).completion(d, Completion.at(f.snapshot(), d, f.cursor()));
  }

  private static String written(MessageJsonHandler by, CompletionList list) {
    var message = new ResponseMessage();
    message.setId(1);
    message.setResult(list);
    return by.serialize(message);
  }

  @Test
  void nothingIsLeftOut() {
    var usual = new MessageJsonHandler(Map.of());
    var own = new MessageJsonHandler(Map.of(), Json::register);
    for (String marked : List.of("(var \"odd\\u2028<\" 1)\n(<|>", "(fn area [r: Int] r)\n(ar<|>ena 1)", "(fn f [^size = 1] 1)\n(f ^s<|>)", "nothing <|>", "# no <|>",
        "(ar<|>)\n=== shapes.gene\n(fn area [] 1)\n")) {
      for (boolean all : new boolean[] {true, false}) {
        CompletionList list = list(marked, client(all));
        assertEquals(JsonParser.parseString(written(usual, list)), JsonParser.parseString(written(own, list)), () -> "of " + marked);
      }
    }
  }

  @Test
  void theRestOfTheWordIsReplacedOnRequest() {
    CompletionList own = list("(fn area [r: Int] r)\n(ar<|>ena 1)", client(false));
    CompletionItem area = own.getItems().get(0);
    assertEquals("area", area.getLabel());
    assertTrue(area.getTextEdit().isLeft(), "a client that knows no replacing gets what is typed before the cursor replaced");
    var item = new CompletionItemCapabilities(true);
    item.setInsertReplaceSupport(true);
    var texts = new TextDocumentClientCapabilities();
    texts.setCompletion(new CompletionCapabilities(item));
    var told = new ClientCapabilities();
    told.setTextDocument(texts);
    InsertReplaceEdit edit = list("(fn area [r: Int] r)\n(ar<|>ena 1)", Client.of(told)).getItems().get(0).getTextEdit().getRight();
    assertEquals("1:1-1:3 1:1-1:6 area", edit.getInsert().getStart().getLine() + ":" + edit.getInsert().getStart().getCharacter() + "-"
        + edit.getInsert().getEnd().getLine() + ":" + edit.getInsert().getEnd().getCharacter() + " " + edit.getReplace().getStart().getLine() + ":"
        + edit.getReplace().getStart().getCharacter() + "-" + edit.getReplace().getEnd().getLine() + ":" + edit.getReplace().getEnd().getCharacter() + " "
        + edit.getNewText());
    assertTrue(list("(fn area [r: Int] r)\n(ar<|>ena 1)", client(true)).getItemDefaults().getEditRange().isRight(), "and where the list says it for all items");
  }
}
