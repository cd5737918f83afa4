// Where a launched program has its standard streams.
package gene.dap;

import gene.debug.DebugException;

enum Console {
  /** In the client's debug console; the program runs in this process. */
  INTERNAL("internalConsole", ""),
  /** In a terminal that the client opens; the program has a process of its own there. */
  INTEGRATED("integratedTerminal", "integrated"),
  EXTERNAL("externalTerminal", "external");

  private final String word;
  /** The protocol's word for the terminal. */
  final String kind;

  Console(String word, String kind) {
    this.word = word;
    this.kind = kind;
  }

  static Console of(String word) {
    for (Console c : values()) {
      if (c.word.equals(word)) {
        return c;
      }
    }
    throw new DebugException("`console` of the launch configuration is internalConsole, integratedTerminal or externalTerminal, not " + word);
  }
}
