// Makes exception objects: from faults of built-ins, from thrown values.
package gene.vm;

import gene.data.GeneClass;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import java.util.Map;

final class Exceptions {
  private final Store store;
  private final Map<String, GeneClass> classes;
  final GeneClass root;

  Exceptions(Vm vm, Map<String, GeneClass> classes) {
    this.store = vm.store;
    this.classes = classes;
    this.root = classes.get("Exception");
  }

  ExceptionInstance make(String kind, String message) {
    var e = new ExceptionInstance(classes.getOrDefault(kind, root));
    store.setField(e, "message", message);
    return e;
  }

  /** With a `code`, which tells programs what happened. */
  ExceptionInstance coded(String kind, String code, String message) {
    ExceptionInstance e = make(kind, message);
    store.setField(e, "code", code);
    return e;
  }

  ExceptionInstance make(Raise r) {
    ExceptionInstance e = r.code() == null ? make(r.kind(), r.getMessage()) : coded(r.kind(), r.code(), r.getMessage());
    e.hint = r.hint();
    r.properties().forEach((name, value) -> store.setField(e, name, value));
    return e;
  }

  /** What `(throw v)` throws; the text of a value that is no exception has been made already. */
  ExceptionInstance thrown(Object v, String code) {
    if (v instanceof ExceptionInstance e) {
      return e;
    } else if (v instanceof String s) {
      return make("Exception", s);
    } else if (v == Special.NIL) {
      return make("Exception", "nil");
    }
    ExceptionInstance e = make("Exception", code == null ? Printer.code(v) : code);
    store.setField(e, "cause", v);
    return e;
  }
}
