// What the server tells of itself, beyond the protocol: for bug reports, and for clients that show texts without files.
package gene.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageServer;

public interface ServerQuestions extends LanguageServer {
  /**
   * @param state    indexing or ready
   * @param files    how many the index knows
   * @param indexed  whether all have been read
   * @param running  evaluations and runs of tests under way
   * @param sessions that are kept
   * @param uptime   in milliseconds
   */
  record Status(String version, String state, int open, int files, boolean indexed, int running, int sessions, long uptime) {}

  /** In bytes. @param afterCollection what the last collections have left */
  record Memory(long used, long committed, long most, long afterCollection) {}

  record Row(int offset, String op, String operands, int depth, String effect, String doc, Range range, boolean statement, Integer target, Integer code) {}

  record Local(String name, int slot, int from, int to) {}

  record Handler(int from, int to, int handler) {}

  /** docs/lsp-protocol.md says what each member means. */
  record Code(String name, String kind, String uri, Range range, List<String> parameters, List<Local> locals, int maxStack, List<Row> rows,
      List<Handler> handlers, List<Code> nested, List<Integer> current) {}

  record Text(String text) {}

  @JsonRequest("gene/serverStatus")
  CompletableFuture<Status> status();

  @JsonRequest("gene/memory")
  CompletableFuture<Memory> memory();

  /** The forms of a document as the reader sees them, one in a line, indented by depth. */
  @JsonRequest("gene/syntaxTree")
  CompletableFuture<Text> syntaxTree(TextDocumentIdentifier document);

  /** The instructions of the function at the place, or of the file. */
  @JsonRequest("gene/bytecode")
  CompletableFuture<Code> bytecode(RunRequests.Place place);

  @JsonRequest("gene/evaluate")
  CompletableFuture<RunRequests.Evaluation> evaluate(RunRequests.EvaluateParams params);

  @JsonRequest("gene/resetSession")
  CompletableFuture<RunRequests.Reset> resetSession(RunRequests.ResetParams params);

  @JsonRequest("gene/expand")
  CompletableFuture<RunRequests.Expanded> expand(RunRequests.Place params);

  @JsonRequest("gene/startDebug")
  CompletableFuture<DebugEndpoint.Address> startDebug();

  @JsonRequest("gene/tests")
  CompletableFuture<TestRequests.AllTests> tests(TestRequests.TestsParams params);

  @JsonRequest("gene/runTests")
  CompletableFuture<TestRequests.TestRun> runTests(TestRequests.RunTestsParams params);

  /** The text of a page of built-ins. */
  @JsonRequest("gene/builtinText")
  CompletableFuture<Text> builtinText(TextDocumentIdentifier page);
}
