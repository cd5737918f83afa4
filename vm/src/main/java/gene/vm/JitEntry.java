// How compiled code calls a compiled function: parameter kinds, result kind, and a call site that all callers share.
package gene.vm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * When the function is not to run compiled any more, the site's target becomes one that refuses: HotSpot then discards what it
 * has inlined, and no caller pays for asking.
 */
final class JitEntry {
  final CodeState state;
  final byte[] parameters;
  final byte result;
  final MutableCallSite site;
  /** How deep calls in it can go without a look at the stack: 0 for a function that calls nothing, {@link JitUnit#UNBOUNDED} where it looks. */
  volatile int height = JitUnit.UNBOUNDED;

  JitEntry(CodeState state, byte[] parameters, byte result, MethodType type) {
    this.state = state;
    this.parameters = parameters;
    this.result = result;
    this.site = new MutableCallSite(type);
    site.setTarget(refusing(type));
  }

  void retire() {
    site.setTarget(refusing(site.type()));
    MutableCallSite.syncAll(new MutableCallSite[] {site});
  }

  private static MethodHandle refusing(MethodType type) {
    try {
      MethodHandle refuse = MethodHandles.lookup().findStatic(JitRuntime.class, "refuse", MethodType.methodType(void.class, Fiber.class));
      MethodHandle zero = MethodHandles.dropArguments(MethodHandles.zero(type.returnType()), 0, type.parameterList());
      return MethodHandles.foldArguments(zero, refuse);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
