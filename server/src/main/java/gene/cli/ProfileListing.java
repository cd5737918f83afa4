// What a compiled file says of earlier runs, for `gene gir show`.
package gene.cli;

import gene.gir.RunProfile;
import java.util.ArrayList;
import java.util.List;

final class ProfileListing {
  private ProfileListing() {}

  /** Empty for an empty profile. */
  static String of(RunProfile profile) {
    if (profile.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("Profile (").append(profile.functions().size()).append(" hot functions):\n");
    profile.functions().forEach(hot -> function(text, hot));
    return text.append('\n').toString();
  }

  private static String place(RunProfile.Written where) {
    return (where.source().isEmpty() ? "" : where.source() + " ") + where.start() + "-" + where.end();
  }

  private static void function(StringBuilder text, RunProfile.Hot hot) {
    text.append("  ").append(place(hot.where()));
    if (hot.kinds() != null) {
      text.append(" called with (").append(words(hot.kinds())).append(")");
    }
    text.append('\n');
    for (RunProfile.Loop loop : hot.loops()) {
      text.append("    loop at ").append(loop.pc()).append(" with (").append(words(loop.kinds())).append(")\n");
    }
    for (RunProfile.Guess g : hot.guesses()) {
      text.append("    at ").append(g.pc()).append(": ").append(words(g.kind())).append('\n');
    }
    for (RunProfile.Call c : hot.calls()) {
      var met = new ArrayList<String>();
      if (c.function() != null) {
        met.add("function " + place(c.function()));
      }
      if (!c.receivers().isEmpty()) {
        met.add("class " + String.join(", ", c.receivers()));
      }
      if (c.named() != null) {
        met.add((c.variant() ? "variant " : "built-in ") + c.named());
      }
      text.append("    call site ").append(c.site()).append(": ").append(String.join("; ", met)).append('\n');
    }
    for (RunProfile.Member m : hot.members()) {
      text.append("    member site ").append(m.site()).append(": ").append(m.variant() != null ? "variant " + m.variant() : shapes(m.shapes())).append('\n');
    }
  }

  private static String shapes(List<RunProfile.Shaped> shapes) {
    return String.join(" | ", shapes.stream().map(s -> s.type() + " {" + String.join(" ", s.fields()) + "}").toList());
  }

  /** The letters of the profile as words. */
  private static String words(String letters) {
    return String.join(" ", letters.chars().mapToObj(c -> switch (c) {
      case 'I' -> "Int";
      case 'F' -> "Float";
      case 'V' -> "value";
      case 'A' -> "any";
      case 'N' -> "absent";
      case '1' -> "once-wrong";
      case 'G' -> "general";
      default -> "-";
    }).toList());
  }
}
