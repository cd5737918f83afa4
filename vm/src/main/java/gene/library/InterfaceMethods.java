// What interfaces tell about themselves, and the switches of interceptors and their applications.
package gene.library;

import gene.data.Callable;
import gene.data.Interception;
import gene.data.Interceptor;
import gene.data.Switch;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class InterfaceMethods implements NativeModule {
  private static final int NAME = 0, ENABLE = 1, DISABLE = 2;

  @Override
  public void declare(Declarations to) {
    to.method("Interface", "name", NAME, "[] -> String", "The interface's name.");
    to.method("Interceptor", "name", NAME, "[] -> String", "The interceptor's name.");
    to.method("Interception", "name", NAME, "[] -> String", "The name of what it wraps.");
    to.method("Interceptor", "enable", ENABLE, "[] -> Interceptor", "Switches all its applications on; gives the interceptor.");
    to.method("Interceptor", "disable", DISABLE, "[] -> Interceptor", "Switches all its applications off: they call through; gives the interceptor.");
    to.method("Interception", "enable", ENABLE, "[] -> Interception", "Switches this application on; gives it back.");
    to.method("Interception", "disable", DISABLE, "[] -> Interception", "Switches this application off: it calls through; gives it back.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case NAME -> Arguments.self(a, Callable.class).name();
      case ENABLE, DISABLE -> {
        Object self = a.self();
        Switch enabled = self instanceof Interceptor i ? i.enabled() : Arguments.self(a, Interception.class).enabled();
        a.store().enable(enabled, id == ENABLE);
        yield self;
      }
      default -> throw new AssertionError(id);
    };
  }
}
