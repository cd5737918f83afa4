// An actor: its mailbox, which any thread may fill, and on its worker's thread the handler and the state.
package gene.vm;

import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The value is a handle: the same object in every VM of the program. */
public final class Actor implements Opaque {
  private static final int MAILBOX = 10_000;

  /** @param reply null for a plain `.send` */
  private record Message(Parcel body, Reply reply) {}

  /** A message that has found the mailbox full. @param sender what its sender waits for; null when that is an actor, which does not wait */
  private record Waiting(Message message, Operation sender) {}

  /** Where the answer to a request goes: an operation of the VM that asks. */
  private record Reply(Vm to, Operation operation) {
    void give(Parcel value) {
      operation.succeedWith(() -> Delivery.open(to, value));
    }

    void fail(Raise fault) {
      operation.fail(fault);
    }
  }

  private final ActorSystem system;
  private final ActorWorker worker;
  /** `actor 3`, and the name of its handler if that has one. */
  private String name;
  private final ArrayDeque<Message> mailbox = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private boolean stopped;
  private Object handler;
  private Object state;

  Actor(ActorSystem system, ActorWorker worker, int number) {
    this.system = system;
    this.worker = worker;
    this.name = "actor " + number;
  }

  /** On the worker's thread, before any message is handled. */
  void begin(Object ownHandler, Object firstState) {
    handler = ownHandler;
    state = firstState;
    if (handler instanceof Function f && !f.code().name().isEmpty()) {
      name += " (" + f.code().name() + ")";
    }
  }

  // For senders, on their own threads

  /** Queues a message. Gives a future that the sender must wait for because the mailbox is full, or null. */
  public Future send(Vm from, Object message) {
    return enqueue(from, new Message(Packing.pack(from, message), null));
  }

  /** A request. @param room what the sender must wait for because the mailbox is full, or null */
  public record Request(Future reply, Future room) {}

  public Request request(Vm from, Object message) {
    Parcel body = Packing.pack(from, message);
    refuseStopped();
    Operation operation = from.scheduler.begin("ask an actor");
    try {
      return new Request(operation.future(), enqueue(from, new Message(body, new Reply(from, operation))));
    } catch (Raise r) {
      from.scheduler.forget(operation);
      throw r;
    }
  }

  private synchronized void refuseStopped() {
    if (stopped) {
      throw stoppedFault();
    }
  }

  private static Raise stoppedFault() {
    return Raise.of("ThreadException", "Actor is stopped");
  }

  private synchronized Future enqueue(Vm from, Message message) {
    refuseStopped();
    if (mailbox.size() < MAILBOX && waiting.isEmpty()) {
      system.begin();
      mailbox.add(message);
      schedule();
      return null;
    } else if (from.isWorker() && waiting.size() >= MAILBOX) {
      throw Raise.of("ThreadException", "Actor mailbox is full");
    }
    system.begin();
    Operation sender = from.isWorker() ? null : from.scheduler.begin("send to an actor");
    waiting.add(new Waiting(message, sender));
    return sender == null ? null : sender.future();
  }

  /** Idempotent: the running turn ends, what is queued is dropped. */
  public void stop() {
    List<Message> dropped = new ArrayList<>();
    List<Operation> senders = new ArrayList<>();
    synchronized (this) {
      stopped = true;
      dropped.addAll(mailbox);
      mailbox.clear();
      for (Waiting w : waiting) {
        dropped.add(w.message);
        if (w.sender != null) {
          senders.add(w.sender);
        }
      }
      waiting.clear();
    }
    senders.forEach(s -> s.fail(stoppedFault()));
    for (Message m : dropped) {
      if (m.reply != null) {
        m.reply.fail(stoppedFault());
      }
      system.end();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  // Turns, on the worker's thread

  /** With the lock held: a turn will come. */
  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      worker.post(this::turn);
    }
  }

  private synchronized Message take() {
    Message m = mailbox.poll();
    Waiting next = m == null ? null : waiting.poll();
    if (next != null) {
      mailbox.add(next.message);
      if (next.sender != null) {
        next.sender.succeed(Special.NIL);
      }
    }
    scheduled = m != null;
    return m;
  }

  private void turn() {
    Message m = take();
    if (m == null) {
      return;
    }
    var context = new ActorContext(this, m.reply != null);
    Object body;
    try {
      body = Delivery.open(worker.vm(), m.body);
    } catch (Raise r) {
      fail(m, context, r.getMessage());
      ended();
      return;
    }
    context.answer = value -> m.reply.give(value);
    Future turn = worker.vm().scheduler.task(name, handler, context, body, state);
    turn.task.actor = this;
    turn.whenSettled(f -> finish(m, context, f));
  }

  private void finish(Message m, ActorContext context, Future turn) {
    if (turn.state() == Future.State.SUCCESS) {
      state = turn.value();
      if (isStopped() && m.reply != null && !context.hasReplied()) {
        m.reply.fail(stoppedFault());
      } else if (m.reply != null && !context.hasReplied()) {
        m.reply.give(Parcel.NIL);
      }
    } else {
      fail(m, context, worker.vm().exception(turn.value()).message());
    }
    context.close();
    ended();
  }

  private void fail(Message m, ActorContext context, String message) {
    if (m.reply != null && !context.hasReplied()) {
      m.reply.fail(Raise.coded("ThreadException", "GENE.THREAD.REPLY.FAILURE", message));
    }
  }

  /** After a turn: the next one comes after what the worker has to do already. */
  private void ended() {
    synchronized (this) {
      scheduled = false;
      if (!mailbox.isEmpty()) {
        schedule();
      }
    }
    system.end();
  }

  @Override
  public String typeofName() {
    return "Actor";
  }

  @Override
  public String className() {
    return "Actor";
  }

  @Override
  public String display() {
    return "VkActor";
  }
}
