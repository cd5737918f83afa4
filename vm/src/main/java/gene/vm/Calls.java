// Every call that the interpreter's fast path does not make: binding arguments, methods, built-ins, constructors.
package gene.vm;

import gene.bytecode.Code;
import gene.data.Adapter;
import gene.data.Callable;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Interception;
import gene.data.Interceptor;
import gene.data.Interface;
import gene.data.Kinds;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Selector;
import gene.data.Special;
import gene.data.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On entry `pc` is that of the calling instruction and the positional arguments are the topmost values. Afterwards either the
 * callee's frame runs and will return to `pc + 1` with the result at `dest`, or the result is there already and `pc` has advanced.
 */
final class Calls {
  private static final GeneMap NO_KEYWORDS = null;

  private final Vm vm;
  private final Function resumeFrame;

  Calls(Vm vm) {
    this.vm = vm;
    this.resumeFrame = new Function(new CodeState(NativeFrame.CODE, false, false, Integer.MAX_VALUE).prepare(), Function.NO_CAPTURES, vm.global, vm.global);
  }

  // Keyword arguments of a site lie below the positional ones

  GeneMap keywords(Fiber f, CallCache c) {
    List<String> names = c.site.keywords();
    if (names.isEmpty()) {
      return NO_KEYWORDS;
    }
    var map = new LinkedHashMap<String, Object>();
    int at = f.sp - c.count - names.size();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), f.at(at + i));
    }
    return new GeneMap(map);
  }

  /** Puts the arguments of a spread call on the stack and gives their number. */
  int pushAll(Fiber f, GeneArray array) {
    f.reserve(f.sp + array.size() + 8);
    for (int i = 0; i < array.size(); i++) {
      f.push(array.word(i), array.ref(i));
    }
    return array.size();
  }

  // Calling a value

  /** @param first the stack index of the first positional argument */
  Fiber call(Fiber f, Object callee, int first, int count, GeneMap kw, int dest) {
    if (callee instanceof Function g) {
      return enter(f, g, first, count, kw, dest);
    } else if (callee instanceof Native n) {
      return callNative(f, n, first, count, kw, dest);
    } else if (callee instanceof BoundMethod m) {
      insert(f, first, m.receiver());
      return callMethod(f, m.name(), first + 1, count, kw, dest, null);
    } else if (callee instanceof NamedValues.MethodOf m) {
      insert(f, first, m.self());
      return invoke(f, m.method(), first + 1, count, kw, dest);
    } else if (callee instanceof Selector s) {
      return applySelector(f, s, first, count, dest);
    } else if (callee instanceof Enums.Variant v) {
      return done(f, dest, Enums.construct(vm, v, positional(f, first, count), kw == null ? Map.of() : kw.entries()));
    } else if (callee instanceof Enums.Value v) {
      if (count > 0 || kw != null && kw.size() > 0 || v.payload.length > 0) {
        throw v.payload.length > 0 ? notCallable(v) : Raise.argument("Unit variant " + v.name() + " expects 0 arguments, got " + (count + (kw == null ? 0 : kw.size())));
      }
      return done(f, dest, v);
    } else if (callee instanceof Prelude.Pending p) {
      return call(f, vm.kernel.prelude.function(p), first, count, kw, dest);
    } else if (callee instanceof Instance i && i.cls().findMethod("call") != null) {
      insert(f, first, i);
      return callMethod(f, "call", first + 1, count, kw, dest, null);
    } else if (callee instanceof Interface i) {
      return vm.kernel.adapters.adapt(f, i, first, count, kw, dest);
    } else if (callee instanceof Interceptor i) {
      return vm.kernel.interceptions.apply(f, i, first, count, kw, dest);
    } else if (callee instanceof Interception x && !x.isOfMethod()) {
      return vm.kernel.interceptions.call(f, x, first, count, kw, dest);
    } else if (callee instanceof Interceptions.Bound b) {
      insert(f, first, b.receiver());
      return invoke(f, b.method(), first + 1, count, kw, dest);
    } else if (callee instanceof GeneMap env && callee == vm.environmentMap()) {
      return done(f, dest, environment(f, first, count));
    }
    throw notCallable(callee);
  }

  private Object environment(Fiber f, int first, int count) {
    if (count < 1 || count > 2 || !(f.at(first) instanceof String name)) {
      throw Raise.argument("$env expects a name and an optional default");
    }
    String value = vm.environment().get(name);
    return value != null ? value : count == 2 ? f.at(first + 1) : Special.NIL;
  }

  static boolean isCallable(Object v) {
    return v instanceof Callable || v instanceof Instance i && i.cls().findMethod("call") != null;
  }

  static Raise notCallable(Object v) {
    if (v instanceof Instance i) {
      return Raise.type("Instance of " + i.cls().name() + " is not callable (no 'call' method)");
    }
    return Raise.type(Kinds.plainName(v) + " is not callable");
  }

  private static List<Object> positional(Fiber f, int first, int count) {
    var all = new ArrayList<Object>(count);
    for (int i = 0; i < count; i++) {
      all.add(f.at(first + i));
    }
    return all;
  }

  /** Shifts the arguments up by one and puts the receiver below them. */
  private static void insert(Fiber f, int first, Object receiver) {
    f.reserve(f.sp + 8);
    for (int i = f.sp; i > first; i--) {
      f.words[i] = f.words[i - 1];
      f.refs[i] = f.refs[i - 1];
    }
    f.set(first, receiver);
    f.sp++;
  }

  /** The result is there: everything from `dest` on gives way to it. */
  Fiber done(Fiber f, int dest, Object result) {
    while (f.sp > dest) {
      f.refs[--f.sp] = null;
    }
    f.push(result);
    f.pc++;
    return f;
  }

  Fiber done(Fiber f, int dest, long word, Object ref) {
    while (f.sp > dest) {
      f.refs[--f.sp] = null;
    }
    f.push(word, ref);
    f.pc++;
    return f;
  }

  // Built-ins

  private Fiber callNative(Fiber f, Native n, int first, int count, GeneMap kw, int dest) {
    if (n.module instanceof FunctionMethods && n.id <= FunctionMethods.NEXT_PAIR) {
      Object self = f.at(first - 1);
      return n.id == FunctionMethods.CALL ? call(f, self, first, count, kw, dest) : vm.kernel.generators.resume(f, (Generator) self, n.id, dest);
    }
    Args a = vm.args;
    a.reset(f, n, first, count, kw);
    return result(f, n.module.call(n.id, a), dest);
  }

  /** What a built-in gave: a value, a word, or a request for a Gene call. */
  Fiber result(Fiber f, Object result, int dest) {
    if (result == Args.WORD) {
      long word = vm.args.resultWord;
      while (f.sp > dest) {
        f.refs[--f.sp] = null;
      }
      f.words[f.sp++] = word;
      f.pc++;
      return f;
    } else if (result instanceof CallRequest request) {
      return request(f, request, dest);
    }
    return done(f, dest, result);
  }

  /** Makes a frame that waits for what the built-in asked for, and starts that call. */
  Fiber request(Fiber f, CallRequest request, int dest) {
    while (f.sp > dest) {
      f.refs[--f.sp] = null;
    }
    f.enter(resumeFrame, dest, dest, 0, f.pc + 1);
    return startRequest(f, request);
  }

  /** A fiber that will make a call and end with its result. */
  void prepare(Fiber f, CallRequest request) {
    f.start(resumeFrame);
    f.set(f.base, NanBox.REF, CallRequest.call(Special.NIL, (v, none) -> request));
  }

  private Fiber startRequest(Fiber f, CallRequest request) {
    f.set(f.base, NanBox.REF, request);
    f.pc = 0;
    int at = f.sp;
    Object[] args = request.args();
    f.reserve(at + args.length + 8);
    f.push(request.callee());
    for (Object arg : args) {
      f.push(arg);
    }
    if (request.method() != null) {
      return callMethod(f, request.method(), at + 1, args.length, NO_KEYWORDS, at, null);
    }
    return call(f, request.callee(), at + 1, args.length, NO_KEYWORDS, at);
  }

  /** The call that a built-in asked for has given its result. */
  Fiber resume(Fiber f) {
    Object value = f.pop();
    var request = (CallRequest) f.refs[f.base];
    Object next = request.next() == null ? value : request.next().resume(vm, value);
    if (next instanceof CallRequest again) {
      return startRequest(f, again);
    }
    f.push(next == Args.WORD ? NanBox.box(vm.args.resultWord, null) : next);
    return finish(f);
  }

  /** Leaves the running frame with the value on top of the stack. */
  Fiber finish(Fiber f) {
    Object value = f.pop();
    if (!f.isBottom()) {
      f.leave();
      f.push(value);
      return f;
    }
    if (vm.recorder != null) {
      vm.recorder.willOverwrite(f, 0, f.sp);
    }
    f.drop(f.sp);
    f.state = Fiber.State.DONE;
    f.result = value;
    vm.scheduler.ended(f);
    if (vm.hook != null) {
      vm.hook.ended(f);
    }
    if (f.generator != null) {
      return vm.kernel.generators.ended(f);
    } else if (f.future != null) {
      vm.scheduler.settlement().complete(f.future, value);
      return f.caller == null ? null : giveFuture(f);
    }
    return null;
  }

  // Functions written in Gene

  Fiber enter(Fiber f, Function g, int first, int count, GeneMap kw, int dest) {
    CodeState cs = g.state;
    boolean method = cs.code.isMethod();
    if (method && first == 0) {
      throw Raise.type("the method " + g.traceName() + " needs a receiver");
    }
    int base = method ? first - 1 : first;
    if (vm.poll != 0 && vm.safepoint(f) == null) {
      return null;
    }
    arrange(f, g, first, count, kw);
    int given = cs.parameters + (method ? 1 : 0);
    if (cs.code.isGenerator() || cs.code.isAsync()) {
      return detach(f, g, base, given, dest);
    }
    f.enter(g, base, dest, given, f.pc + 1);
    return f;
  }

  /** Puts the arguments where the callee's frame wants its parameters, from `first` on. */
  void arrange(Fiber f, Function g, int first, int count, GeneMap kw) {
    if (!g.state.simple || kw != null && kw.size() > 0) {
      bind(f, g.state.code, first, count, kw);
    } else if (count != g.state.parameters) {
      throw arity(g.state.code, count);
    }
  }

  /** A generator's or asynchronous body gets a fiber of its own, its arguments bound already. */
  private Fiber detach(Fiber f, Function g, int base, int given, int dest) {
    var own = new Fiber(vm, g.name());
    own.start(g);
    for (int i = 0; i < given; i++) {
      own.set(i, f.words[base + i], f.refs[base + i]);
    }
    if (g.code().isGenerator()) {
      own.generator = new Generator(own);
    } else {
      own.future = new Future();
      own.future.task = own;
    }
    if (vm.hook != null) {
      vm.hook.began(own);
    }
    own.exception = Special.VOID;
    own.starter = f;
    own.starterDest = dest;
    own.state = Fiber.State.RUNNING;
    vm.current = own;
    return own;
  }

  /** ENTER_BODY: the arguments are in order; the call gives the generator or the future. */
  Fiber enterBody(Fiber own) {
    Fiber caller = own.starter;
    own.starter = null;
    own.pc++;
    if (own.future != null) {
      vm.scheduler.start(own);
    } else {
      own.state = Fiber.State.SUSPENDED;
    }
    vm.current = caller;
    vm.recording.willChange(caller);
    return done(caller, own.starterDest, own.future != null ? own.future : own.generator);
  }

  /** START_BODY: the arguments are in order; the caller gets the future when the body first waits, or has ended. */
  Fiber startBody(Fiber own) {
    own.caller = own.starter;
    own.starter = null;
    own.pc++;
    vm.scheduler.begin(own);
    return own;
  }

  /** What START_BODY owes: the call that started the body has its result now. */
  Fiber giveFuture(Fiber own) {
    Fiber caller = own.caller;
    vm.recording.willChange(own);
    vm.recording.willChange(caller);
    own.caller = null;
    vm.current = caller;
    return done(caller, own.starterDest, own.future);
  }

  private static Raise arity(Code code, int count) {
    long required = code.params().stream().filter(p -> p.kind() == Code.ParamKind.POSITIONAL && p.required()).count();
    long most = code.params().stream().filter(p -> p.kind() == Code.ParamKind.POSITIONAL).count();
    long expected = count < required ? required : most;
    String what = code.name().isEmpty() ? "the function takes " : "(" + code.name() + ") takes ";
    return Raise.argument("Expected " + expected + " arguments, got " + count).withHint(what + code.metadata().signature());
  }

  /** Puts each argument into its parameter's slot (03, section 3); a missing optional one is ABSENT. */
  private void bind(Fiber f, Code code, int first, int count, GeneMap kw) {
    List<Code.Param> params = code.params();
    long[] words = new long[count];
    Object[] refs = new Object[count];
    System.arraycopy(f.words, first, words, 0, count);
    System.arraycopy(f.refs, first, refs, 0, count);
    int required = 0;
    int positional = 0;
    boolean rest = false;
    for (Code.Param p : params) {
      positional += p.kind() == Code.ParamKind.POSITIONAL ? 1 : 0;
      required += p.kind() == Code.ParamKind.POSITIONAL && p.required() ? 1 : 0;
      rest |= p.kind() == Code.ParamKind.REST;
    }
    Object[] byKeyword = bindKeywords(params, kw, code);
    if (count < required || count > positional && !rest) {
      throw arity(code, count);
    }
    while (f.sp > first) {
      f.refs[--f.sp] = null;
    }
    f.reserve(first + params.size() + 8);
    int optional = count - required;
    int restCount = Math.max(0, count - positional);
    int arg = 0;
    for (int i = 0; i < params.size(); i++) {
      Code.Param p = params.get(i);
      int at = first + i;
      switch (p.kind()) {
        case POSITIONAL -> {
          boolean given = p.required() || optional > 0;
          if (given) {
            f.set(at, words[arg], refs[arg]);
            arg++;
            optional -= p.required() ? 0 : 1;
          } else {
            f.set(at, NanBox.ABSENT, null);
          }
        }
        case REST -> {
          var array = new GeneArray(restCount);
          for (int k = 0; k < restCount; k++, arg++) {
            vm.store.append(array, words[arg], refs[arg]);
          }
          optional -= restCount;
          f.set(at, NanBox.REF, array);
        }
        case KEYWORD, KEYWORD_REST -> {
          if (byKeyword[i] == null) {
            f.set(at, NanBox.ABSENT, null);
          } else {
            f.set(at, byKeyword[i]);
          }
        }
      }
    }
    f.sp = first + params.size();
  }

  private static Object[] bindKeywords(List<Code.Param> params, GeneMap kw, Code code) {
    var bound = new Object[params.size()];
    Map<String, Object> given = kw == null ? new LinkedHashMap<>() : new LinkedHashMap<>(kw.entries());
    for (int i = 0; i < bound.length; i++) {
      Code.Param p = params.get(i);
      if (p.kind() == Code.ParamKind.KEYWORD) {
        bound[i] = given.remove(p.name());
        if (bound[i] == null && p.required()) {
          throw Raise.argument("Missing keyword argument: " + p.name()).withHint("the function takes " + code.metadata().signature());
        }
      }
    }
    for (int i = 0; i < bound.length; i++) {
      if (params.get(i).kind() == Code.ParamKind.KEYWORD_REST) {
        bound[i] = new GeneMap(given);
        return bound;
      }
    }
    if (!given.isEmpty()) {
      throw Raise.argument("Unexpected keyword argument: " + given.keySet().iterator().next())
          .withHint((code.name().isEmpty() ? "the function takes " : "(" + code.name() + ") takes ") + code.metadata().signature());
    }
    return bound;
  }

  // Methods

  /** The receiver lies just below the first argument. @param c the site's cache, or null */
  Fiber callMethod(Fiber f, String name, int first, int count, GeneMap kw, int dest, CallCache c) {
    Object self = f.at(first - 1);
    GeneClass cls = vm.classOf(self);
    Callable target;
    if (c != null && c.cls == cls && c.epoch == vm.epoch.value()) {
      target = c.target;
    } else {
      target = cls.findMethod(name);
      if (target instanceof Prelude.Pending) {
        vm.kernel.prelude.load();
        target = cls.findMethod(name);
      }
      if (c != null) {
        c.used = true;
      }
      if (c != null && target != null) {
        c.meet(cls, target, vm.epoch.value());
      }
    }
    if (target != null) {
      return invoke(f, target, first, count, kw, dest);
    }
    return missing(f, self, cls, name, first, count, kw, dest);
  }

  /** The receiver lies just below the first argument. */
  Fiber invoke(Fiber f, Callable target, int first, int count, GeneMap kw, int dest) {
    if (target instanceof Native n) {
      return callNative(f, n, first, count, kw, dest);
    } else if (target instanceof Function g && g.code().isMethod()) {
      return enter(f, g, first, count, kw, dest);
    } else if (target instanceof Interception x && x.isOfMethod()) {
      return vm.kernel.interceptions.call(f, x, first, count, kw, dest);
    } else if (target instanceof Adapters.Forward forward) {
      return vm.kernel.adapters.forward(f, forward, first, count, kw, dest);
    }
    return call(f, target, first, count, kw, dest);
  }

  private Fiber missing(Fiber f, Object self, GeneClass cls, String name, int first, int count, GeneMap kw, int dest) {
    if (self instanceof Instance i && count == 0) {
      Object field = self instanceof Adapter a ? vm.kernel.adapters.findField(a, name) : Members.field(i, name);
      if (field != null) {
        return done(f, dest, field);
      }
    } else if (self instanceof Enums.Value v && count == 0) {
      Object field = v.member(name);
      if (field != null) {
        return done(f, dest, field);
      }
      throw Raise.type("Variant " + v.variant.name + " has no field " + name);
    }
    if (name.equals("call") && isCallable(self)) {
      return call(f, self, first, count, kw, dest);
    }
    Callable handler = cls.findMethod("on_method_missing");
    if (handler != null) {
      insert(f, first, Symbol.of(name));
      return invoke(f, handler, first, count + 1, kw, dest);
    }
    if (self == Special.NIL) {
      return done(f, dest, Special.NIL);
    }
    Raise r = Raise.type("Method " + name + " not found on " + (self instanceof Instance ? cls.name() : self instanceof String ? "VkString" : Kinds.plainName(self)));
    throw gene.analysis.Suggestions.nearest(name, methodNames(cls)).map(near -> r.withHint("a method that is close: `." + near + "`")).orElse(r);
  }

  private static List<String> methodNames(GeneClass cls) {
    var names = new ArrayList<String>();
    for (GeneClass c = cls; c != null; c = c.parent()) {
      names.addAll(c.methods().keySet());
    }
    return names;
  }

  Fiber callSuper(Fiber f, String name, int first, int count, GeneMap kw, int dest, CallCache c) {
    Function method = f.fn;
    GeneClass owner = method.owner;
    if (c != null && c.direct != null && c.cls == owner && c.epoch == vm.epoch.value()) {
      return enter(f, c.direct, first, count, kw, dest);
    } else if (owner == null || owner.parent() == null) {
      throw Raise.type("Method '" + name + "' not found in super class hierarchy");
    }
    Callable target = name.equals("ctor") ? owner.parent().findCtor() : owner.parent().findMethod(name);
    if (target == null && name.equals("ctor")) {
      return done(f, dest, f.at(first - 1));
    }
    if (target instanceof Prelude.Pending) {
      vm.kernel.prelude.load();
      target = owner.parent().findMethod(name);
    }
    if (target == null) {
      throw Raise.type("Method '" + name + "' not found in super class hierarchy");
    }
    if (c != null && target instanceof Function g) {
      c.meetAbove(owner, g, vm.epoch.value());
    }
    return invoke(f, target, first, count, kw, dest);
  }

  // new

  /** The class lies just below the first argument. */
  Fiber construct(Fiber f, int first, int count, GeneMap kw, int dest, CallCache c) {
    if (!(f.refs[first - 1] instanceof GeneClass cls)) {
      throw Raise.type("new requires a class, got " + Kinds.plainName(f.at(first - 1)));
    }
    Callable ctor = cls.findCtor();
    boolean builtin = vm.kernel.isBuiltin(cls);
    boolean exception = vm.kernel.isException(cls);
    if (ctor instanceof Native n && !exception) {
      return callNative(f, n, first, count, kw, dest);
    }
    if (builtin && !exception && cls != vm.kernel.object) {
      throw Raise.type(cls.name() + " cannot be created with new");
    }
    Instance instance = exception ? new ExceptionInstance(cls) : new Instance(cls);
    if (ctor == null) {
      return done(f, dest, instance);
    }
    f.set(first - 1, NanBox.REF, instance);
    if (ctor instanceof Native n) {
      vm.args.reset(f, n, first, count, kw);
      n.module.call(n.id, vm.args);
      return done(f, dest, instance);
    }
    var g = (Function) ctor;
    if (c != null && g.state.simple && !exception) {
      c.meetNew(cls, g, vm.epoch.value());
    }
    return enter(f, g, first, count, kw, dest);
  }

  // Selectors

  private Fiber applySelector(Fiber f, Selector s, int first, int count, int dest) {
    if (count == 0) {
      throw Raise.argument("Selector.call expects a target value");
    }
    Object fallback = count > 1 ? f.at(first + 1) : null;
    return result(f, new SelectorWalk(vm, s, f.at(first), fallback).run(), dest);
  }
}
