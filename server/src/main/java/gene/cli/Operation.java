// A command with its options filled in.
package gene.cli;

import java.util.List;

interface Operation {
  /** @param operands what is no option
   *  @return the exit status */
  int run(List<String> operands);
}
