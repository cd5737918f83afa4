// Only gene.data.Store changes what programs can see, and gene.data.Moments puts it back: the recorder, watches and freezing rest on that.
package gene.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * State is a field of a class of gene.data that is neither private nor final, or a collection that is not private. A
 * class may write its own (to make an object that nobody has seen yet); everyone else asks Store.
 */
final class StoreTest {
  private static final String STORE = "gene.data.Store";
  /** Puts back what Store has told the recorder of. */
  private static final String MOMENTS = "gene.data.Moments";
  private static final Set<String> CHANGES = Set.of("put", "putIfAbsent", "putAll", "compute", "computeIfAbsent", "computeIfPresent",
      "merge", "replace", "replaceAll", "add", "addAll", "set", "sort", "remove", "removeAll", "removeIf", "retainAll", "clear");

  @Test
  void onlyStoreWritesState() {
    ArchRuleDefinition.classes().should(leaveWritingToStore())
        .because("the recorder, data breakpoints and freezing see only what goes through " + STORE)
        .check(Packages.CLASSES);
  }

  private static ArchCondition<JavaClass> leaveWritingToStore() {
    return new ArchCondition<>("leave the writing of state to " + STORE) {
      @Override
      public void check(JavaClass cls, ConditionEvents events) {
        if (cls.getName().equals(STORE) || outermost(cls).equals(MOMENTS)) {
          return;
        }
        for (JavaFieldAccess access : cls.getFieldAccessesFromSelf()) {
          boolean sets = access.getAccessType() == JavaFieldAccess.AccessType.SET;
          Optional<JavaField> field = access.getTarget().resolveMember();
          if (field.isPresent() && isForeign(cls, field.get().getOwner())
              && (sets ? isState(field.get()) : isCollection(field.get()) && isChangedOnItsLine(access))) {
            report(cls, access, events);
          }
        }
        for (JavaMethodCall call : cls.getMethodCallsFromSelf()) {
          Optional<JavaMethod> method = call.getTarget().resolveMember();
          if (method.isPresent() && isForeign(cls, method.get().getOwner()) && isMutator(method.get())) {
            report(cls, call, events);
          }
        }
      }
    };
  }

  private static void report(JavaClass cls, JavaAccess<?> access, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(cls, access.getDescription()));
  }

  private static boolean isForeign(JavaClass cls, JavaClass owner) {
    return owner.getPackageName().equals("gene.data") && !owner.getName().equals(STORE) && !outermost(cls).equals(outermost(owner));
  }

  private static boolean isState(JavaField field) {
    return !has(field.getModifiers(), JavaModifier.PRIVATE) && !has(field.getModifiers(), JavaModifier.FINAL)
        && !has(field.getModifiers(), JavaModifier.STATIC);
  }

  private static boolean isCollection(JavaField field) {
    return !has(field.getModifiers(), JavaModifier.PRIVATE) && !has(field.getModifiers(), JavaModifier.STATIC)
        && (field.getRawType().isAssignableTo(Map.class) || field.getRawType().isAssignableTo(Collection.class));
  }

  /** Reading a collection is fine; `map.entries.put(…)` is not. Bytecode keeps no more of that than the line. */
  private static boolean isChangedOnItsLine(JavaFieldAccess access) {
    return access.getOrigin().getMethodCallsFromSelf().stream().anyMatch(call -> call.getLineNumber() == access.getLineNumber()
        && CHANGES.contains(call.getName())
        && (call.getTargetOwner().isAssignableTo(Map.class) || call.getTargetOwner().isAssignableTo(Collection.class)));
  }

  /** A method for the package only that sets state of its own object, itself or through others of its class. */
  private static boolean isMutator(JavaCodeUnit method) {
    return !has(method.getModifiers(), JavaModifier.PUBLIC) && !has(method.getModifiers(), JavaModifier.STATIC)
        && setsState(method, new HashSet<>());
  }

  private static boolean setsState(JavaCodeUnit method, Set<JavaCodeUnit> seen) {
    if (!seen.add(method)) {
      return false;
    }
    return method.getFieldAccesses().stream().anyMatch(a -> a.getAccessType() == JavaFieldAccess.AccessType.SET
            && a.getTarget().resolveMember().filter(StoreTest::isState).isPresent())
        || method.getMethodCallsFromSelf().stream().flatMap(call -> call.getTarget().resolveMember().stream())
            .anyMatch(m -> m.getOwner().equals(method.getOwner()) && setsState(m, seen));
  }

  private static boolean has(Set<JavaModifier> modifiers, JavaModifier modifier) {
    return modifiers.contains(modifier);
  }

  private static String outermost(JavaClass cls) {
    String name = cls.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
