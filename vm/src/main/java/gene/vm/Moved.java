// Leaves the dispatch loop between two instructions, because the program stands elsewhere now or another loop is to run it.
package gene.vm;

final class Moved extends RuntimeException {
  Moved() {
    super(null, null, false, false);
  }
}
