// A command cannot do what it was asked: one line for the person who asked, after `Error: `; status 1.
package gene.cli;

final class Refusal extends RuntimeException {
  Refusal(String message) {
    super(message, null, false, false);
  }
}
