// Makes programs by chance that change everything a program can change: variables, containers, objects, generators, tasks, classes.
package gene.vm;

import java.util.Random;

final class RandomScript {
  private static final String DEFINITIONS = """
      (class P (ctor [x] (/x = x) (/log = [])) (method bump [by] (/x += by) (/log .add by) /x) (method add_field [v] (/extra = v) self))
      (class Q < P (ctor [x] (super .ctor x) (/y = 0)) (method bump [by] (/y += 1) (super .bump (by + 1))))
      (enum Shape (Circle r) (Square side) Empty)
      (var a [1 2 3]) (var b [[1] [2 "x"]]) (var m {^k 1 ^j "two"}) (var h {{1 2 "k" [3]}}) (var hs (new HashSet)) (var n 0) (var t "text")
      (var p (new P 5)) (var q (new Q 7)) (var f (fn [x] (n += x) (n + 1)))
      (fn fact [k] (if (k <= 1) 1 else (k * (fact (k - 1)))))
      (fn count [k acc] (if (k <= 0) acc else (count (k - 1) (acc + 1))))
      (fn counter [] (var c 0) (fn [] (c += 1) c))
      (fn numbers* [k] (var i 0) (while (i < k) (yield (i * 2)) (i += 1)))
      (fn named [x ^y = 4 rest...] (x + y + (rest .size)))
      (fn fails [k] (if (k > 2) (throw "too many") else (k + 1)))
      (fn guarded [k] (try (fails k) catch e (do (t = e/message) -1) finally (n += 1)))
      (async fn later [k] (await (sleep_async 0)) (n += k) (k * 2))
      (var next (counter)) (var g (numbers* 1000))
      """;
  private static final String[] STATEMENTS = {
      "(a .add #)", "(a/0 = #)", "(if ((a .size) > 4) (a .pop))", "(a .del 0)", "(a .push #)", "(if ((a .size) == 0) (a .add #))", "(b/0 .add a)",
      "(a = (a .map (fn [x] x)))", "(a .clear) (a .add 1)", "(a = (a .reverse))", "(a = (a .filter (fn [x] true)))",
      "(m/k = #)", "(m .set \"z\" #)", "(m .del \"k\")", "(m .del \"j\") (m/j = [#])", "(for [k v] in m (n += 1))", "(m = {^k # ^j #})",
      "(h .set # n)", "(h .del 1)", "(h .set \"k\" [#])", "(hs .add #)", "(hs .del #)", "(h .set [#] #)",
      "(p/x = #)", "(p .bump #)", "(q .bump #)", "(p .add_field #)", "(p = (new P #))", "(q = (new Q a))", "(p/log .add q)", "(q/x = p) (q/x = 1)",
      "(n += #)", "(n = (n * #))", "(n = (n - 140737488355327))", "(t = #\"t#{n}\")", "(t = (t ++ \"x\")) (if ((t .size) > 40) (t = \"\"))",
      "(f #)", "(next)", "(next = (counter))", "(n = (count # 0))", "(n = (fact 5))", "(n = (named #))", "(n = (named # ^y 2))", "(n = (named # 1 2 3))", "(n = (named a/0... ^y 1))",
      "(g .next)", "(g .has_next)", "(g .peek)", "(for x in (numbers* 4) (n += x))", "(g = (numbers* 50))", "(for x in a (if (x == 3) (break)) (t = #\"#{x}\"))",
      "(guarded #)", "(guarded 9)", "(try (fails 7) catch * (n = 1) finally (a .add 9))", "(try ([] ./! 4) catch e (t = e/message))", "(var x# (guarded 3)) (n = x#)",
      "(repeat 3 (n += 1))", "(for i in (range 0 4) (n += i))", "(var i 0) (while (i < 4) (i += 1) (if (i == 2) (continue)) (a/0 = i))", "(loop (n += 1) (if (n != 3) (break)))",
      "(var s# (Shape/Circle #)) (case s# when (Circle r) (n += 1) when (Square s) (n += 2) else nil)", "(var [u v] [# n]) (n = u)",
      "(var w (later #)) (n = (await w))", "(var ws [(later 1) (later 2)]) (n = ((await ws/0) + (await ws/1)))", "(await (sleep_async 0))",
      "(class P (method bump [by] (/x = by) (/x + 1)))", "(ns N# (var z #) (fn get [] z)) (n = (N#/get))", "(n = ($eval `(+ 1 #)))", "(eval `(n = 4))",
      "(a .each (fn [x] (n += 1)))", "(n = ((a .map (fn [x] (f 1))) .size))", "(a .each (fn [x] (p .bump 1)))", "(n = (a .reduce 0 (fn [s x] (s + 1))))",
      "(do (var k #) (var fs [(fn [] (k += 1) k) (fn [] k)]) ((fs/0)) (n = ((fs/1))))", "(fn once [] (for x in a (if (x == x) (return 5))) 6) (n = (once))",
      "(var d `(node ^p # 1 2)) (d/p = #) (d .add_child 3) (d/0 = n) (n = (d .size))", "(freeze a) (a = [1])", "(println n)", "(var z# [n a m])"};

  private RandomScript() {}

  static String of(long seed) {
    var random = new Random(seed);
    var text = new StringBuilder(DEFINITIONS);
    for (int i = 0; i < 25; i++) {
      String statement = STATEMENTS[random.nextInt(STATEMENTS.length)].replace("#\"", "\u0001").replace("#{", "\u0002").replace("#", "" + random.nextInt(6))
          .replace("\u0001", "#\"").replace("\u0002", "#{");
      // In a function, in a callback, in the open.
      switch (random.nextInt(4)) {
        case 0 -> text.append("(fn part").append(i).append(" [] ").append(statement).append(" nil) (try (part").append(i).append(") catch e (println e/message))\n");
        case 1 -> text.append("([1 2] .each (fn [ignored] (try ").append(statement).append(" catch e (println e/message))))\n");
        default -> text.append("(try ").append(statement).append(" catch e (println e/message))\n");
      }
    }
    return text.toString();
  }
}
