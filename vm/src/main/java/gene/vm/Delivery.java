// Takes a value out of a parcel, on the thread of the VM that gets it: functions and enum values become that VM's own.
package gene.vm;

import gene.data.Cell;
import gene.data.GeneClass;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Range;

final class Delivery extends GraphCopy {
  private final Vm vm;

  private Delivery(Vm vm) {
    this.vm = vm;
  }

  static Object open(Vm vm, Parcel parcel) {
    return parcel.bound() ? new Delivery(vm).copy(parcel.root()) : parcel.root();
  }

  @Override
  Object leaf(Object v) {
    if (v instanceof Parcel.PackedFunction f) {
      return function(f);
    } else if (v instanceof Parcel.PackedEnumValue e) {
      return enumValue(e);
    } else if (v instanceof Range r) {
      return new Range(part(r.start()), part(r.end()), part(r.step()));
    }
    return v;
  }

  @Override
  boolean isShareable(Object v) {
    return Packing.isPlain(v);
  }

  private Object function(Parcel.PackedFunction packed) {
    Object known = findKnown(packed);
    if (known != null) {
      return known;
    }
    Namespace ns = packed.ns().namespace(vm);
    var captures = new Cell[packed.captures().length];
    for (int i = 0; i < captures.length; i++) {
      captures[i] = packed.captures()[i] instanceof Parcel.Definition d ? cell(d.place()) : new Cell();
    }
    var f = new Function(vm.state(packed.code()), captures, ns, ns);
    f.frozen = true;
    f.owner = packed.owner() != null && packed.owner().value(vm).orElse(null) instanceof GeneClass cls ? cls : null;
    known(packed, f, () -> {
      for (int i = 0; i < captures.length; i++) {
        Object value = packed.captures()[i];
        if (value != null && !(value instanceof Parcel.Definition)) {
          vm.store.set(captures[i], part(value));
        }
      }
    });
    return f;
  }

  /** The receiver's own variable; one without a value where the definition was made by what its VM does not run. */
  private Cell cell(ModulePath place) {
    int last = place.names().size() - 1;
    Cell found = new ModulePath(place.module(), place.names().subList(0, last)).namespace(vm).cell(place.names().get(last));
    return found == null ? new Cell() : found;
  }

  private Object enumValue(Parcel.PackedEnumValue packed) {
    Object known = findKnown(packed);
    if (known != null) {
      return known;
    }
    Object variant = packed.type().value(vm).orElse(null) instanceof Enums.EnumType type ? type.variants.get(packed.variant()) : null;
    if (variant instanceof Enums.Variant v) {
      var value = new Enums.Value(v, new Object[packed.payload().length]);
      known(packed, value, () -> {
        for (int i = 0; i < value.payload.length; i++) {
          value.payload[i] = part(packed.payload()[i]);
        }
      });
      return value;
    } else if (variant == null) {
      throw Raise.type("Actor messages cannot transport " + String.join("/", packed.type().names()) + "/" + packed.variant() + ": the receiver has no such enum");
    }
    return variant;
  }
}
