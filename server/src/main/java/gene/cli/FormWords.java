// The words that begin special forms: what the session colours and completes besides names.
package gene.cli;

import java.util.List;

final class FormWords {
  /** A test asks the analysis whether each of them is one. */
  static final List<String> ALL = List.of("assert", "async", "await", "block", "break", "case", "class", "comptime", "continue", "ctor", "do",
      "enum", "eval", "export", "field", "fn", "for", "if", "if_not", "ifel", "import", "let", "loop", "method", "new", "ns",
      "object", "on_method_missing", "range", "repeat", "return", "throw", "try", "type", "typeof", "var", "while", "yield");

  private FormWords() {}
}
