// Handlers of a concurrent server: each actor has the handler in its own VM, gets requests as data, and answers with data.
package gene.library;

import gene.data.Bytes;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Special;
import gene.data.Store;
import gene.vm.Actor;
import gene.vm.ActorContext;
import gene.vm.CallRequest;
import gene.vm.Future;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The actors take turns; the program's own actors, if it has any, share the threads. */
final class HttpWorkers {
  private final Vm vm;
  private final List<Actor> actors = new ArrayList<>();
  private int next;

  /** @param handler frozen, or a class */
  HttpWorkers(Vm vm, Object handler, int count) {
    this.vm = vm;
    if (!vm.hasActors()) {
      vm.enableActors(count);
    }
    for (int i = 0; i < count; i++) {
      actors.add(vm.spawnServing(handler, vm.prelude("serve_message")));
    }
  }

  /** A future of the reply as data. */
  Future ask(ServerRequest request) {
    var parts = new LinkedHashMap<String, Object>();
    ServerRequest.PROPERTIES.forEach(name -> parts.put(name, request.get(name)));
    Actor actor = actors.get(next);
    next = (next + 1) % actors.size();
    return actor.request(vm, new GeneMap(parts)).reply();
  }

  void stop() {
    actors.forEach(Actor::stop);
  }

  /** An actor's turn, in its own VM: `state` is the handler. */
  static Object serve(Vm own, ActorContext context, GeneMap parts, Object handler) {
    var request = new ServerRequest(own.builtinClass("ServerRequest"), null);
    Store store = own.store();
    parts.entries().forEach((name, value) -> store.setField(request, name, value));
    return CallRequest.call(own.prelude("serve"), (vm, reply) -> {
      context.reply(vm, data((HttpReply) reply));
      return handler;
    }, handler, request);
  }

  private static GeneMap data(HttpReply reply) {
    var fields = new ArrayList<GeneArray>();
    reply.fields().forEach(f -> fields.add(GeneArray.of(List.of(f.name(), f.value()))));
    var map = new LinkedHashMap<String, Object>();
    map.put("status", (long) reply.status());
    map.put("fields", GeneArray.of(fields));
    map.put("body", new Bytes(reply.body().bytes()));
    map.put("type", reply.body().contentType() == null ? Special.NIL : reply.body().contentType());
    return new GeneMap(map);
  }

  static HttpReply reply(GeneMap data) {
    var fields = new ArrayList<HttpHeaders.Field>();
    var given = (GeneArray) data.get("fields");
    for (int i = 0; i < given.size(); i++) {
      var field = (GeneArray) given.get(i);
      fields.add(new HttpHeaders.Field((String) field.get(0), (String) field.get(1)));
    }
    return new HttpReply(((Long) data.get("status")).intValue(), fields,
        new HttpBody(((Bytes) data.get("body")).toByteArray(), data.get("type") instanceof String type ? type : null));
  }
}
