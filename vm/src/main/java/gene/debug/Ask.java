// Something asked of the debugger: nothing happens until it is sent, and the answer comes from the VM's thread.
package gene.debug;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A future returned by a method that has begun the work may be complete before its consequences are attached, and these then run
 * anywhere and late. Here they are attached first: they run on the VM's thread, and what they write to a client precedes all that
 * the program does afterwards.
 */
public final class Ask<T> {
  private final Supplier<T> work;
  private final BiConsumer<Runnable, Consumer<Throwable>> thread;

  /** @param thread runs the work on the right thread, and hears why it could not be done */
  Ask(Supplier<T> work, BiConsumer<Runnable, Consumer<Throwable>> thread) {
    this.work = work;
    this.thread = thread;
  }

  /** An answer that is known. */
  public static <T> Ask<T> of(T value) {
    return new Ask<>(() -> value, (command, failed) -> command.run());
  }

  /** Does more with the answer, on the VM's thread too. */
  public <R> Ask<R> map(Function<? super T, ? extends R> more) {
    return new Ask<>(() -> more.apply(work.get()), thread);
  }

  public CompletableFuture<T> send() {
    var answer = new CompletableFuture<T>();
    send(answer);
    return answer;
  }

  public void send(CompletableFuture<T> answer) {
    thread.accept(() -> answer.complete(work.get()), answer::completeExceptionally);
  }
}
