// What a class lacks of the interfaces that its header names, and classes that lack nothing.
package gene.analysis;

import static gene.analysis.Checked.fine;
import static gene.analysis.Checked.finds;

import org.junit.jupiter.api.Test;

final class InterfacesTest {
  private static final String LACKS = "error TYPE.CONFORMANCE: class C does not implement ";

  @Test
  void aMissingMemberIsAnError() {
    finds("(interface R (method go [])) (class C implements [|R|])", LACKS + "method go required by interface R");
    finds("(interface R (method go)) (class C implements [[|R|]] (method went [] 1))", LACKS + "method go required by interface R");
    finds("(interface R (field x Int)) (class C implements [|R|] (field y Int))", LACKS + "field x required by interface R");
    finds("(interface R (field x Int)) (class C implements [|R|])", LACKS + "field x required by interface R");
    finds("(ns N (interface R (method go [])) (class C implements [|R|]))", LACKS + "method go");
    finds("(fn f [] (interface R (method go [])) (class C implements [|R|]))", LACKS + "method go");
    finds("(interface R (method go [])) (object S implements [|R|])", "error TYPE.CONFORMANCE: class SClass does not implement method go");
  }

  @Test
  void membersMayComeFromElsewhere() {
    fine("(interface R (method go [])) (class A (method go [] 1)) (class C < A implements R)");
    fine("(interface R (method go [])) (class C implements R (on_method_missing [name] name))");
    fine("(interface R (method go [])) (fn make! [] `(method go [] 1)) (class C implements R (make!))");
    fine("(interface R (field x)) (class C implements R (ctor [] (/x = 1)))");
    fine("(interface R (field x)) (class C implements R (ctor [/x] nil))");
    fine("(interface R (field x Int)) (class A (field x Int)) (class C < A implements R)");
    fine("(fn f [base] (interface R (method go [])) (class C < base implements R))");
  }

  @Test
  void aMethodThatCannotTakeItsPlaceIsAnError() {
    String other = "error TYPE.CONFORMANCE: method m on C is incompatible with interface R";
    finds("(interface R (method m [a])) (class C implements [|R|] (method m [] 1))", other);
    finds("(interface R (method m [a])) (class C implements [|R|] (method m [a b] 1))", other);
    finds("(interface R (method m [a = 1])) (class C implements [|R|] (method m [a] 1))", other);
    finds("(interface R (method m [a...])) (class C implements [|R|] (method m [] 1))", other);
    finds("(interface R (method m [a: Int])) (class C implements [|R|] (method m [a: String] 1))", other);
    finds("(interface R (method m [^k])) (class C implements [|R|] (method m [^other] 1))", other);
    finds("(interface R (method m [])) (class C implements [|R|] (method m [^k] 1))", other);
    finds("(interface R (method m [] -> Int)) (class C implements [|R|] (method m [] -> String \"s\"))", other);
  }

  @Test
  void aMethodMayTakeMoreThanItsInterfaceAsks() {
    fine("(interface R (method m [a: Int])) (class C implements R (method m [b] b))");
    fine("(interface R (method m [a])) (class C implements R (method m [a: Int b = 2 ^k = 3] -> Int (a + b + k)))");
    fine("(interface R (method m [^k])) (class C implements R (method m [^all...] all))");
    fine("(interface R (method m [a: Int])) (class C implements R (method m [a: (Int | String)] a))");
    fine("(interface R (method m)) (class C implements R (method m [x y] x))");
    fine("(interface R (method m:T [a: T] -> T)) (class C implements R (method m:U [a: U] -> U a))");
  }

  @Test
  void aFieldOfAnotherTypeIsAnError() {
    finds("(interface R (field x Int)) (class C implements [|R|] (field x String))", "error TYPE.CONFORMANCE: field x on C is incompatible with interface R");
    fine("(interface R (field x Int)) (class C implements R (field x))");
  }
}
