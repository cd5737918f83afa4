// Colours of reports; plain text where nobody sees colours.
package gene.cli;

record Paint(boolean on) {
  String error(String text) {
    return wrap("1;31", text);
  }

  String warning(String text) {
    return wrap("1;33", text);
  }

  String note(String text) {
    return wrap("1;36", text);
  }

  /** What is not the program's own text: margins, arrows. */
  String margin(String text) {
    return wrap("34", text);
  }

  String strong(String text) {
    return wrap("1", text);
  }

  private String wrap(String code, String text) {
    return on && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
