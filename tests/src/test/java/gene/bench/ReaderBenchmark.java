// How fast a large program is read, and how fast a keystroke in the middle of it is taken in.
package gene.bench;

import gene.source.Source;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ReaderBenchmark {
  private static final int SIZE = 5_000_000;
  private static final String FUNCTION = """
      # The total of %1$d.
      (fn total_%1$d [items ^rate = 0.2, name: String]
        (var sum 0)
        (for item in items
          (if (item/price > 10.5)
            (sum += (item/price * item/quantity))
           else
            (println #"skipped #{item/name}: #{(sum + 1)}" "text" {^id %1$d ^^ok ^tags ["a" 'b' `sym]})))
        (items .map (x -> (x * 2)); .filter ok?)
        sum)

      """;

  private Source source;
  private Source edited;
  private Tree tree;
  private int middle;

  @Setup
  public void generate() {
    var text = new StringBuilder(SIZE + FUNCTION.length());
    for (int i = 0; text.length() < SIZE; i++) {
      text.append(FUNCTION.formatted(i));
    }
    source = Source.of("large.gene", text.toString());
    tree = Reader.read(source);
    if (tree.hasErrors()) {
      throw new IllegalStateException("the generated program is not correct: " + tree.diagnostics().get(0));
    }
    middle = text.indexOf("sum + 1", SIZE / 2);
    edited = Source.of("large.gene", text.insert(middle, "x").toString());
  }

  /** 5 MB: at 20 MB/s this takes 250 ms. */
  @Benchmark
  public Tree readsFiveMegabytes() {
    return Reader.read(source);
  }

  @Benchmark
  public Tree rereadsAfterAKeystroke() {
    return Reader.reread(tree, edited, middle, 0, 1);
  }
}
