// What a template, or a call of a macro function, becomes: found by running the document's definitions and then the form, in a VM for once.
package gene.server.run;

import gene.server.Host;
import gene.server.feature.CodeToRun;
import gene.server.feature.Document;
import gene.server.feature.Expandable;
import gene.source.Span;
import gene.syntax.Formatter;
import gene.vm.Outcome;
import gene.vm.Session;
import gene.vm.Vm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * @param macro      whether it is a call
 * @param name       of the macro function; empty for a template
 * @param expansions in the canonical layout
 * @param value      what the form gives, as code; null when it fails
 * @param message    why it went no further; null when nothing went wrong
 */
public record Expansion(Span span, boolean macro, String name, List<String> expansions, String value, String message) {
  private static final int MOST = 100;

  /** @param thread where it runs */
  static CompletableFuture<Expansion> of(Host host, Supervisor supervisor, ExecutorService thread, Document document, Expandable form, Path folder, Limits limits) {
    var answer = new CompletableFuture<Expansion>();
    thread.execute(() -> {
      if (!answer.isDone()) {
        run(host, supervisor, document, form, folder, limits, answer);
      }
    });
    return answer;
  }

  private static void run(Host host, Supervisor supervisor, Document document, Expandable form, Path folder, Limits limits, CompletableFuture<Expansion> answer) {
    var found = new ArrayList<String>();
    var streams = new Output.Streams();
    try (Vm vm = Evaluator.builder(host, folder, streams).build()) {
      Supervisor.Watch watch = supervisor.watch(limits, vm::interrupt, () -> answer.complete(ended(form, found, null, "it cannot be stopped, and was left behind")));
      answer.whenComplete((result, failure) -> {
        if (failure != null) {
          watch.stop(Supervisor.Reason.CANCELLED);
        }
      });
      Session session = vm.newSession(Evaluator.name(document));
      Evaluator.define(session, document, new CodeToRun(form.tree(), form.span()), streams);
      session.onExpansion(d -> add(found, d));
      Outcome outcome = session.eval(form.tree());
      Supervisor.Reason reason = watch.end();
      if (outcome.failure() != null || outcome.exited()) {
        answer.complete(ended(form, found, null, reason == Supervisor.Reason.TIMEOUT ? "stopped after " + limits.milliseconds() + " ms"
            : outcome.exited() ? "it ended the program" : Evaluator.summary(outcome.failure())));
        return;
      }
      if (!form.macro()) {
        add(found, outcome.value());
      }
      answer.complete(ended(form, found, Evaluator.text(outcome.value()), null));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private static void add(List<String> found, Object datum) {
    if (found.size() < MOST) {
      String text = Evaluator.text(datum);
      found.add(Formatter.of(text).text().strip());
    }
  }

  private static Expansion ended(Expandable form, List<String> found, String value, String message) {
    return new Expansion(form.span(), form.macro(), form.name(), List.copyOf(found), value, message);
  }
}
