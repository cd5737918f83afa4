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

  ExceptionInstance make(Raise r) {
    ExceptionInstance e = make(r.kind(), r.getMessage());
    e.hint = r.hint();
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
