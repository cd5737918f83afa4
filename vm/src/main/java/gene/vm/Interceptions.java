// Interceptors at work: applying them to classes and functions, and running advice around a call.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Interception;
import gene.data.Interceptor;
import gene.data.Interceptor.Advice;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One call: filters, `before`, invariants, `around` or the original, invariants, `after`. Each is a Gene call that a frame of the
 * VM waits for, so that advice may await, be stepped through and raise like any other code.
 */
final class Interceptions {
  /** A method taken together with its receiver: what advice is called as, and what `around` calls. */
  record Bound(Object receiver, Callable method) implements Callable, gene.data.Opaque {
    @Override
    public String name() {
      return method.name();
    }

    @Override
    public String typeofName() {
      return "Function";
    }

    @Override
    public String className() {
      return "Function";
    }

    @Override
    public String display() {
      return "VkBoundMethod";
    }
  }

  private final Vm vm;

  Interceptions(Vm vm) {
    this.vm = vm;
  }

  private static Raise refused(String marker, String message) {
    return Raise.argument("[GENE.INTERCEPT." + marker + "] " + message);
  }

  // Definition

  void make(Fiber f, Site.Advice site) {
    int count = site.advice().size();
    var advice = new ArrayList<Advice>();
    for (int i = 0; i < count; i++) {
      Site.AdviceKind a = site.advice().get(i);
      Object function = f.peek(count - 1 - i);
      if (!Calls.isCallable(function)) {
        throw Raise.argument("the advice of interceptor " + site.name() + " for '" + a.target() + "' must be a function, got " + Kinds.plainName(function));
      }
      advice.add(new Advice(a.kind(), a.target(), a.replacesResult(), function));
    }
    f.replace(count, new Interceptor(site.name(), site.forFunctions(), site.targets(), advice));
  }

  // Application

  /** `(Audit Service "run" "stop")` or `(Trace f)`. */
  Fiber apply(Fiber f, Interceptor i, int first, int count, GeneMap kw, int dest) {
    if (kw != null && kw.size() > 0) {
      throw refused("KEYWORD_UNSUPPORTED", i.name() + " takes no keyword arguments when it is applied");
    }
    if (!i.isForFunctions()) {
      return vm.kernel.calls.done(f, dest, applyToClass(f, i, first, count));
    } else if (count != 1) {
      throw refused("FN_ARITY", i.name() + " is applied to exactly one function, got " + count + " arguments");
    }
    Object target = f.at(first);
    if (!Calls.isCallable(target)) {
      throw refused("FN_TARGET", i.name() + " is applied to a function, got " + Kinds.plainName(target));
    }
    check(i, target, target instanceof Callable c && !c.name().isEmpty() ? c.name() : "the function");
    return vm.kernel.calls.done(f, dest, new Interception(i, i.targets().get(0), target, false));
  }

  private GeneArray applyToClass(Fiber f, Interceptor i, int first, int count) {
    if (count == 0 || !(f.at(first) instanceof GeneClass cls)) {
      throw refused("CLASS_TARGET", i.name() + " is applied to a class, got " + (count == 0 ? "nothing" : Kinds.plainName(f.at(first))));
    } else if (count - 1 != i.targets().size()) {
      throw refused("MAPPING_ARITY", i.name() + " needs " + i.targets().size() + " method name(s) (" + String.join(", ", i.targets())
          + "), got " + (count - 1));
    }
    var names = new ArrayList<String>();
    for (int k = 1; k < count; k++) {
      Object name = f.at(first + k);
      if (!(name instanceof String || name instanceof Symbol)) {
        throw refused("MAPPING_NAME", "the method for '" + i.targets().get(k - 1) + "' must be named by a string or symbol, got " + Kinds.plainName(name));
      }
      Callable method = method(cls, name.toString());
      if (method == null) {
        throw refused("MISSING_METHOD", "class " + cls.name() + " has no method " + name);
      }
      check(i, method, name.toString());
      names.add(name.toString());
    }
    var made = new ArrayList<Object>();
    for (int k = 0; k < names.size(); k++) {
      var interception = new Interception(i, i.targets().get(k), method(cls, names.get(k)), true);
      vm.store.setMethod(cls, names.get(k), interception);
      made.add(interception);
    }
    return GeneArray.of((List<?>) made);
  }

