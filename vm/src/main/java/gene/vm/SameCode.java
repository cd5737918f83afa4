// Whether two codes differ, in their text and in what they do: asked when edited functions are exchanged.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Site;
import gene.data.Printer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

final class SameCode {
  private SameCode() {}

  static String text(Code code) {
    return code.source().text().substring(code.start(), code.end());
  }

  /** What stands outside of the functions within, without blanks and lines of comment. */
  static String outline(Code code) {
    String text = code.source().text();
    int at = code.kind() == Code.Kind.MODULE ? 0 : code.start();
    int end = code.kind() == Code.Kind.MODULE ? text.length() : code.end();
    var left = new StringBuilder();
    for (Code inner : children(code)) {
      if (inner.start() >= at) {
        left.append(text, at, inner.start());
        at = inner.end();
      }
    }
    left.append(text, Math.min(at, end), end);
    return left.toString().replaceAll("(?m)^\\s*#.*$", "").replaceAll("\\s+", " ").strip();
  }

  private static List<Code> children(Code code) {
    var all = new ArrayList<Code>();
    for (int i = 0; i < code.codeCount(); i++) {
      all.add(code.code(i));
    }
    all.sort(Comparator.comparingInt(Code::start));
    return all;
  }

  static String parameters(Code code) {
    return code.params().stream().map(Code.Param::name).collect(Collectors.joining(" ", "[", "]"));
  }

  /** Whether frames in the middle of the one can go on with the other. Functions within are not looked at. */
  static boolean instructions(Code a, Code b) {
    boolean alike = a.length() == b.length() && a.slots() == b.slots() && a.maxStack() == b.maxStack() && a.codeCount() == b.codeCount()
        && a.siteCount() == b.siteCount() && a.constantCount() == b.constantCount() && a.params().equals(b.params())
        && a.captures().equals(b.captures()) && a.handlers().equals(b.handlers()) && a.isMacro() == b.isMacro()
        && a.isGenerator() == b.isGenerator() && a.isAsync() == b.isAsync() && a.definitionsEnd() == b.definitionsEnd();
    if (!alike) {
      return false;
    }
    for (int pc = 0; pc < a.length(); pc++) {
      if (a.op(pc) != b.op(pc) || a.operand(pc) != b.operand(pc)) {
        return false;
      }
    }
    for (int i = 0; i < a.siteCount(); i++) {
      if (!same(a.site(i), b.site(i))) {
        return false;
      }
    }
    for (int i = 0; i < a.constantCount(); i++) {
      if (!same(a.constant(i), b.constant(i))) {
        return false;
      }
    }
    for (int i = 0; i < a.codeCount(); i++) {
      if (a.code(i).kind() != b.code(i).kind() || !a.code(i).name().equals(b.code(i).name())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Site a, Site b) {
    return a.equals(b) || a instanceof Site.Data x && b instanceof Site.Data y && same(x.template(), y.template());
  }

  private static boolean same(Object a, Object b) {
    return a.equals(b) || a.getClass() == b.getClass() && Printer.code(a).equals(Printer.code(b));
  }
}
