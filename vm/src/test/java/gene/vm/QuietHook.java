// A debugger that does nothing: tests override what they need.
package gene.vm;

import gene.bytecode.Code;

class QuietHook implements DebugHook {
  @Override
  public Fiber trapped(Fiber fiber) {
    return fiber;
  }

  @Override
  public void idle(Fiber f) {}

  @Override
  public Fiber safepoint(Fiber fiber) {
    return fiber;
  }

  @Override
  public void loaded(Code code) {}

  @Override
  public Fiber thrown(Fiber fiber, ExceptionInstance exception, boolean caught) {
    return fiber;
  }

  @Override
  public void unwound(Fiber fiber) {}

  @Override
  public void writesLocal(Fiber fiber, int slot, Object value) {}

  @Override
  public void ended(Fiber fiber) {}
}
