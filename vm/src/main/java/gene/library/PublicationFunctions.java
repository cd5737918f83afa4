// Publish and subscribe: `genex/sub`, `genex/pub`, `genex/unsub`.
package gene.library;

import gene.data.ComplexSymbol;
import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Publications;
import gene.vm.Subscription;

final class PublicationFunctions implements NativeModule {
  private static final int SUB = 0, UNSUB = 1, PUB = 2, UNSUB_METHOD = 3, TAKE = 4, BEGIN = 5;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "Subscription", "Object", -1, "What `genex/sub` gives.");
    to.function("genex", "sub", SUB, "[event callback] -> Subscription", "Calls `(callback payload)` for each publication of an event, a symbol or path symbol.");
    to.function("genex", "unsub", UNSUB, "[subscription: Subscription] -> Nil", "Ends a subscription; ending it twice is harmless.");
    to.function("genex", "pub", PUB, "[event payload = nil ^combine = false] -> Nil",
        "Queues a publication, which the event loop delivers. Without payload, or with `^combine` and an equal payload, it joins one that is queued.");
    to.method("Subscription", "unsub", UNSUB_METHOD, "[] -> Nil", "Ends the subscription; ending it twice is harmless.");
    to.preludeFunction("gene/prelude", "deliver", "[] -> Nil", "Delivers the queued publications.");
    to.function("gene/prelude", "begin_round", BEGIN, "[] -> Nil", "What is queued now is the round of publications to be delivered.");
    to.function("gene/prelude", "publication", TAKE, "[] -> Any", "The subscribers and the payload of the next publication of the round; nil at its end.");
  }

  @Override
  public Object call(int id, Args a) {
    return switch (id) {
      case SUB -> subscribe(a);
      case UNSUB -> {
        Arguments.noKeywords(a);
        yield unsubscribe(a, a.get(0, null));
      }
      case PUB -> publish(a);
      case UNSUB_METHOD -> unsubscribe(a, a.self());
      case BEGIN -> {
        a.vm().publications().beginRound();
        yield Special.NIL;
      }
      case TAKE -> {
        Publications.Delivery d = a.vm().publications().take();
        yield d == null ? Special.NIL : GeneArray.of(GeneArray.of(d.callbacks()), d.payload());
      }
      default -> throw new AssertionError(id);
    };
  }

  private static Object subscribe(Args a) {
    Arguments.noKeywords(a);
    if (a.count() != 2) {
      throw Raise.argument("genex/sub requires exactly 2 arguments (event_type and callback)");
    }
    Object event = event(a);
    if (!FutureMethods.isFunction(a.get(1))) {
      throw Raise.type("genex/sub callback must be a function, block, bound method or built-in");
    }
    return a.vm().publications().subscribe(event, a.get(1));
  }

  private static Object unsubscribe(Args a, Object value) {
    Subscription s = Publications.subscription(value, "genex/unsub requires a subscription handle");
    a.vm().publications().unsubscribe(s);
    return Special.NIL;
  }

  private static Object publish(Args a) {
    if (a.count() < 1 || a.count() > 2) {
      throw Raise.argument("genex/pub requires an event_type and optional payload");
    }
    Object combine = a.keyword("combine");
    if (a.keywords() != null && a.keywords().size() > (combine == null ? 0 : 1)) {
      throw Raise.argument("genex/pub only supports ^combine keyword argument");
    }
    return a.vm().publications().publish(event(a), a.get(1, null), combine != null && Args.isTruthy(combine));
  }

  private static Object event(Args a) {
    if (a.get(0) instanceof Symbol || a.get(0) instanceof ComplexSymbol) {
      return a.get(0);
    }
    throw Raise.type("genex/pub and genex/sub require a symbol or complex symbol event type");
  }
}
