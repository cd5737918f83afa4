// A request whose answer nobody wants any more: the client has cancelled it, or the program has gone on meanwhile. A person did nothing wrong, so it is not shown to one.
package gene.dap;

final class Overtaken extends RuntimeException {
  Overtaken(String message) {
    super(message, null, false, false);
  }
}
