// The whole library: its modules for a VM, and the same entries as the table that analysis and editor read.
package gene.library;

import gene.analysis.Builtin;
import gene.analysis.BuiltinTable;
import gene.data.Printer;
import gene.source.Source;
import gene.vm.Declarations;
import gene.vm.Library;
import gene.vm.NativeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class Builtins {
  /** Where prelude.gene is: a resource beside this class. */
  public static final String PRELUDE = "prelude.gene";

  private Builtins() {}

  /** Modules have no state: every VM may use the same ones. Classes come before the methods that belong to them. */
  public static List<NativeModule> modules() {
    return List.of(new CoreClasses(), new ExceptionMethods(), new ObjectMethods(), new NilMethods(), new NumberMethods(), new StringMethods(),
        new StringSearchMethods(), new RegexMethods(), new PartMethods(), new BytesMethods(), new ArrayMethods(), new ArrayArithmetic(), new MapMethods(),
        new HashMapMethods(), new HashSetMethods(), new RangeMethods(), new IteratorMethods(), new GeneMethods(), new ClassMethods(),
        new InterfaceMethods(), new NamespaceMethods(), new PackageMethods(), new TestFramework(), new CoreFunctions(), new ConsoleFunctions(), new SessionFunctions(),
        new IoHandleMethods(), new MathFunctions(), new TimeFunctions(),
        new EnvironmentFunctions(), new SystemFunctions(), new FileFunctions(), new FutureMethods(), new TimerFunctions(), new PublicationFunctions(),
        new ActorFunctions(), new ParseFunctions(), new Json(), new Base64Functions(), new SerdesFunctions(), new GdatFunctions(),
        new HtmlFunctions(), new HtmlTags(), new LoggingFunctions(), new SqlFunctions(), new ProcessFunctions(), new HttpFunctions(), new HttpServerFunctions());
  }

  /** What a VM is made with. */
  public static Library library() {
    return Loaded.LIBRARY;
  }

  private static final class Loaded {
    static final Library LIBRARY = new Library(modules(), () -> Prelude.SOURCE, Builtins::table);
  }

  private static final class Prelude {
    static final Source SOURCE = read();

    private static Source read() {
      try (var in = Builtins.class.getResourceAsStream(PRELUDE)) {
        return Source.of(PRELUDE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static BuiltinTable table() {
    return Table.ENTRIES;
  }

  /** Made when it is first asked for. */
  private static final class Table {
    static final BuiltinTable ENTRIES = new BuiltinTable(entries(modules()));
  }

  static List<Builtin> entries(List<NativeModule> modules) {
    var collected = new Collected();
    modules.forEach(m -> m.declare(collected));
    var all = new ArrayList<Builtin>();
    collected.namespaces.forEach(name -> all.add(namespace(name)));
    all.addAll(collected.entries.values());
    return all;
  }

  private static Builtin namespace(String path) {
    int slash = path.lastIndexOf('/');
    String owner = slash < 0 ? "" : path.substring(0, slash);
    return new Builtin(owner, path.substring(slash + 1), Builtin.Kind.NAMESPACE, "", "The built-in namespace `" + path + "`.");
  }

  /** What the modules declare, by qualified name: a second entry of a name would hide the first. */
  private static final class Collected implements Declarations {
    final Map<String, Builtin> entries = new LinkedHashMap<>();
    final Set<String> namespaces = new LinkedHashSet<>();

    @Override
    public void function(String namespace, String name, int id, String signature, String doc) {
      add(new Builtin(namespace, name, Builtin.Kind.FUNCTION, signature, doc));
    }

    @Override
    public void method(String className, String name, int id, String signature, String doc) {
      add(new Builtin(className, name, Builtin.Kind.METHOD, signature, doc));
    }

    @Override
    public void preludeMethod(String className, String name, String signature, String doc) {
      add(new Builtin(className, name, Builtin.Kind.METHOD, signature, doc));
    }

    @Override
    public void preludeFunction(String namespace, String name, String signature, String doc) {
      add(new Builtin(namespace, name, Builtin.Kind.FUNCTION, signature, doc));
    }

    @Override
    public void constant(String namespace, String name, Object value, String doc) {
      add(new Builtin(namespace, name, Builtin.Kind.CONSTANT, "", doc + " Value: `" + Printer.code(value) + "`."));
    }

    @Override
    public void builtinClass(String namespace, String name, String parent, int ctorId, String doc) {
      add(new Builtin(namespace, name, Builtin.Kind.CLASS, "", doc, parent));
    }

    private void add(Builtin entry) {
      if (entry.kind() != Builtin.Kind.METHOD) {
        addNamespaces(entry.owner());
      }
      if (entries.put(entry.qualifiedName(), entry) != null) {
        throw new AssertionError("declared twice: " + entry.qualifiedName());
      }
    }

    /** The namespace and those around it. */
    private void addNamespaces(String path) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        namespaces.add(path.substring(0, slash));
      }
      if (!path.isEmpty()) {
        namespaces.add(path);
      }
    }
  }
}
