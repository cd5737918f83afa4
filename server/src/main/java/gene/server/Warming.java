// Uses the features on a text of its own, so that classes are loaded and code is compiled before a person waits for them.
package gene.server;

import gene.server.feature.BuiltinPages;
import gene.server.feature.CodeLenses;
import gene.server.feature.Completion;
import gene.server.feature.Definition;
import gene.server.feature.Document;
import gene.server.feature.DocumentSymbols;
import gene.server.feature.DocumentUri;
import gene.server.feature.Highlights;
import gene.server.feature.Hover;
import gene.server.feature.InlayHints;
import gene.server.feature.SignatureHelp;
import gene.server.feature.Snapshot;
import gene.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;

/**
 * The thread `warming` works while the client's first message is awaited and read, and once more when the client has
 * said that it is initialized: for a second at most, and never while requests are answered. {@link #close} ends it.
 */
final class Warming implements AutoCloseable {
  private static final long BUDGET_NANOS = 1_000_000_000L;
  private static final int MOST_ROUNDS = 120;
  private static final int OPENED_ANEW = 4;
  private static final long PAUSE_MILLIS = 20;
  private static final long MOST_MILLIS = 2_000;
  private static final String FORM = """
      # Value of the table.
      (fn compute_%d [alpha: Int beta = 2 ^scale = 1] -> Int
        (var total (alpha + (beta * scale)))
        (for item in [1 2 3]
          (if (item > 1)
            (total += (item * scale))
          else
            (total -= 1)))
        (println #"value #{total}" alpha)
        total)
      """;
  private static final String TEXT = """
      (import genex/test/*)
      (class Point (field x Int) (ctor [x] (/x = x)) (method moved [by] (new Point (/x + by))))
      (enum Shape (Circle r: Int) Dot)
      (fn area [s: Shape] (case s when (Circle r) (r * r) when Dot 0))
      (var m {^a [1 2.5 "s"]})
      (println (try (throw "x") catch e e/message) m/a/0 ((new Point 1) .moved 2) (undefined_name))
      """;

  private final ExecutorService thread = Threads.single("warming");
  private final Log log;
  private volatile boolean ended;

  Warming(Log log) {
    this.log = log;
  }

  /** Loads what the first diagnostics need. */
  void begin() {
    run(() -> document(2).diagnostics());
  }

  /**
   * Goes on when nothing is asked of the server.
   *
   * @param busy  whether somebody waits for an answer, or soon will
   * @param first done before that, and after two seconds in any case
   */
  void goOn(BooleanSupplier busy, Runnable first) {
    run(() -> {
      for (long waited = 0; busy.getAsBoolean() && waited < MOST_MILLIS && !ended; waited += PAUSE_MILLIS) {
        Thread.sleep(PAUSE_MILLIS);
      }
      first.run();
      var answers = new Answers();
      Document document = document(20);
      long spent = 0;
      int round = 0;
      while (!ended && spent < BUDGET_NANOS && round++ < MOST_ROUNDS) {
        while (busy.getAsBoolean() && !ended) {
          Thread.sleep(PAUSE_MILLIS);
        }
        long start = System.nanoTime();
        document = answers.typing(round % OPENED_ANEW == 0 ? document(20) : document);
        spent += System.nanoTime() - start;
      }
      log.trace("warmed up in " + round + " rounds of " + spent / 1_000_000 + " ms together");
    });
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void run(Work work) {
    try {
      thread.execute(() -> {
        try {
          work.run();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
          log.fault("warming up", e);
        }
      });
    } catch (RejectedExecutionException e) {
      log.trace("warming up was to begin after the end");
    }
  }

  private static Document document(int functions) {
    var text = new StringBuilder(TEXT);
    for (int i = 0; i < functions; i++) {
      text.append(FORM.replace("%d", Integer.toString(i)));
    }
    return Document.of(DocumentUri.of("warming:text"), 1, text.toString());
  }

  /** Asks for what a client asks for, up to the text of the answers. */
  private static final class Answers {
    private final Convert convert = new Convert(Client.UNKNOWN, new BuiltinPages(Optional.empty()));
    private final ConvertKnowing knowing = new ConvertKnowing(convert);
    private final MessageJsonHandler json = new MessageJsonHandler(Map.of(), Json::register);

    private TokenNumbers tokens;

    private void write(Object answer) {
      var response = new ResponseMessage();
      response.setId(0);
      response.setResult(answer);
      json.serialize(response);
    }

    /** As if somebody typed a letter and took it back. */
    Document typing(Document before) {
      int at = before.source().text().lastIndexOf("total)");
      Document typed = before.edited(2, at, 0, "t");
      Snapshot snapshot = Snapshot.empty().with(typed);
      var whole = new Span(0, typed.source().length());
      write(knowing.completion(typed, Completion.at(snapshot, typed, at + 1)));
      write(convert.diagnostics(typed, List.of()));
      tokens = knowing.tokens(typed, whole, tokens);
      write(new SemanticTokens(tokens));
      write(convert.symbols(typed, DocumentSymbols.of(typed)));
      write(knowing.hints(typed, InlayHints.in(snapshot, typed, whole)));
      Hover.at(snapshot, typed, at + 2).ifPresent(h -> write(convert.hover(typed, h)));
      write(convert.definitions(typed, Definition.at(snapshot, typed, at + 2)));
      write(knowing.highlights(typed, Highlights.at(snapshot, typed, at + 2)));
      SignatureHelp.at(snapshot, typed, at - 2).ifPresent(h -> write(knowing.signatures(h)));
      CodeLenses.of(typed);
      return typed.edited(3, at, 1, "");
    }
  }

  @Override
  public void close() {
    ended = true;
    thread.shutdownNow();
  }
}
