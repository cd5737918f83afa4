// Actors: `gene/actor/enable`, `gene/actor/spawn`, and the methods of handles and contexts.
package gene.library;

import gene.data.Raise;
import gene.data.Special;
import gene.vm.Actor;
import gene.vm.ActorContext;
import gene.vm.ActorSystem;
import gene.vm.Args;
import gene.vm.CallRequest;
import gene.vm.Declarations;
import gene.vm.Future;
import gene.vm.NativeModule;
import gene.vm.Vm;

final class ActorFunctions implements NativeModule {
  private static final int ENABLE = 0, SPAWN = 1, SEND = 2, REQUEST = 3, REQUEST_SYNC = 4, STOP = 5, REPLY = 6, ACTOR = 7, CONTEXT_STOP = 8;
  private static final long SYNC_NANOS = 2_000_000_000L;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "ActorContext", "Object", -1, "What an actor's handler gets first: the way to reply.");
    to.function("gene/actor", "enable", ENABLE, "[^workers: Int = nil] -> Nil", "Prepares worker threads for actors, as many as there are processors; once.");
    to.function("gene/actor", "spawn", SPAWN, "[handler ^state = nil] -> Actor",
        "Starts an actor, whose `(handler ctx msg state)` gives the next state. The handler is frozen, and runs in a VM of its own.");
    to.method("Actor", "send", SEND, "[message] -> Nil", "Queues a message, which is copied unless it is frozen; waits while the mailbox is full.");
    to.method("Actor", "send_expect_reply", REQUEST, "[message] -> Future", "Queues a message; a future of the reply.");
    to.method("Actor", "send_expect_reply_sync", REQUEST_SYNC, "[message ^timeout: Numeric = 2.0] -> Any", "Queues a message and waits for the reply. Int milliseconds, Float seconds.");
    to.method("Actor", "stop", STOP, "[] -> Nil", "Stops the actor after the current message; what is queued is dropped.");
    to.method("ActorContext", "reply", REPLY, "[value] -> Nil", "Answers the request that is being handled.");
    to.method("ActorContext", "actor", ACTOR, "[] -> Actor", "The actor that handles the message.");
    to.method("ActorContext", "stop", CONTEXT_STOP, "[] -> Nil", "Stops the actor after the current message.");
    to.preludeFunction("gene/prelude", "wait", "[future: Future] -> Any", "Awaits a future for a built-in.");
  }

  @Override
  public Object call(int id, Args a) {
    if (id != ENABLE && id != SPAWN && id != REQUEST_SYNC) {
      Arguments.noKeywords(a);
    }
    return switch (id) {
      case ENABLE -> enable(a);
      case SPAWN -> spawn(a);
      case SEND -> send(a);
      case REQUEST -> request(a);
      case REQUEST_SYNC -> requestNow(a);
      case STOP -> stop(Arguments.self(a, Actor.class));
      case REPLY -> reply(a);
      case ACTOR -> Arguments.self(a, ActorContext.class).actor();
      case CONTEXT_STOP -> stop(Arguments.self(a, ActorContext.class).actor());
      default -> throw new AssertionError(id);
    };
  }

  private static Raise fault(String message) {
    return Raise.of("ThreadException", message);
  }

  private static void onlyKeyword(Args a, String name) {
    if (a.keywords() != null && a.keywords().size() > (a.keyword(name) == null ? 0 : 1)) {
      throw Raise.argument(a.callee().qualifiedName() + " only supports the keyword argument ^" + name);
    }
  }

  private static Object enable(Args a) {
    onlyKeyword(a, "workers");
    Object workers = a.keyword("workers");
    if (a.count() > 0 || workers != null && !(workers instanceof Long)) {
      throw fault("gene/actor/enable ^workers expects an integer");
    }
    long count = workers == null ? Runtime.getRuntime().availableProcessors() : (Long) workers;
    if (count < 1) {
      throw fault("gene/actor/enable requires at least one worker");
    } else if (count > ActorSystem.MOST_WORKERS) {
      throw fault("gene/actor/enable exceeds the configured worker pool of " + ActorSystem.MOST_WORKERS);
    } else if (a.vm().hasActors()) {
      throw fault("gene/actor/enable can only be called once");
    }
    a.vm().enableActors((int) count);
    return Special.NIL;
  }

  private static Object spawn(Args a) {
    if (!a.vm().hasActors()) {
      throw fault("gene/actor/spawn requires gene/actor/enable first");
    }
    onlyKeyword(a, "state");
    if (a.count() != 1) {
      throw fault("gene/actor/spawn expects exactly one handler");
    }
    Object handler = a.get(0);
    if (!Arguments.isCallback(handler)) {
      throw fault("gene/actor/spawn expects a callable handler");
    }
    Freezing.freeze(handler, a.store());
    Object state = a.keyword("state");
    return a.vm().spawnActor(handler, state == null ? Special.NIL : state);
  }

  private static Object send(Args a) {
    Future room = Arguments.self(a, Actor.class).send(a.vm(), message(a, "send"));
    return room == null ? Special.NIL : await(a.vm(), room, Special.NIL);
  }

  private static Object request(Args a) {
    Actor.Request request = Arguments.self(a, Actor.class).request(a.vm(), message(a, "send_expect_reply"));
    return request.room() == null ? request.reply() : await(a.vm(), request.room(), request.reply());
  }

  private static Object requestNow(Args a) {
    onlyKeyword(a, "timeout");
    long nanos = timeout(a.keyword("timeout"));
    Actor.Request request = Arguments.self(a, Actor.class).request(a.vm(), message(a, "send_expect_reply_sync"));
    Vm vm = a.vm();
    vm.scheduler().timeout(request.reply(), nanos, () -> fault("Actor.send_expect_reply_sync timed out"));
    // A sender that waits for room in the mailbox waits for its reply, too.
    return CallRequest.call(vm.prelude("wait"), null, request.reply());
  }

  private static long timeout(Object value) {
    if (value == null) {
      return SYNC_NANOS;
    } else if (value instanceof Long millis && millis >= 0) {
      return millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : millis * 1_000_000;
    } else if (value instanceof Double seconds && seconds >= 0) {
      return (long) (seconds * 1e9);
    }
    throw Raise.argument("Actor.send_expect_reply_sync ^timeout must be int milliseconds or float seconds");
  }

  /** A built-in that gives `result` when the future has come. */
  private static Object await(Vm vm, Future future, Object result) {
    return CallRequest.call(vm.prelude("wait"), (v, none) -> result, future);
  }

  private static Object message(Args a, String method) {
    if (a.count() != 1) {
      throw Raise.argument("Actor." + method + " requires a message");
    }
    return a.get(0);
  }

  private static Object stop(Actor actor) {
    actor.stop();
    return Special.NIL;
  }

  private static Object reply(Args a) {
    if (a.count() != 1) {
      throw Raise.argument("ActorContext.reply requires a value");
    }
    Arguments.self(a, ActorContext.class).reply(a.vm(), a.get(0));
    return Special.NIL;
  }
}
