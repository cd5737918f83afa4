// How a profile names functions, classes and enums, so that another run of the program finds them.
package gene.vm;

import gene.bytecode.Code;
import gene.data.GeneClass;
import gene.data.Namespace;
import gene.gir.RunProfile;
import java.util.Arrays;

/** Only a name that leads back to the same thing is given. */
final class ProfileNames {
  /** The letters of the kinds of values and guesses, by their numbers. */
  private static final String KINDS = "-IFVAN1G";

  private final Vm vm;
  /** The identity of the program's own source, which may lie elsewhere the next time. */
  private final String own;

  ProfileNames(Vm vm, String own) {
    this.vm = vm;
    this.own = own;
  }

  static String letters(byte[] kinds) {
    var text = new StringBuilder();
    for (byte k : kinds) {
      text.append(KINDS.charAt(k));
    }
    return text.toString();
  }

  /** Null when the text is of no kinds. */
  static byte[] kinds(String letters) {
    var kinds = new byte[letters.length()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) KINDS.indexOf(letters.charAt(i));
      if (kinds[i] < 0) {
        return null;
      }
    }
    return kinds;
  }

  /** The kinds of a call's arguments, receiver first; null when the text is something else. */
  static byte[] parameters(Code code, String letters) {
    boolean fits = letters != null && letters.length() == code.params().size() + (code.isMethod() ? 1 : 0)
        && letters.matches(code.kind() == Code.Kind.CTOR ? "V[IFV]*" : "[IFV]*");
    return fits ? kinds(letters) : null;
  }

  /** The kinds of a frame at a loop's head; null when the text is something else. What is dead there the compiler finds out itself. */
  static byte[] frame(String letters) {
    return letters.matches("[IFVAN-]*") ? kinds(letters.replace('-', 'A')) : null;
  }

  String source(Code code) {
    String id = code.source().id();
    return id.equals(own) ? "" : id;
  }

  RunProfile.Written written(Code code) {
    return new RunProfile.Written(source(code), code.start(), code.end(), fingerprint(code));
  }

  static int fingerprint(Code code) {
    return Arrays.hashCode(code.copyOps()) * 31 + Arrays.hashCode(code.operands());
  }

  /** Null when the class is not found by its name, as one that is made in a function. */
  String of(GeneClass cls) {
    String path = path(cls.name(), cls.members().parent());
    return cls.adapts() == null && find(path, null) == cls ? path : null;
  }

  String of(Enums.EnumType type) {
    String path = path(type.name, type.scope);
    return find(path, null) == type ? path : null;
  }

  private String path(String name, Namespace around) {
    String path = name;
    for (Namespace ns = around; ns != null && ns != vm.global && !vm.modules.all().contains(ns); ns = ns.parent()) {
      path = ns.name() + "/" + path;
    }
    return path;
  }

  GeneClass findClass(String path, Namespace near) {
    return find(path, near) instanceof GeneClass cls ? cls : null;
  }

  /** What has that path near a namespace, else in any module, else built in. */
  Object find(String path, Namespace near) {
    String[] parts = path.split("/");
    Object found = near == null || near.lookup(parts[0]) == null ? null : member(near.lookup(parts[0]).value(), parts);
    for (Namespace module : vm.modules.all()) {
      found = found != null || module.get(parts[0]) == null ? found : member(module.get(parts[0]), parts);
    }
    return found != null ? found : vm.builtinClass(path);
  }

  private static Object member(Object first, String[] parts) {
    Object at = first;
    for (int i = 1; i < parts.length && at != null; i++) {
      at = at instanceof Namespace ns ? ns.get(parts[i]) : at instanceof GeneClass cls ? cls.members().get(parts[i]) : null;
    }
    return at;
  }
}
