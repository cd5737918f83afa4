// Keeps the interpreter's loop below the size at which HotSpot stops compiling a method.
package gene.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InterpreterSizeTest {
  // HotSpot never compiles a method of more than 8,000 bytes (-XX:HugeMethodLimit); this leaves room to notice.
  private static final int LIMIT = 7_500;

  @Test
  void theLoopStaysSmallEnoughToBeCompiled() throws IOException {
    staysSmall("Interpreter");
    staysSmall("RecordingLoop");
  }

  private static void staysSmall(String loop) throws IOException {
    Map<String, Integer> lengths = lengthsOf("gene/vm/" + loop + ".class");
    var longest = lengths.entrySet().stream().max(Comparator.comparingInt(Map.Entry::getValue)).orElseThrow();
    assertTrue(longest.getValue() <= LIMIT, () -> loop + "." + longest.getKey() + " has " + longest.getValue()
        + " bytes of bytecode, more than " + LIMIT + ": move rare instructions to methods of their own");
  }

  @Test
  void theReaderOfClassFilesSeesEveryMethod() throws IOException {
    Map<String, Integer> lengths = lengthsOf("gene/architecture/InterpreterSizeTest.class");
    assertEquals(5, lengths.get("<init>()V"), "aload_0, invokespecial, return");
    assertTrue(lengths.get("staysSmall(Ljava/lang/String;)V") > 30);
  }

  private static Map<String, Integer> lengthsOf(String name) throws IOException {
    try (InputStream in = InterpreterSizeTest.class.getClassLoader().getResourceAsStream(name)) {
      assertNotNull(in, name + " is not on the class path");
      return ClassFile.codeLengths(in);
    }
  }
}