  private Callable method(GeneClass cls, String name) {
    if (cls.findMethod(name) instanceof Prelude.Pending) {
      vm.kernel.prelude.load();
    }
    return cls.findMethod(name);
  }

  /** What cannot be wrapped: the innermost target decides. */
  private static void check(Interceptor i, Object target, String name) {
    Object original = target;
    while (original instanceof Interception x) {
      original = x.original();
    }
    if (!(original instanceof Function g)) {
      return;
    }
    Code code = g.code();
    if (code.isMacro()) {
      throw refused("MACRO_UNSUPPORTED", i.name() + " cannot intercept the macro function " + name);
    } else if (code.isAsync()) {
      throw refused("ASYNC_UNSUPPORTED", i.name() + " cannot intercept the asynchronous function " + name);
    } else if (code.params().stream().anyMatch(p -> p.kind() == Code.ParamKind.KEYWORD || p.kind() == Code.ParamKind.KEYWORD_REST)) {
      throw refused("KEYWORD_UNSUPPORTED", i.name() + " cannot intercept " + name + ", which has keyword parameters");
    }
  }

  // Calls

  private record Call(Interception of, Object receiver, Object[] args) {
    /** As what a piece of advice, or the original, is called. */
    Object callee(Object function) {
      boolean method = function instanceof Interception x ? x.isOfMethod() : function instanceof Native n ? n.method
          : function instanceof Function g && g.code().isMethod() || function instanceof Adapters.Forward;
      return of.isOfMethod() && method ? new Bound(receiver, (Callable) function) : function;
    }
  }

  /** For a method the receiver lies just below the first argument. */
  Fiber call(Fiber f, Interception x, int first, int count, GeneMap kw, int dest) {
    Calls calls = vm.kernel.calls;
    boolean keywords = kw != null && kw.size() > 0;
    if (keywords && !x.isOfMethod()) {
      throw Raise.argument("Keyword arguments are not supported for intercepted standalone functions");
    } else if (keywords || !x.enabled().isOn()) {
      return x.isOfMethod() ? calls.invoke(f, (Callable) x.original(), first, count, kw, dest)
          : calls.call(f, x.original(), first, count, kw, dest);
    }
    var args = new Object[count];
    for (int i = 0; i < count; i++) {
      args[i] = f.at(first + i);
    }
    var c = new Call(x, x.isOfMethod() ? f.at(first - 1) : null, args);
    return calls.result(f, filter(c, 0), dest);
  }

  private Object filter(Call c, int index) {
    if (index == c.of().filters().size()) {
      return each(c, c.of().before(), 0, () -> each(c, c.of().invariants(), 0, () -> body(c)));
    }
    return CallRequest.call(c.callee(c.of().filters().get(index).function()),
        (v, passes) -> Args.isTruthy(passes) ? filter(c, index + 1) : Special.NIL, c.args());
  }

  private Object each(Call c, List<Advice> all, int index, Supplier<Object> then) {
    if (index == all.size()) {
      return then.get();
    }
    return CallRequest.call(c.callee(all.get(index).function()), (v, ignored) -> each(c, all, index + 1, then), c.args());
  }

  private Object body(Call c) {
    CallRequest.Continuation next = (v, result) -> each(c, c.of().invariants(), 0, () -> after(c, 0, result));
    Object original = c.callee(c.of().original());
    if (c.of().around() == null) {
      return CallRequest.call(original, next, c.args());
    }
    return CallRequest.call(c.callee(c.of().around().function()), next, and(c.args(), original));
  }

  private Object after(Call c, int index, Object result) {
    if (index == c.of().after().size()) {
      return result;
    }
    Advice a = c.of().after().get(index);
    return CallRequest.call(c.callee(a.function()), (v, value) -> after(c, index + 1, a.replacesResult() ? value : result), and(c.args(), result));
  }

  private static Object[] and(Object[] args, Object last) {
    Object[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = last;
    return all;
  }
}
