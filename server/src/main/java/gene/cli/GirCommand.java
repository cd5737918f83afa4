// `gene gir show FILE`: what a compiled file says and holds.
package gene.cli;

import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.data.Printer;
import gene.bytecode.Datum;
import gene.gir.Gir;
import gene.gir.GirHeader;
import gene.gir.InvalidGir;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;

@CommandLine.Command(description = "Shows a compiled file: `gene gir show FILE`. `visualize` is the same.")
final class GirCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  private final Shell shell;

  GirCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      new CommandParser(Command.GIR, shell).usage();
      return 0;
    }
    switch (operands.get(0)) {
      case "show", "visualize" -> { }
      default -> throw new Refusal("Unknown subcommand for gir: " + operands.get(0));
    }
    if (operands.size() < 2) {
      throw new Refusal("Missing GIR file path. Usage: gene gir show <file>");
    }
    for (String name : operands.subList(1, operands.size())) {
      show(name);
    }
    return 0;
  }

  private void show(String name) {
    byte[] bytes;
    try {
      bytes = Inputs.content(shell, name);
    } catch (Refusal e) {
      throw e.getMessage().equals(Inputs.missing(name).getMessage()) ? new Refusal("GIR file not found: " + name) : e;
    }
    try {
      // A file of another compiler is shown too, as long as its instructions mean the same.
      shell.out().print(text(name, Gir.read(bytes, null, null)));
    } catch (InvalidGir e) {
      throw new Refusal("Loading GIR file: " + e.about(name));
    }
  }

  private static String text(String name, Gir gir) {
    GirHeader h = gir.header();
    var text = new StringBuilder();
    var time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    text.append("GIR File: ").append(name).append('\n');
    text.append("Compiler: ").append(h.compiler()).append('\n');
    text.append("VM ABI  : ").append(h.abi()).append('\n');
    text.append("Version : ").append(h.version()).append('\n');
    text.append("Flags   : debug=").append(h.options().debug()).append(", published=").append(h.options().published()).append('\n');
    text.append("Source  : hash=0x").append(HexFormat.of().formatHex(h.source())).append('\n');
    text.append("Timestamp: ").append(time.format(Instant.ofEpochSecond(h.timestamp()))).append("\n\n");
    var constants = new ArrayList<String>();
    Set<String> symbols = new LinkedHashSet<>();
    collect(gir.code(), constants, symbols);
    list(text, "Constants", constants);
    list(text, "Symbols", new ArrayList<>(symbols));
    text.append(ProfileListing.of(gir.profile()));
    return text.append(Disassembler.listing(gir.code(), Disassembler.Style.PRETTY, true, false)).toString();
  }

  private static void list(StringBuilder text, String title, List<String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    text.append(title).append(" (").append(entries.size()).append("):\n");
    for (int i = 0; i < entries.size(); i++) {
      text.append("  [").append(i).append("] ").append(entries.get(i)).append('\n');
    }
    text.append('\n');
  }

  /** The constants of all functions in their order, and each name that is looked up. */
  private static void collect(Code code, List<String> constants, Set<String> symbols) {
    for (int i = 0; i < code.constantCount(); i++) {
      Object constant = code.constant(i);
      constants.add(constant instanceof Datum d ? d.text() : Printer.code(constant));
    }
    for (int i = 0; i < code.siteCount(); i++) {
      if (code.site(i) instanceof gene.bytecode.Site.Name n && !n.name().isEmpty()) {
        symbols.add(n.name());
      } else if (code.site(i) instanceof gene.bytecode.Site.Call c && !c.name().isEmpty()) {
        symbols.add(c.name());
      } else if (code.site(i) instanceof gene.bytecode.Site.Member m) {
        symbols.add(m.key());
      }
    }
    for (int i = 0; i < code.codeCount(); i++) {
      collect(code.code(i), constants, symbols);
    }
  }
}
