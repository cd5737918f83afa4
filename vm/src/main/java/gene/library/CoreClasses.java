// The built-in classes that a program cannot make objects of with `new`.
package gene.library;

import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class CoreClasses implements NativeModule {
  private static final String[][] CLASSES = {
    {"Int", "Integers of 64 bits."},
    {"Float", "Floating-point numbers of double precision."},
    {"Bool", "`true` and `false`."},
    {"Nil", "The class of `nil`: no value, on purpose."},
    {"Void", "The class of `void`: there was nothing there."},
    {"Char", "One Unicode character: `'c'`."},
    {"Symbol", "A name as a value: `` `a ``."},
    {"ComplexSymbol", "A path as a value: `` `a/b ``."},
    {"Array", "A growing sequence: `[1 2]`."},
    {"Map", "Values by name, in insertion order: `{^a 1}`."},
    {"Gene", "A form as a value: type, properties and children."},
    {"Range", "The integers between two bounds: `(1 .. 3)`."},
    {"Date", "A day: `2024-01-23`."},
    {"DateTime", "A day and a time, perhaps with a zone: `2024-01-23T10:20:30Z`."},
    {"Time", "A time of day: `10:20:30`."},
    {"Bytes", "An immutable sequence of bytes: `0#a0ff`."},
    {"Function", "Functions, built-in functions, blocks and bound methods."},
    {"Generator", "What the call of a generator function gives."},
    {"Class", "The class of classes."},
    {"Interface", "What `interface` defines."},
    {"Adapter", "An object seen through an interface."},
    {"Interceptor", "What `interceptor` defines."},
    {"Interception", "A function or method wrapped by an interceptor."},
    {"Namespace", "Named members: what `ns` defines, and modules."},
    {"Selector", "A path to be applied later: `@a/b`."},
    {"Enum", "What `enum` defines."},
    {"Actor", "A running actor's address."},
    {"Thread", "A running thread."},
    {"Type", "A type expression as a value: `(Int | String)`."},
    {"ArrayIterator", "Steps through an array."},
    {"MapIterator", "Steps through a map."},
    {"RangeIterator", "Steps through a range."},
  };

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "Object", "", -1, "The ancestor of every class.");
    for (String[] c : CLASSES) {
      to.builtinClass("", c[0], "Object", -1, c[1]);
    }
  }

  @Override
  public Object call(int id, Args a) {
    throw new AssertionError("no entries of its own");
  }
}
