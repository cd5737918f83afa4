// The commands: their names, and one line on each.
package gene.cli;

import java.util.Optional;
import java.util.function.Function;

enum Command {
  RUN("run", "", "FILE [ARGUMENT…]", "run a program", RunCommand::new),
  EVAL("eval", "e", "CODE…", "run code given as argument or on standard input", EvalCommand::new),
  REPL("repl", "r", "", "interactive session", ReplCommand::new),
  CHECK("check", "", "FILE…", "say what is wrong, without running", CheckCommand::new),
  PARSE("parse", "", "FILE…", "show the parsed forms", ParseCommand::new),
  COMPILE("compile", "", "FILE…", "compile to GIR, or show the instructions", CompileCommand::new),
  GIR("gir", "", "show FILE", "show a GIR file", GirCommand::new),
  PIPE("pipe", "", "CODE | FILE", "run code for each input line", PipeCommand::new),
  DESER("deser", "deserialize", "[FILE…]", "read serialized data", DeserCommand::new),
  FMT("fmt", "format", "[FILE…]", "format source", FmtCommand::new),
  TRACE("trace", "", "FILE [ARGUMENT…]", "run a program and show its instructions", TraceCommand::new),
  PROFILE("profile", "", "FILE [ARGUMENT…]", "run a program and show where its time goes", ProfileCommand::new),
  TEST("test", "", "[FILE…]", "run suites, tests and examples", TestCommand::new),
  RUN_EXAMPLES("run-examples", "", "FILE", "run the ^examples of functions", RunExamplesCommand::new),
  RENAME("rename", "", "PLACE NAME", "rename a thing in all files", RenameCommand::new),
  REFERENCES("references", "refs", "PLACE", "list the places that name a thing", ReferencesCommand::new),
  INDEX("index", "", "[FOLDER]", "write an index for code search (SCIP)", IndexCommand::new),
  DEPS("deps", "", "SUBCOMMAND", "packages: install, update, verify, gc, clean", DepsCommand::new),
  DOC("doc", "", "[FILE|NAME…]", "signatures and documentation of a module or a built-in", DocCommand::new),
  VIEW("view", "", "FILE", "browse a data file in the terminal", ViewCommand::new),
  LSP("lsp", "", "", "language server", LspCommand::new),
  DAP("dap", "", "", "debug adapter", DapCommand::new),
  HELP("help", "h", "[COMMAND]", "this overview, or the help of a command", HelpCommand::new),
  VERSION("version", "", "", "one line with the version", VersionCommand::new);

  private final String text;
  private final String alias;
  private final String operands;
  private final String summary;
  private final Function<Shell, Operation> maker;

  Command(String text, String alias, String operands, String summary, Function<Shell, Operation> maker) {
    this.text = text;
    this.alias = alias;
    this.operands = operands;
    this.summary = summary;
    this.maker = maker;
  }

  static Optional<Command> find(String word) {
    for (Command c : values()) {
      if (word.equals(c.text) || !c.alias.isEmpty() && word.equals(c.alias)) {
        return Optional.of(c);
      }
    }
    return switch (word) {
      case "-h", "--help" -> Optional.of(HELP);
      case "-V", "--version" -> Optional.of(VERSION);
      default -> Optional.empty();
    };
  }

  /** Whether everything after the first operand belongs to the program that this is. */
  boolean takesProgram() {
    return this == RUN || this == TRACE || this == PROFILE;
  }

  String text() {
    return text;
  }

  String alias() {
    return alias;
  }

  String operands() {
    return operands;
  }

  String summary() {
    return summary;
  }

  Operation make(Shell shell) {
    return maker.apply(shell);
  }
}
