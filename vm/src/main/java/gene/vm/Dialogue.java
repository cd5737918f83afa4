// A person, or a pipe, who gives a session its inputs and hears what came of them.
package gene.vm;

import gene.source.Source;
import java.util.Optional;

public interface Dialogue extends AutoCloseable {
  /** The next input; empty when the session is to end. It may block. */
  Optional<Source> next();

  void show(Source input, Object value);

  void tell(Fault fault);

  @Override
  void close();
}
