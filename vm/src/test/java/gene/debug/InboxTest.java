// Commands for the VM's thread: in order while a program runs, and orders that overtake them.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InboxTest {
  private final Inbox inbox = new Inbox();
  private final List<String> done = new ArrayList<>();

  private Runnable command(String name) {
    return () -> done.add(name);
  }

  private CompletableFuture<Void> taking() {
    return CompletableFuture.runAsync(() -> inbox.take().run(), work -> new Thread(work, "test-vm").start());
  }

  @Test
  void onlyWhileAProgramRunsCommandsAreTaken() {
    assertFalse(inbox.offer(command("early")));
    inbox.open();
    assertTrue(inbox.offer(command("a")));
    assertTrue(inbox.offer(command("b")));
    inbox.take().run();
    inbox.poll().run();
    assertNull(inbox.poll());
    inbox.close();
    assertFalse(inbox.offer(command("late")));
    assertEquals(List.of("a", "b"), done);
  }

  @Test
  void whatIsLeftIsDoneAtTheEndEvenWhatItBringsAbout() {
    inbox.open();
    inbox.offer(() -> {
      done.add("a");
      inbox.offer(command("brought about"));
    });
    inbox.close();
    assertEquals(List.of("a", "brought about"), done);
  }

  @Test
  void anOrderIsTakenOnceAndNotByTheNextRun() {
    inbox.open();
    inbox.pause(null);
    inbox.cancel();
    assertTrue(inbox.takePause(null));
    assertFalse(inbox.takePause(null));
    assertTrue(inbox.takeCancel());
    assertFalse(inbox.takeCancel());
    inbox.pause(null);
    inbox.cancel();
    inbox.end();
    assertTrue(inbox.isEnding());
    inbox.close();
    inbox.open();
    assertFalse(inbox.takePause(null) || inbox.takeCancel() || inbox.isEnding());
  }

  @Test
  void whoWaitsIsWokenByACommandAndByTheEnd() throws Exception {
    inbox.open();
    CompletableFuture<Void> first = taking();
    inbox.offer(command("a"));
    first.get(20, TimeUnit.SECONDS);
    assertEquals(List.of("a"), done);
    CompletableFuture<Void> second = taking();
    inbox.end();
    second.get(20, TimeUnit.SECONDS);
    assertEquals(List.of("a"), done);
  }

  @Test
  void anInterruptDoesNotEndTheWaitingAndIsKept() throws Exception {
    inbox.open();
    var interrupted = new CompletableFuture<Boolean>();
    var waiting = new Thread(() -> {
      Thread.currentThread().interrupt();
      inbox.take().run();
      interrupted.complete(Thread.currentThread().isInterrupted());
    }, "test-vm");
    waiting.start();
    inbox.offer(command("a"));
    assertTrue(interrupted.get(20, TimeUnit.SECONDS));
    assertEquals(List.of("a"), done);
  }
}
