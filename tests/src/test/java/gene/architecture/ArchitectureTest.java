// The rules between packages, and what no package but the command line may touch.
package gene.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String CLI = "gene.cli..";

  @Test
  void packagesUseOnlyThoseNamedForThem() {
    classes().should(useOnlyNamedPackages())
        .because("docs/architecture.md has the table; turn the dependency round with an interface in the package nearer to source")
        .check(Packages.CLASSES);
  }

  @Test
  void onlyTheCommandLineTouchesTheProcess() {
    noClasses().that().resideOutsideOfPackage(CLI)
        .should().callMethod(System.class, "exit", int.class)
        .orShould().callMethod(System.class, "getenv")
        .orShould().callMethod(System.class, "getenv", String.class)
        .orShould().callMethod(Runtime.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "halt", int.class)
        .orShould().accessField(System.class, "in")
        .orShould().accessField(System.class, "out")
        .orShould().accessField(System.class, "err")
        .because("streams, environment and exit belong to a Vm: a process holds many")
        .check(Packages.CLASSES);
  }

  @Test
  void noPathIsResolvedAgainstTheFolderOfTheProcess() {
    noClasses().that().resideOutsideOfPackage(CLI).should(openPathsByText())
        .because("every path is resolved against the folder of its Vm: folder.resolve(text)")
        .check(Packages.CLASSES);
  }

  @Test
  void noStateIsSharedByAllVms() {
    fields().that().areStatic().and().areDeclaredInClassesThat().resideOutsideOfPackage(CLI).should(beConstant())
        .because("all state of a program is inside its Vm")
        .check(Packages.CLASSES);
  }

  @Test
  void nothingRunsOnAPoolOfTheJdks() {
    classes().should(nameTheirExecutors())
        .because("on two processors a CompletableFuture's …Async starts a thread for each call on JDK 17, and queues all calls behind one another on JDK 25")
        .check(Packages.CLASSES);
  }

  private static ArchCondition<JavaClass> nameTheirExecutors() {
    return new ArchCondition<>("give an executor to what runs asynchronously") {
      @Override
      public void check(JavaClass cls, ConditionEvents events) {
        for (JavaCall<?> call : cls.getCodeUnitCallsFromSelf()) {
          String owner = call.getTargetOwner().getSimpleName();
          boolean async = (owner.startsWith("CompletableFuture") || owner.equals("CompletionStage")) && call.getName().endsWith("Async");
          boolean named = call.getTarget().getRawParameterTypes().stream().anyMatch(p -> p.getName().equals("java.util.concurrent.Executor"));
          boolean common = owner.equals("ForkJoinPool") && call.getName().equals("commonPool") || call.getName().equals("parallelStream");
          if (async && !named || common) {
            events.add(SimpleConditionEvent.violated(cls, call.getDescription()));
          }
        }
      }
    };
  }

  @Test
  void protocolsAreKnownToTheirAdaptersOnly() {
    classes().should(useProtocolsOnlyInTheirAdapters())
        .because("features speak Span, Form and Binding; adapters translate")
        .check(Packages.CLASSES);
  }

  private static ArchCondition<JavaClass> useOnlyNamedPackages() {
    return new ArchCondition<>("use only the packages named for their own") {
      @Override
      public void check(JavaClass cls, ConditionEvents events) {
        String from = Packages.of(cls).orElse("");
        if (!Packages.known(from)) {
          events.add(SimpleConditionEvent.violated(cls, cls.getName() + " is in a package that the table does not name"));
          return;
        }
        Set<String> usable = Packages.usableBy(from);
        for (Dependency d : cls.getDirectDependenciesFromSelf()) {
          Packages.of(d.getTargetClass()).filter(to -> !usable.contains(to))
              .ifPresent(to -> events.add(SimpleConditionEvent.violated(cls, d.getDescription())));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> openPathsByText() {
    // A URI is absolute; a text is relative unless someone has checked.
    Map<String, List<String>> byText = Map.of("java.nio.file.Path", List.of("of"), "java.nio.file.Paths", List.of("get"),
        "java.nio.file.FileSystem", List.of("getPath"));
    Set<String> constructors = Set.of("java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.FileReader",
        "java.io.FileWriter", "java.io.RandomAccessFile", "java.io.PrintStream", "java.io.PrintWriter", "java.util.zip.ZipFile");
    return new ArchCondition<>("make a path or open a file from a text alone") {
      @Override
      public void check(JavaClass cls, ConditionEvents events) {
        for (JavaCall<?> call : cls.getCodeUnitCallsFromSelf()) {
          String owner = call.getTargetOwner().getName();
          List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
          boolean textFirst = !parameters.isEmpty() && parameters.get(0).isEquivalentTo(String.class);
          boolean bad = textFirst && (byText.getOrDefault(owner, List.of()).contains(call.getName())
              || call.getName().equals("<init>") && constructors.contains(owner))
              || owner.equals(File.class.getName()) && call.getName().equals("getAbsoluteFile");
          if (bad) {
            events.add(SimpleConditionEvent.satisfied(cls, call.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaField> beConstant() {
    // What is shared on purpose, with the reason why no program can tell.
    Map<String, String> shared = Map.of("gene.data.Symbol.TABLE", "interns symbols, which are immutable");
    List<Class<?>> holders = List.of(java.util.concurrent.atomic.AtomicInteger.class, java.util.concurrent.atomic.AtomicLong.class,
        java.util.concurrent.atomic.AtomicBoolean.class, java.util.concurrent.atomic.AtomicReference.class, ThreadLocal.class,
        java.util.concurrent.ConcurrentMap.class, java.util.concurrent.Executor.class, java.util.Queue.class, java.util.HashMap.class,
        java.util.ArrayList.class, java.util.HashSet.class, StringBuilder.class, Random.class);
    return new ArchCondition<>("be final and hold nothing that changes") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (shared.containsKey(field.getFullName())) {
          return;
        }
        boolean holder = holders.stream().anyMatch(type -> assignableTo(type).test(field.getRawType()));
        boolean isFinal = field.getModifiers().contains(JavaModifier.FINAL);
        if (!isFinal || holder) {
          events.add(SimpleConditionEvent.violated(field, field.getDescription() + (isFinal ? " holds state" : " is not final")
              + " in " + field.getSourceCodeLocation()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> useProtocolsOnlyInTheirAdapters() {
    return new ArchCondition<>("use LSP4J in gene.server and LSP4J Debug in gene.dap only") {
      @Override
      public void check(JavaClass cls, ConditionEvents events) {
        String from = Packages.of(cls).orElse("");
        for (Dependency d : cls.getDirectDependenciesFromSelf()) {
          String to = d.getTargetClass().getBaseComponentType().getPackageName();
          if (to.startsWith("org.eclipse.lsp4j") && !mayUse(from, to)) {
            events.add(SimpleConditionEvent.violated(cls, d.getDescription()));
          }
        }
      }
    };
  }

  private static boolean mayUse(String from, String protocolPackage) {
    Collection<String> users;
    if (protocolPackage.startsWith("org.eclipse.lsp4j.debug")) {
      users = Set.of("dap");
    } else if (protocolPackage.startsWith("org.eclipse.lsp4j.jsonrpc")) {
      // The transport below both protocols.
      users = Set.of("dap", "server");
    } else {
      users = Set.of("server");
    }
    return users.contains(from);
  }
}
