// The exception classes, their common constructor and their fields as methods.
package gene.library;

import gene.data.Instance;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.ExceptionInstance;
import gene.vm.NativeModule;

final class ExceptionMethods implements NativeModule {
  private static final int NEW = 0, MESSAGE = 1, CAUSE = 2, LOCATION = 3, STACK = 4;

  @Override
  public void declare(Declarations to) {
    declareClass(to, "Exception", "Object", "What `throw` throws: any exception is one of these.");
    declareClass(to, "RuntimeException", "Exception", "Integer overflow, stack overflow, a change of something immutable.");
    declareClass(to, "TypeException", "Exception", "A value of the wrong kind.");
    declareClass(to, "ArgumentException", "Exception", "A wrong number of arguments, or a bad one.");
    declareClass(to, "IOError", "Exception", "Files, processes and databases.");
    declareClass(to, "ParseException", "Exception", "Text that cannot be read: JSON, dates, numbers, forms.");
    declareClass(to, "AssertionException", "Exception", "A failed assertion or contract.");
    declareClass(to, "NetworkException", "Exception", "HTTP and WebSocket.");
    declareClass(to, "ProviderException", "Exception", "A service that a program uses failed.");
    declareClass(to, "ConcurrencyException", "Exception", "Futures, actors and threads.");
    declareClass(to, "TimeoutException", "ConcurrencyException", "Something took longer than it was given.");
    declareClass(to, "CancellationException", "ConcurrencyException", "Something was cancelled before it was done.");
    declareClass(to, "ThreadException", "ConcurrencyException", "A thread or actor failed.");
    to.method("Exception", "message", MESSAGE, "[] -> String", "What went wrong.");
    to.method("Exception", "cause", CAUSE, "[] -> Any", "The exception or value behind this one; `void` when there is none.");
    to.method("Exception", "location", LOCATION, "[] -> String", "Where it was thrown: `file:line:column`.");
    to.method("Exception", "stack", STACK, "[] -> Array", "The running functions at that time, innermost first.");
  }

  private static void declareClass(Declarations to, String name, String parent, String doc) {
    to.builtinClass("", name, parent, NEW, doc);
  }

  @Override
  public Object call(int id, Args a) {
    Instance self = Arguments.self(a, Instance.class);
    return switch (id) {
      case NEW -> construct(self, a);
      case MESSAGE -> field(self, "message");
      case CAUSE -> field(self, "cause");
      case LOCATION -> field(self, "location");
      case STACK -> field(self, "stack");
      default -> throw new AssertionError(id);
    };
  }

  private static Object field(Instance self, String name) {
    Object value = self instanceof ExceptionInstance e ? e.field(name) : self.get(name);
    return value == null ? Special.VOID : value;
  }

  /** `(new Exception [message] ^cause c ^message m)` */
  static Object construct(Instance self, Args a) {
    if (a.count() > 1) {
      throw Raise.argument("Expected 1 arguments, got " + a.count());
    }
    if (a.count() == 1) {
      a.store().setField(self, "message", a.get(0));
    }
    if (a.keywords() != null) {
      a.keywords().entries().forEach((name, value) -> {
        if (!name.equals("message") && !name.equals("cause")) {
          throw Raise.argument("Unexpected keyword argument: " + name);
        }
        a.store().setField(self, name, value);
      });
    }
    return self;
  }
}
