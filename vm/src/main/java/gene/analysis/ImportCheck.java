// Follows imports from file to file without running anything: modules that are not there, cycles, names that a module lacks.
package gene.analysis;

import gene.data.Raise;
import gene.modules.Dependency;
import gene.modules.Importer;
import gene.modules.Packages;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One check of one file; each module that it reaches is read once. */
public final class ImportCheck {
  /**
   * @param span   absolute
   * @param places of what each item begins with, absolute too
   */
  private record Import(ImportSpec spec, Span span, List<Span> places) {}

  /** What is known of modules beside what is on disk. */
  public interface Modules {
    /** The file that an import of no package means, where one is known that need not be on disk; seen from the importing file. */
    Optional<Path> findNear(String specifier, Path from);

    /** Empty for what is no readable source. */
    Optional<Analysis> find(Path file);
  }

  private final Packages packages;
  private final BuiltinTable builtins;
  private final Modules reader;
  private final Map<Path, Optional<Analysis>> modules = new HashMap<>();
  private final Set<Path> seen = new HashSet<>();
  private final List<Diagnostic> found = new ArrayList<>();

  private ImportCheck(Packages packages, BuiltinTable builtins, Modules reader) {
    this.packages = packages;
    this.builtins = builtins;
    this.reader = reader;
  }

  /** @param file the real path of the file that was analysed */
  public static List<Diagnostic> of(Analysis analysis, Path file, BuiltinTable builtins, Map<String, String> environment) {
    return of(analysis, file, builtins, environment, onDisk(builtins, environment));
  }

  /** The same where modules are not only on disk. */
  public static List<Diagnostic> of(Analysis analysis, Path file, BuiltinTable builtins, Map<String, String> environment, Modules reader) {
    var check = new ImportCheck(new Packages(file.getParent(), environment), builtins, reader);
    for (Import i : check.imports(analysis)) {
      check.check(i, file);
    }
    return List.copyOf(check.found);
  }

  private List<Import> imports(Analysis analysis) {
    var all = new ArrayList<Import>();
    List<Node> nodes = analysis.module().body().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Node.Special s && s.data() instanceof ImportSpec spec) {
        Tree.Top top = analysis.module().body().tops().get(i);
        List<Span> places = s.form() instanceof Form.Node n && !spec.isRegistration() ? ImportSpec.places(n) : List.of();
        all.add(new Import(spec, top.span(s.form()), places.stream().map(p -> p.shift(top.start())).toList()));
      }
    }
    return all;
  }

  private void check(Import i, Path file) {
    try {
      Optional<Path> target = resolve(i.spec(), file);
      if (target.isPresent()) {
        var path = new ArrayList<>(List.of(file));
        if (!findCycle(target.get(), path, i)) {
          names(i, target.get());
        }
      }
    } catch (Raise r) {
      String message = r.getMessage().replaceFirst("^\\[[A-Z_.]+\\] ", "");
      Diagnostic d = Diagnostic.error(AnalysisCode.NOT_FOUND.id(), i.span(), message);
      found.add(r.hint() == null ? d : d.hint(r.hint()));
    }
  }

  /** Empty for what needs no file. Raises when there is none. */
  private Optional<Path> resolve(ImportSpec spec, Path from) {
    var importer = new Importer(from.toString(), from.getParent(), packages.findRoot(from.getParent()).orElse(null));
    if (spec.isRegistration()) {
      packages.register(importer, new Dependency(spec.pkg(), "*", spec.pkgPath(), null, null, null, null, null));
      return Optional.empty();
    } else if (spec.module() == null || spec.isNative()) {
      return Optional.empty();
    }
    return Optional.of(spec.pkg() == null && spec.pkgPath() == null
        ? reader.findNear(spec.module(), from).orElseGet(() -> packages.module(spec.module(), importer))
        : packages.module(spec.module(), spec.pkg(), spec.pkgPath(), importer));
  }

  /**
   * The file on disk that an import names; empty where there is none, and for what needs no file.
   *
   * @param all the imports of the file: some say where packages are
   */
  public static Optional<Path> target(List<ImportSpec> all, ImportSpec spec, Path from, BuiltinTable builtins, Map<String, String> environment) {
    var check = new ImportCheck(new Packages(from.getParent(), environment), builtins, onDisk(builtins, environment));
    all.stream().filter(ImportSpec::isRegistration).forEach(s -> check.target(s, from));
    return spec.isRegistration() ? Optional.empty() : check.target(spec, from);
  }

  /** Whether the imports from a module on come back to one of the path; then it is reported. */
  private boolean findCycle(Path module, List<Path> path, Import from) {
    int first = path.indexOf(module);
    if (first >= 0) {
      var circle = new ArrayList<>(path.subList(first, path.size()));
      circle.add(module);
      found.add(Diagnostic.error(AnalysisCode.CYCLE.id(), from.span(), "Cyclic import detected: " + String.join(" -> ", circle.stream().map(Path::toString).toList())));
      return true;
    }
    Optional<Analysis> analysis = analysis(module);
    if (analysis.isEmpty() || path.size() > 1 && seen.contains(module)) {
      return false;
    }
    seen.add(module);
    path.add(module);
    for (Import i : imports(analysis.get())) {
      Optional<Path> next = target(i.spec(), module);
      if (next.isPresent() && findCycle(next.get(), path, from)) {
        return true;
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  /** A module that an imported one lacks is that one's fault. */
  private Optional<Path> target(ImportSpec spec, Path from) {
    try {
      return resolve(spec, from);
    } catch (Raise r) {
      return Optional.empty();
    }
  }

  /** Empty for what is no readable source. */
  private Optional<Analysis> analysis(Path module) {
    return modules.computeIfAbsent(module, m -> m.toString().endsWith(".gene") ? reader.find(m) : Optional.empty());
  }

  private static Modules onDisk(BuiltinTable builtins, Map<String, String> environment) {
    return new Modules() {
      @Override
      public Optional<Path> findNear(String specifier, Path from) {
        return Optional.empty();
      }

      @Override
      public Optional<Analysis> find(Path module) {
        return read(module, builtins, environment);
      }
    };
  }

  private static Optional<Analysis> read(Path module, BuiltinTable builtins, Map<String, String> environment) {
    try {
      var source = new Source(module.toString(), module.toString(), Files.readString(module, StandardCharsets.UTF_8));
      return Optional.of(Analysis.of(Reader.read(source), builtins, environment));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The names that the module certainly does not have. */
  private void names(Import i, Path module) {
    Set<String> known = analysis(module).flatMap(Analysis::findDefinedNames).orElse(null);
    if (known == null) {
      return;
    }
    for (int k = 0; k < i.spec().items().size(); k++) {
      String name = i.spec().items().get(k).path().get(0);
      Span span = k < i.places().size() ? i.places().get(k) : i.span();
      if (!name.equals("*") && !known.contains(name) && builtins.find(name).isEmpty()) {
        Diagnostic d = Diagnostic.error(AnalysisCode.MEMBER.id(), span, "module " + i.spec().module() + " has no member `" + name + "`");
        found.add(Suggestions.nearest(name, known).map(near -> d.hint("a name that is close: `" + near + "`")
            .fix("Change to `" + near + "`", new Diagnostic.Edit(span, near))).orElse(d));
      }
    }
  }
}
