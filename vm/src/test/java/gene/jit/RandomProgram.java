// Makes programs by chance: arithmetic at the edges of 48 and 64 bits, mixed numbers, closures, exceptions, loops, fields, arrays.
package gene.jit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class RandomProgram {
  private static final String[] NUMBERS = {"0", "1", "2", "3", "7", "-1", "10", "100", "140737488355327", "-140737488355328",
      "9223372036854775807", "-9223372036854775807", "0.5", "1.5", "-2.25", "0.0"};
  private static final String[] OPERATORS = {"+", "-", "*", "%", "/", "+", "-"};
  private static final String[] COMPARISONS = {"<", "<=", ">", ">=", "==", "!="};
  private static final String[] TEMPLATES = {"`(t [%h 1] %g)", "`(t [%(h + 1)] %(g * h))", "`(t [%g] %h (s (s 1)))", "template"};
  private static final String[] PLACES = {"p/a", "p/b", "q/a", "q/b", "c", "d"};
  private static final String CLASS = """
      (var template `(t %h 5 (u [1 {^k %h}])))
      (class O
        (ctor [a] (/n = a) (/last = nil))
        (method put [x] (/last = x) (/n + 1))
        (method weigh [x] (x + /n))
        (method call_weigh [x] (.weigh x)))
      (class P < O
        (method weigh [x] ((super .weigh x) - 1)))
      (class Q < P
        (field f Float)
        (field i Int)
        (ctor [a] (/before = 0) (/n = a) (/f = 0.5) (/i = 1))
        (method put [x] (/i = (/i + 1)) (/f = (/f + /i)) (/last = x) /f))
      (class R < O
        (method weigh [x] x))
      (enum E (A v) (B v w) C)
      (var o (new O 1))
      (var os [o (new P 2) (new Q 3) (new R 4.5)])
      (var m {^x 1 ^y 2.5})
      (var hm {{1 2 "k" 3}})
      (var calls 0)
      (fn at [i] (os .get (if ((typeof i) == "Int") (abs (i % 4)) else 0)))
      (fn tree [x] (if (x < 1) E/C elif (x < 3) (E/A x) else (E/B x (x - 1))))
      (fn sum_of [e] (case e when (E/A v) v when (E/B v w) (v + w) when E/C 3))
      (fn adder [k] (var n 0) (fn [x] (n += 1) (calls += 1) (x + k + n)))
      (fn steps* [n x] (var i 0) (while (i < n) (yield (x * i)) (i += 1)))
      (fn twice* [g] (for v in g (yield v) (yield (v + 1))))
      (fn num [b] (if b 1 else 0))
      (fn tally [g x y] (var n 0) (for e in [1 2.5 3 0.5 7 x y 0 1.25 9] (if (g e) (n += 1))) n)
      (fn turn [f x] (var g f) (var n 0) (var j 0) (while (j < 12) (n += (try (g x) catch * -3)) (g = (if (j < 6) f elif (j < 9) 4 else f)) (j += 1)) n)
      (class M
        (ctor [a b] (/a = a) (/b = b))
        (method bump [x] (/a += x) (/b = (/b - /a)) /b))
      (class N
        (ctor [a b] (/a = a) (/b = b)))
      (fn typed [a: Int b: Float] -> Float (var c: Int (a + 1)) (b + c))
      """;

  /** A function that expressions may call. */
  private record Callee(String name, int parameters) {}

  private final Random random;
  private final List<Callee> callees = new ArrayList<>();

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    return new RandomProgram(seed).program();
  }

  private String program() {
    var text = new StringBuilder(CLASS);
    for (int i = 0; i < 3; i++) {
      List<String> parameters = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
      var names = new ArrayList<>(parameters);
      text.append("(fn f").append(i).append(" [").append(String.join(" ", parameters)).append("] ")
          .append(statements(names, 2, 2, 1)).append(' ').append(expression(parameters, 2)).append(")\n");
      callees.add(new Callee("f" + i, parameters.size()));
    }
    for (int i = 0; i < 2; i++) {
      text.append("(fn mix").append(i).append(" [p q x y] (var c 1) (var d 2.5) (var set (fn [z] (c += z) (d = (z + c))))");
      for (int j = 5 + random.nextInt(10); j > 0; j--) {
        text.append(' ').append(placing(2));
      }
      text.append(" [").append(String.join(" ", PLACES)).append("])\n");
      text.append("(var mi 0) (var ms [(new M 1 2) (new M 1.5 3) (new M 7 0.25) (new N 3 4)]) (while (mi < 16) (try (println (mix").append(i)
          .append(" (ms .get (mi % 4)) (ms .get ((mi * 3) % 4)) ").append(any(NUMBERS)).append(" mi)) catch e (println e/message)) (mi += 1))\n");
    }
    text.append("(fn rec [n acc] (if (n <= 0) acc else (rec (n - 1) ").append(expression(List.of("n", "acc"), 1)).append(")))\n");
    text.append("(fn fib [n] (if (n < 2) n else ((fib (n - 1)) + (fib (n - 2)))))\n");
    for (Callee c : callees) {
      text.append("(try (println (").append(c.name);
      for (int i = 0; i < c.parameters; i++) {
        text.append(' ').append(any(NUMBERS));
      }
      text.append(")) catch e (println (typeof e) e/message))\n");
    }
    text.append("(var t 0)\n(var k 0)\n(while (k < 8) (try (do ").append(statements(new ArrayList<>(List.of("k", "t")), 2, 3, 1))
        .append(") catch e (println e/message)) (k += 1))\n(println t)\n");
    text.append("(try (println (rec 20 1)) catch e (println e/message))\n(println (fib 12))\n");
    return text.append(statements(new ArrayList<>(), 2, 4, 0)).append('\n').toString();
  }

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private String expression(List<String> names, int depth) {
    int c = random.nextInt(100);
    if (depth <= 0 || c < 25) {
      return names.isEmpty() || random.nextInt(10) < 3 ? any(NUMBERS) : any(names);
    } else if (c < 65) {
      return "(" + expression(names, depth - 1) + " " + any(OPERATORS) + " " + expression(names, depth - 1) + ")";
    } else if (c < 75) {
      return "(if (" + expression(names, depth - 1) + " " + any(COMPARISONS) + " " + expression(names, depth - 1) + ") "
          + expression(names, depth - 1) + " else " + expression(names, depth - 1) + ")";
    } else if (c < 85 && !callees.isEmpty()) {
      Callee callee = callees.get(random.nextInt(callees.size()));
      var call = new StringBuilder("(" + callee.name);
      for (int i = 0; i < callee.parameters; i++) {
        call.append(' ').append(expression(names, depth - 1));
      }
      return call.append(")").toString();
    } else if (c < 87) {
      return object(names, depth - 1);
    } else if (c < 90) {
      return "((fn [q] (q + " + expression(names, 1) + ")) " + expression(names, depth - 1) + ")";
    } else if (c < 95) {
      return "([" + expression(names, 1) + " " + expression(names, 1) + " 5] .get " + random.nextInt(4) + ")";
    }
    return "(try " + expression(names, depth - 1) + " catch _ -7)";
  }

  /** Reads and writes of fields of objects that may be the same one, and of variables that a closure shares. */
  private String placing(int depth) {
    String place = any(PLACES);
    return switch (random.nextInt(depth > 0 ? 12 : 8)) {
      case 0, 1, 2 -> "(" + place + " = " + placed(2) + ")";
      case 3, 4, 5 -> "(" + place + " += " + placed(1) + ")";
      case 6 -> "(" + place + " = " + any(new String[] {"0", "0.5", "140737488355327", "nil", "\"s\"", "x", "y"}) + ")";
      case 7 -> random.nextBoolean() ? "(set " + placed(1) + ")" : "(p .bump " + placed(1) + ")";
      case 8, 9 -> "(if (" + placed(1) + " " + any(COMPARISONS) + " " + placed(1) + ") " + placing(depth - 1) + " " + placing(depth - 1) + ")";
      case 10 -> "(if (" + placed(1) + " < " + placed(1) + ") " + placing(depth - 1) + " else " + placing(depth - 1) + ")";
      default -> "(for j in [1 2 3] " + placing(depth - 1) + " " + placing(depth - 1) + ")";
    };
  }

  private String placed(int depth) {
    int c = random.nextInt(6);
    return depth == 0 || c < 2 ? any(PLACES) : c == 2 ? any(NUMBERS) : c == 3 ? any(new String[] {"x", "y"})
        : "(" + placed(depth - 1) + " " + any(OPERATORS) + " " + placed(depth - 1) + ")";
  }

  private String object(List<String> names, int depth) {
    String x = expression(names, depth);
    String y = expression(names, depth);
    return switch (random.nextInt(28)) {
      case 0 -> "((at " + x + ") .weigh " + y + ")";
      case 1 -> "((at " + x + ") .call_weigh " + y + ")";
      case 2 -> "((at " + x + ") .put " + y + ")";
      case 3 -> "(do (var p (at " + x + ")) p/n)";
      case 4 -> "(sum_of (tree " + x + "))";
      case 5 -> "(max " + x + " " + y + ")";
      case 6 -> "(min " + x + " " + y + ")";
      case 7 -> "(abs " + x + ")";
      case 8 -> "(sqrt " + x + ")";
      case 9 -> "(do (var ad (adder " + x + ")) ((ad " + y + ") + (ad 1)))";
      case 10 -> "(typed " + x + " " + y + ")";
      case 11 -> "(do (m/x = " + x + ") (m/x + m/y))";
      case 12 -> "(do (m .set \"y\" " + x + ") (+ (m .get \"y\" 0) (m .get \"z\" 7)))";
      case 13 -> "(do (hm .set 1 " + x + ") (+ (hm .get 1) (hm .get " + y + " 5)))";
      case 14 -> "(if (" + x + " == " + y + ") calls else (hm .size))";
      case 15 -> "(num (" + x + " " + any(COMPARISONS) + " " + y + "))";
      case 16 -> "(tally (fn [q] (q " + any(COMPARISONS) + " " + x + ")) " + x + " " + y + ")";
      case 17 -> "(tally (fn [q] ((q * 2) " + any(COMPARISONS) + " (q + 3))) " + x + " " + y + ")";
      case 18 -> "(turn (fn [q] (q + " + x + ")) " + y + ")";
      case 19, 20 -> chain(names, x, y);
      case 21 -> "(do (var made ($render `(t ^k %" + x + " (u (w 1)) [%" + y + " 2]))) (made/0/0 .add_child 1) (made/k + (made/1 .get 0)))";
      case 22 -> "(do (var held " + any(TEMPLATES) + ") (var h 3) (var g " + x + ") (var made ($render held)) (made/0 .push 2) (h = " + y
          + ") (+ (made/0 .get 0) (($render held) ./ 1)))";
      case 23 -> "(do (var built (`b ^k {^z " + x + "} (`c 1 [2]) " + y + ")) (built/0 .add_child 5) (built/1 + built/k/z))";
      case 24 -> "(do (var all []) (for h in [1 2 " + x + "] (all .push ($render template))) (((all .get 1) ./ 0) + (template ./ 1)))";
      case 25 -> "(do (var s 0) (for v in (twice* (steps* 4 " + x + ")) (s += v)) s)";
      case 26 -> "(do (var g (steps* " + random.nextInt(4) + " " + x + ")) (g .next) (g .next) (if (g .has_next) (g .next) else " + y + "))";
      default -> "(do (var p (at " + x + ")) (p/n = " + y + ") p/n)";
    };
  }

  /** Collection methods, some of them with callbacks that only compute, over numbers and sometimes over a text. */
  private String chain(List<String> names, String x, String y) {
    var inner = new ArrayList<>(names);
    inner.add("q");
    var text = new StringBuilder("(([" + x + " " + y + " 3 -4 " + (random.nextInt(12) == 0 ? "\"s\"" : "2.5") + " 6] ");
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean computes = random.nextInt(5) > 0;
      String value = computes ? sum(inner, 2) : expression(inner, 1);
      text.append(random.nextBoolean() ? ".map (fn [q] " + value + ")" : ".filter (q -> (" + value + " " + any(COMPARISONS) + " " + sum(inner, 1) + "))").append("; ");
    }
    inner.add("s");
    return text + switch (random.nextInt(4)) {
      case 0 -> ".sum))";
      case 1 -> ".size))";
      default -> ".reduce " + sum(names, 1) + " (fn [s q] " + sum(inner, 2) + ")))";
    };
  }

  private String sum(List<String> names, int depth) {
    int c = random.nextInt(10);
    if (depth == 0 || c < 2) {
      return names.isEmpty() || c == 0 ? any(NUMBERS) : any(names);
    } else if (c == 2) {
      return "(if (" + sum(names, depth - 1) + " " + any(COMPARISONS) + " " + sum(names, depth - 1) + ") " + sum(names, depth - 1) + " else " + sum(names, depth - 1) + ")";
    } else if (c == 3) {
      return "(do (var w " + sum(names, depth - 1) + ") (w += 1) w)";
    }
    return "(" + sum(names, depth - 1) + " " + any(OPERATORS) + " " + sum(names, depth - 1) + ")";
  }

  /** @param names gets what the statements declare */
  private String statements(List<String> names, int depth, int count, int loops) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(statement(names, depth, loops)).append(' ');
    }
    return text.toString().strip();
  }

  private String statement(List<String> names, int depth, int loops) {
    int c = random.nextInt(100);
    if (c < 30) {
      String name = "v" + random.nextInt(6);
      String value = expression(names, depth);
      if (names.contains(name)) {
        return "(" + name + " = " + value + ")";
      }
      names.add(name);
      return "(var " + name + " " + value + ")";
    } else if (c < 50 && !changeable(names).isEmpty()) {
      return "(" + any(changeable(names)) + " += " + expression(names, 1) + ")";
    } else if (c < 60 && depth > 0) {
      return "(if (" + expression(names, 1) + " < " + expression(names, 1) + ") " + inner(names, null, depth, 1, loops) + " else "
          + inner(names, null, depth, 1, loops) + ")";
    } else if (c < 70 && depth > 0 && loops < 2) {
      String i = "i" + random.nextInt(1000);
      return "(var " + i + " 0) (while (" + i + " < " + (3 + random.nextInt(10)) + ") " + inner(names, i, depth, 2, loops + 1) + " (" + i + " += 1))";
    } else if (c < 75 && depth > 0 && loops < 2) {
      return "(for e in [1 2.5 3 " + expression(names, 1) + "] " + inner(names, "e", depth, 1, loops + 1) + ")";
    } else if (c < 80 && !changeable(names).isEmpty()) {
      return "(do (var g (fn [] (" + any(changeable(names)) + " += 1))) (g) (g))";
    } else if (c < 85 && !names.isEmpty()) {
      return "(o .put " + any(names) + ") (o/n += 1) (println o/last o/n)";
    }
    return "(println " + expression(names, depth) + ")";
  }

  /** All but what counts the turns of a loop. */
  private static List<String> changeable(List<String> names) {
    return names.stream().filter(n -> !n.startsWith("i") && !n.equals("k")).toList();
  }

  private String inner(List<String> names, String more, int depth, int count, int loops) {
    var known = new ArrayList<>(names);
    if (more != null) {
      known.add(more);
    }
    return statements(known, depth - 1, count, loops);
  }
}
