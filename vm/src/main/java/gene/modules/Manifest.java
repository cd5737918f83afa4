// What a `package.gene` says; wrong entries are listed and count as absent.
package gene.modules;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Kinds;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Symbol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class Manifest {
  public static final String FILE = "package.gene";
  private static final Set<String> KNOWN = Set.of("name", "version", "license", "homepage", "source-dir", "src-path", "main-module",
      "test-dir", "test-path", "dependencies", "globals", "singleton", "native", "native-build");

  private final String place;
  private final Map<String, Object> entries;
  private final List<String> problems = new ArrayList<>();
  private final String name;
  private final String version;
  private final String license;
  private final String homepage;
  private final String sourceDir;
  private final String mainModule;
  private final String testDir;
  private final List<Object> dependencies;
  private final List<String> globals;
  private final boolean singleton;
  private final boolean needsNative;
  private final List<String> nativeBuild;

  private Manifest(String place, Map<String, Object> entries) {
    this.place = place;
    this.entries = entries;
    name = name();
    version = text("version", null);
    license = text("license", null);
    homepage = text("homepage", null);
    sourceDir = text("source-dir", text("src-path", "src"));
    mainModule = text("main-module", "index");
    testDir = text("test-dir", text("test-path", "tests"));
    dependencies = list("dependencies");
    globals = names("globals", true);
    singleton = flag("singleton") || !globals.isEmpty();
    needsNative = flag("native");
    nativeBuild = names("native-build", false);
  }

  /** Where there is no manifest, or none that can be read. */
  public static Manifest empty() {
    return new Manifest(FILE, Map.of());
  }

  /** Raises when the file cannot be read as data. */
  public static Manifest read(Path root) {
    Path file = root.resolve(FILE);
    return new Manifest(file.toString(), new LinkedHashMap<>(DataFile.read(file).entries()));
  }

  /** Raises the first thing that is wrong. */
  public Manifest checked() {
    if (!problems.isEmpty()) {
      throw Raise.general(problems.get(0));
    }
    return this;
  }

  /** Empty where there is no manifest. */
  public java.util.Optional<String> findName() {
    return java.util.Optional.ofNullable(name);
  }

  /** Null when it is not given. */
  public String version() {
    return version;
  }

  /** Null when it is not given. */
  public String license() {
    return license;
  }

  /** Null when it is not given. */
  public String homepage() {
    return homepage;
  }

  public String sourceDir() {
    return sourceDir;
  }

  public String mainModule() {
    return mainModule;
  }

  public String testDir() {
    return testDir;
  }

  /** The declarations as data, see {@link Dependency#parse}. */
  public List<Object> dependencies() {
    return dependencies;
  }

  public List<String> globals() {
    return globals;
  }

  /** Whether a program can have one version of it only. */
  public boolean isSingleton() {
    return singleton;
  }

  public boolean isNative() {
    return needsNative;
  }

  /** Commands of the shell. */
  public List<String> nativeBuild() {
    return nativeBuild;
  }

  /** An entry that the manifest's format does not define; null when there is none. */
  public Object extra(String key) {
    return KNOWN.contains(key) ? null : entries.get(key);
  }

  private String name() {
    Object value = value("name");
    if (value == null) {
      return null;
    } else if (value instanceof Symbol || value instanceof gene.data.ComplexSymbol) {
      return value.toString();
    } else if (value instanceof String s) {
      return s;
    }
    return wrong("name", "string/symbol", value, null);
  }

  private String text(String key, String absent) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    return value instanceof String s ? s : wrong(key, "string", value, absent);
  }

  private boolean flag(String key) {
    Object value = value(key);
    if (value == null) {
      return false;
    }
    return value instanceof Boolean b ? b : wrong(key, "bool", value, false);
  }

  private List<Object> list(String key) {
    Object value = value(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof GeneArray a ? List.of(a.toObjects()) : wrong(key, "array", value, List.of());
  }

  private List<String> names(String key, boolean symbols) {
    var names = new ArrayList<String>();
    for (Object item : list(key)) {
      if (item instanceof String || symbols && item instanceof Symbol) {
        names.add(item.toString());
      } else {
        wrong(key, symbols ? "array of names" : "array of strings", item, null);
      }
    }
    return List.copyOf(names);
  }

  private Object value(String key) {
    Object value = entries.get(key);
    return value == Special.NIL || value == Special.VOID ? null : value;
  }

  private <T> T wrong(String key, String expected, Object value, T absent) {
    problems.add(place + " ^" + key + ": expected " + expected + ", got " + Kinds.plainName(value));
    return absent;
  }
}
