// The tables of docs/bytecode.md: one line for each instruction, from Op and from who names it in the compiler.
package gene.bytecode;

import gene.source.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

final class OpTable {
  static final String BEGIN = "<!-- From here on generated from Op.java: BytecodeDocTest says how. -->\n";
  private static final Path SOURCES = Golden.root().resolve("vm/src/main/java/gene");
  private static final Pattern GROUP = Pattern.compile("  // (.+)");
  private static final Pattern MEMBER = Pattern.compile("  ([A-Z][A-Z0-9_]*)\\(\".*");

  private final Map<String, String> compiler = new LinkedHashMap<>();

  OpTable() {
    for (Path p : Golden.files(SOURCES.resolve("compiler"), f -> f.toString().endsWith(".java"))) {
      compiler.put(p.getFileName().toString().replace(".java", ""), Golden.read(p));
    }
  }

  /** The groups are the comments between the constants: an enum does not know them. */
  static Map<String, List<Op>> groups() {
    var groups = new LinkedHashMap<String, List<Op>>();
    List<Op> group = new ArrayList<>();
    for (String line : Golden.read(SOURCES.resolve("bytecode/Op.java")).split("\n")) {
      var title = GROUP.matcher(line);
      var member = MEMBER.matcher(line);
      if (title.matches()) {
        group = new ArrayList<>();
        groups.put(title.group(1), group);
      } else if (member.matches()) {
        group.add(Op.valueOf(member.group(1)));
      }
    }
    return groups;
  }

  /** The classes of the compiler that name the instruction. */
  List<String> emitters(Op op) {
    var named = Pattern.compile("\\bOp\\." + op.name() + "\\b");
    return compiler.entrySet().stream().filter(e -> named.matcher(e.getValue()).find()).map(Map.Entry::getKey).toList();
  }

  String text() {
    var sb = new StringBuilder(BEGIN);
    groups().forEach((title, ops) -> {
      sb.append("\n## ").append(title).append("\n\n");
      sb.append("| Published | Opcode | | Operand | Stack | Effect | Emitted by |\n|---|---|---|---|---|---|---|\n");
      ops.forEach(op -> sb.append(row(op)));
    });
    return sb.toString();
  }

  private String row(Op op) {
    String who = emitters(op).stream().map(c -> "`" + c + "`").collect(Collectors.joining(" "));
    return "| " + String.join(" | ", "`" + op.published() + "`", "`" + op.name() + "`", String.valueOf(op.ordinal()), operand(op),
        op.picture().isBlank() ? "" : "`" + op.picture().strip() + "`", op.doc(), who.isEmpty() ? "the VM" : who).replace("||", "\\|\\|")
        .replace("&|&", "&\\|&") + " |\n";
  }

  private static String operand(Op op) {
    return switch (op.operand()) {
      case NONE -> "";
      case CONST -> "constant";
      case SLOT -> "slot";
      case CAPTURE -> "capture";
      case SITE -> "site";
      case TARGET -> "target";
      case COUNT -> "count";
      case CODE -> "code";
      case OPERATOR -> "(operator)";
    };
  }
}
