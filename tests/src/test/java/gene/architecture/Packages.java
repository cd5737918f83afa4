// The table of packages of docs/architecture.md: which one may use which.
package gene.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A package uses those named in its row and, through them, those that they name. */
final class Packages {
  /** What is built here, without tests. */
  static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("gene");

  private static final Map<String, List<String>> ROWS = new HashMap<>();

  static {
    row("source");
    row("data", "source");
    row("syntax", "data");
    row("modules", "syntax");
    row("analysis", "modules");
    row("bytecode", "data");
    row("compiler", "analysis", "bytecode");
    row("gir", "compiler");
    row("vm", "gir");
    row("jit", "vm");
    row("library", "vm");
    row("debug", "vm", "jit");
    row("dap", "library", "debug");
    row("testing", "library");
    row("server", "dap", "testing");
    row("cli", "server");
  }

  private Packages() {}

  /** `vm` for a class of `gene.vm` or below; empty for classes that are not ours. */
  static Optional<String> of(JavaClass cls) {
    String[] parts = cls.getBaseComponentType().getPackageName().split("\\.");
    return parts.length >= 2 && parts[0].equals("gene") ? Optional.of(parts[1]) : Optional.empty();
  }

  static boolean known(String name) {
    return ROWS.containsKey(name);
  }

  static Set<String> usableBy(String name) {
    var all = new LinkedHashSet<String>();
    collect(name, all);
    return all;
  }

  private static void collect(String name, Set<String> into) {
    if (into.add(name)) {
      ROWS.getOrDefault(name, List.of()).forEach(used -> collect(used, into));
    }
  }

  private static void row(String name, String... mayUse) {
    ROWS.put(name, List.of(mayUse));
  }
}
