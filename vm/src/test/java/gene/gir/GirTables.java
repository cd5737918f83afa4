// The tables of docs/gir.md that follow from the code: sections, kinds of constants, sites with their fields.
package gene.gir;

import gene.bytecode.Code;
import gene.bytecode.Site;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

final class GirTables {
  static final String BEGIN = "<!-- from here on written by GirDocTest -->\n";

  private GirTables() {}

  static String text() {
    var text = new StringBuilder(BEGIN);
    text.append("\n## Numbers of sections\n\n| number | section |\n|---|---|\n");
    for (Gir.Section s : Gir.Section.values()) {
      text.append("| ").append(s.number).append(" | ").append(s).append(" |\n");
    }
    text.append("\n## Kinds of constants\n\n| byte | kind |\n|---|---|\n");
    for (ValueFormat.Kind k : ValueFormat.Kind.values()) {
      text.append("| ").append(k.ordinal()).append(" | ").append(k).append(" |\n");
    }
    text.append("\n## Kinds of sites\n\nThe fields in their order, each as its type says.\n\n| byte | site | fields |\n|---|---|---|\n");
    for (int i = 0; i < SiteFormat.KINDS.size(); i++) {
      text.append("| ").append(i).append(" | ").append(SiteFormat.KINDS.get(i).getSimpleName()).append(" | ")
          .append(fields(SiteFormat.KINDS.get(i))).append(" |\n");
    }
    text.append("\n## Parts of other things\n\n| part | fields |\n|---|---|\n");
    List<Class<?>> parts = List.of(Code.Param.class, Code.Capture.class, Code.Handler.class, Code.LocalVar.class, Code.Statement.class,
        Site.Part.class, Site.EnumVariant.class, RunProfile.Hot.class, RunProfile.Written.class, RunProfile.Loop.class,
        RunProfile.Guess.class, RunProfile.Call.class, RunProfile.Member.class, RunProfile.Shaped.class);
    parts.forEach(p -> text.append("| ").append(p.getSimpleName()).append(" | ").append(fields(p)).append(" |\n"));
    return text.toString();
  }

  private static String fields(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(GirTables::field).collect(Collectors.joining(", "));
  }

  private static String field(RecordComponent c) {
    String type = c.getGenericType().getTypeName().replaceAll("[\\w.$]*[.$](\\w+)", "$1");
    return "`" + c.getName() + "` " + type;
  }
}
