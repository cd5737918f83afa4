// A value on its way from one VM to another: belongs to neither, and only once to the one that takes it out.
package gene.vm;

import gene.bytecode.Code;

/** @param bound whether something in it has to be found or made in the VM that gets it */
record Parcel(Object root, boolean bound) {
  static final Parcel NIL = new Parcel(gene.data.Special.NIL, false);

  /** A variable that a definition of the module made: the receiver has its own. */
  record Definition(ModulePath place) {}

  /** A function: code, and what it captured; an element of `captures` is a {@link Definition}, a packed value, or null for none. */
  record PackedFunction(Code code, ModulePath ns, ModulePath owner, Object[] captures) {}

  record PackedEnumValue(ModulePath type, String variant, Object[] payload) {}
}
