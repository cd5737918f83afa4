// Publish and subscribe of one VM: who listens to which event, and what is queued.
package gene.vm;

import gene.data.Raise;
import gene.data.Special;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Delivery is a task of the event loop, one round at a time; what is published during a round belongs to the next. */
public final class Publications {
  /** @param payload Java's null for a publication without one */
  private record Publication(Object event, Object payload, boolean combine) {}

  /** One event on its way: the subscribers at the start of its delivery, and the payload (nil for none). */
  public record Delivery(List<Object> callbacks, Object payload) {}

  private final Vm vm;
  private final Map<Object, List<Subscription>> subscriptions = new HashMap<>();
  private final Deque<Publication> next = new ArrayDeque<>();
  private final Deque<Publication> round = new ArrayDeque<>();
  private boolean delivering;

  Publications(Vm vm) {
    this.vm = vm;
  }

  /** @param event a symbol or path symbol */
  public Subscription subscribe(Object event, Object callback) {
    var s = new Subscription(event, callback);
    subscriptions.computeIfAbsent(event, e -> new ArrayList<>()).add(s);
    return s;
  }

  public void unsubscribe(Subscription s) {
    List<Subscription> of = subscriptions.get(s.event());
    if (of != null && of.remove(s) && of.isEmpty()) {
      subscriptions.remove(s.event());
    }
  }

  /** @param payload Java's null for none. @return what the built-in returns */
  public Object publish(Object event, Object payload, boolean combine) {
    var publication = new Publication(event, payload, payload != null && combine);
    if (payload == null) {
      return queued().anyMatch(p -> p.payload == null && p.event.equals(event)) ? Special.NIL : add(publication);
    } else if (combine) {
      List<Publication> rivals = queued().filter(p -> p.combine && p.event.equals(event)).toList();
      return addUnlessEqual(publication, rivals.iterator());
    }
    return add(publication);
  }

  private Stream<Publication> queued() {
    return Stream.concat(round.stream(), next.stream());
  }

  private Object addUnlessEqual(Publication publication, Iterator<Publication> rivals) {
    if (!rivals.hasNext()) {
      return add(publication);
    }
    return Comparisons.of(rivals.next().payload, publication.payload, equal -> equal ? Special.NIL : addUnlessEqual(publication, rivals));
  }

  private Object add(Publication publication) {
    next.add(publication);
    if (!delivering) {
      startRound();
    }
    return Special.NIL;
  }

  /** Each round is a task of its own, so that others have their turn even if subscribers publish again and again. */
  private void startRound() {
    delivering = true;
    vm.scheduler.task("publications", vm.prelude("deliver"));
  }

  /** A round begins. */
  public void beginRound() {
    round.addAll(next);
    next.clear();
  }

  /** The next event of the round that somebody listens to; null at the end of the round. */
  public Delivery take() {
    while (true) {
      Publication p = round.poll();
      if (p == null) {
        delivering = false;
        if (!next.isEmpty()) {
          startRound();
        }
        return null;
      }
      List<Subscription> listening = subscriptions.getOrDefault(p.event, List.of());
      if (!listening.isEmpty()) {
        return new Delivery(listening.stream().map(Subscription::callback).toList(), p.payload == null ? Special.NIL : p.payload);
      }
    }
  }

  /** What the program ended with is not delivered any more. */
  void clear() {
    next.clear();
    round.clear();
    delivering = false;
  }

  /** The subscription that a value is. @throws Raise TypeException with the message */
  public static Subscription subscription(Object value, String message) {
    if (value instanceof Subscription s) {
      return s;
    }
    throw Raise.type(message);
  }
}
