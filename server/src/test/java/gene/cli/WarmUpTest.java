// What `bin/gene` runs to learn which classes a start needs must come to its end, or the archive is made from half of it.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class WarmUpTest {
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aProgramIsRunEditedAndDebugged(@TempDir Path folder) throws IOException {
    assertTrue(WarmUp.run(folder));
  }
}
