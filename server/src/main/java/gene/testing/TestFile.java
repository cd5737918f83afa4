// A file with tests: its text, and the tests that it shows without being run.
package gene.testing;

import gene.analysis.Analysis;
import gene.analysis.TestOutline;
import gene.library.Builtins;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.Map;

/** @param shown how the file is called in ids */
public record TestFile(String shown, Source source, Analysis analysis, TestOutline outline) {
  /** @param environment what `comptime` sees */
  public static TestFile of(String shown, Source source, Map<String, String> environment) {
    Analysis analysis = Analysis.of(Reader.read(source), Builtins.table(), environment);
    return new TestFile(shown, source, analysis, TestOutline.of(analysis));
  }
}
