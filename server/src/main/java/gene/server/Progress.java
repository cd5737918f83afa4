// The progress of long work, shown by the client, where a person can end the work.
package gene.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;

/** Any thread may begin, report and end; a client that shows no progress is told nothing. */
final class Progress {
  private final Map<Either<String, Integer>, Work> running = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** One piece of work. */
  final class Work implements AutoCloseable {
    private final LanguageClient client;
    private final Either<String, Integer> token;
    private volatile boolean cancelled;
    private volatile int percent;

    private Work(LanguageClient client, Either<String, Integer> token) {
      this.client = client;
      this.token = token;
    }

    boolean isCancelled() {
      return cancelled;
    }

    void report(int done, int all) {
      int now = all == 0 ? 100 : (int) (100L * done / all);
      if (client != null && now > percent) {
        percent = now;
        var report = new WorkDoneProgressReport();
        report.setPercentage(now);
        report.setMessage(done + " of " + all);
        send(report);
      }
    }

    private void send(WorkDoneProgressNotification what) {
      client.notifyProgress(new ProgressParams(token, Either.forLeft(what)));
    }

    @Override
    public void close() {
      running.remove(token);
      if (client != null) {
        send(new WorkDoneProgressEnd());
      }
    }
  }

  /** @param client null when it shows no progress */
  Work begin(LanguageClient client, String title) {
    Either<String, Integer> token = Either.forLeft("gene-" + count.incrementAndGet());
    if (client != null) {
      client.createProgress(new WorkDoneProgressCreateParams(token));
    }
    return begin(client, token, title);
  }

  /** For a request with which the client has sent the token; null when it wants to hear nothing. */
  Work answering(LanguageClient client, Either<String, Integer> token, String title) {
    return begin(token == null ? null : client, token == null ? Either.forLeft("gene-" + count.incrementAndGet()) : token, title);
  }

  private Work begin(LanguageClient client, Either<String, Integer> token, String title) {
    var work = new Work(client, token);
    running.put(token, work);
    if (client != null) {
      var begin = new WorkDoneProgressBegin();
      begin.setTitle(title);
      begin.setCancellable(true);
      begin.setPercentage(0);
      work.send(begin);
    }
    return work;
  }

  void cancel(WorkDoneProgressCancelParams params) {
    Work work = params.getToken() == null ? null : running.get(params.getToken());
    if (work != null) {
      work.cancelled = true;
    }
  }
}
