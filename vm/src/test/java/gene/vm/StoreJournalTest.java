// The one door for writes: the journal hears of every kind of change that a program makes, before it happens.
package gene.vm;

import static gene.vm.Program.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Cell;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Key;
import gene.data.Kinds;
import gene.data.Namespace;
import gene.data.Printer;
import gene.data.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreJournalTest {
  /** The changes that the last form makes: kind of owner and key. The forms before it are run unheard. */
  private static List<String> changes(String setUp, String form) {
    var heard = new ArrayList<String>();
    Program p = Program.of("(fn setup [] nil) " + setUp + " (println \"now\") " + form);
    p.vm().store().setJournal((owner, key) -> heard.add(kind(owner) + " " + key(key)));
    Program.Ran ran = p.run();
    ran.value();
    return heard;
  }

  private static String kind(Object owner) {
    if (owner instanceof Cell) {
      return "Cell";
    } else if (owner instanceof Namespace) {
      return "Namespace";
    } else if (owner instanceof Instance) {
      return "Instance";
    }
    return Kinds.plainName(owner);
  }

  private static String key(Object key) {
    return key == Store.ALL ? "all" : key instanceof Key k ? Printer.code(k.value()) : String.valueOf(key);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
      "(var a [1 2])             | (a/1 = 5)                  | Array 1",
      "(var a [1])               | (a .add 5)                 | Array 1",
      "(var a [1])               | (a .push 5)                | Array 1",
      "(var a [1])               | (a .pop)                   | Array all",
      "(var a [1])               | (a .clear)                 | Array all",
      "(var m {^k 1})            | (m/k = 2)                  | Map k",
      "(var m {})                | (m/fresh = 2)              | Map fresh",
      "(var m {^k 1})            | (m .del \"k\")             | Map k",
      "(var h {{1 2}})           | (h .set 3 4)               | HashMap 3",
      "(var h {{1 2}})           | (h .del 1)                 | HashMap 1",
      "(var s (new HashSet))     | (s .add 1)                 | HashSet 1",
      "(var g `(a ^k 1 b))       | (g/k = 2)                  | Gene k",
      "(var g `(a ^k 1 b))       | (g/0 = 2)                  | Gene 0",
      "(var g `(a b))            | (g .add_child 2)           | Gene all, Array all",
      "(class P (field x)) (var p (new P)) | (p/x = 1)        | Instance x",
      "(var n 0) (fn f [] (n = 1)) | (f)                      | Cell null",
      "                          | (total = 1)                | Namespace total",
      "                          | ($total = 1)               | Namespace total"})
  void aChangeIsHeard(String setUp, String form, String expected) {
    List<String> heard = changes(setUp == null ? "" : setUp, form);
    List<String> before = changes(setUp == null ? "" : setUp, "nil");
    assertEquals(before, heard.subList(0, before.size()));
    assertEquals(expected, String.join(", ", heard.subList(before.size(), heard.size())));
  }

  @Test
  void theOldValueCanStillBeRead() {
    var old = new ArrayList<String>();
    Program p = Program.of("(var m {^k 1}) (m/k = 2)");
    p.vm().store().setJournal((owner, key) -> {
      if (owner instanceof GeneMap m) {
        old.add(Printer.code(m));
      }
    });
    p.run().value();
    assertEquals(List.of("{^k 1}"), old);
  }

  @Test
  void aRefusedChangeIsNotHeard() {
    List<String> heard = changes("(var a #[1])", "(try (a .add 2) catch * nil)");
    assertFalse(heard.contains("Array 1"), heard::toString);
    assertTrue(changes("(var a [1])", "(a .add 2)").contains("Array 1"));
  }

  @Test
  void theJournalChangesNoResult() {
    String text = "(class P (field x) (ctor [/x])) (var p (new P 1)) (p/x += 1) (var a [1]) (a .add p/x) (var m {}) (m/a = a) [m p/x]";
    Program p = Program.of(text);
    p.vm().store().setJournal((owner, key) -> {});
    assertEquals(value(text), p.run().value());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
      "#[1 2]       | (v .add 1)        | append to          | array",
      "#[1 2]       | (v .pop)          | pop from           | array",
      "#[1 2]       | (v/0 = 1)         | set item on        | array",
      "#[1 2]       | (v .clear)        | clear              | array",
      "#{^k 1}      | (v/k = 1)         | set item on        | map",
      "#{^k 1}      | (v .del \"k\")    | delete from        | map",
      "#{^k 1}      | (v .clear)        | clear              | map",
      "#{{1 2}}     | (v .set 1 2)      | set item on        | hash map",
      "`#(a ^k 1 b) | (v/k = 1)         | set property on    | gene",
      "`#(a ^k 1 b) | (v/0 = 1)         | set child on       | gene"})
  void whatIsSealedOrFrozenRefuses(String literal, String form, String doing, String kind) {
    String frozen = literal.replace("#", "");
    for (String[] c : new String[][] {{literal, "sealed"}, {"(freeze " + frozen + ")", "frozen"}}) {
      String before = value("(var v " + c[0] + ") v");
      ExceptionInstance e = Program.run("(var v " + c[0] + ") " + form).uncaught();
      assertEquals("RuntimeException", e.cls().name());
      assertEquals("Cannot " + doing + " " + c[1] + " " + kind, e.message().replace("hashmap", "hash map"));
      assertEquals(before, value("(var v " + c[0] + ") (try " + form + " catch * nil) v"));
    }
  }

  @Test
  void everyKindOfOwnerIsNamedInTheTable() {
    var owners = List.of(GeneArray.class, GeneMap.class, GeneHashMap.class, GeneHashSet.class, Gene.class, Instance.class, Namespace.class, Cell.class);
    long written = java.util.Arrays.stream(Store.class.getMethods()).filter(m -> m.getName().equals("set") || m.getName().equals("add"))
        .map(m -> m.getParameterTypes()[0]).distinct().filter(t -> !owners.contains(t)).count();
    assertTrue(written == 0, "Store writes to a kind that this test does not know");
  }
}
