// Reads program texts: from files and standard input, as UTF-8, with one clear line for whatever is in the way.
package gene.cli;

import gene.source.Source;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

final class Inputs {
  private static final String STDIN = "<stdin>";
  static final String STDIN_OPERAND = "-";

  private Inputs() {}

  /** The file of a command line; `-` is standard input. */
  static Source source(Shell shell, String name) {
    return name.equals(STDIN_OPERAND) ? standardInput(shell, STDIN) : file(shell, name);
  }

  /** A text with everything that belongs to its encoding, and the bytes it was read from. */
  record Raw(String text, byte[] bytes) {}

  static Raw raw(Shell shell, String name) {
    byte[] bytes = bytes(path(shell, name), name);
    return new Raw(decoded(bytes, name), bytes);
  }

  static Raw rawStandardInput(Shell shell) {
    byte[] bytes = standardInput(shell);
    return new Raw(decoded(bytes, "standard input"), bytes);
  }

  static Source file(Shell shell, String name) {
    Path path = path(shell, name);
    return new Source(identity(path), name, text(bytes(path, name), name));
  }

  /** The bytes of a file. */
  static byte[] content(Shell shell, String name) {
    return bytes(path(shell, name), name);
  }

  /** The text of standard input. */
  static Source standardInput(Shell shell, String name) {
    return Source.of(name, text(standardInput(shell), "standard input"));
  }

  private static byte[] standardInput(Shell shell) {
    try {
      return shell.in().readAllBytes();
    } catch (IOException e) {
      throw new Refusal("Cannot read standard input: " + e.getMessage());
    }
  }

  /** The file, against the folder of the shell; a name that no file can have is that of a missing one. */
  static Path path(Shell shell, String name) {
    try {
      return shell.folder().resolve(name);
    } catch (InvalidPathException e) {
      throw missing(name);
    }
  }

  static Refusal missing(String name) {
    return new Refusal("File not found: " + name);
  }

  /** What a command reads that was given files, or nothing and then reads standard input. */
  static List<Source> all(Shell shell, List<String> names, String nothing) {
    if (names.isEmpty()) {
      if (shell.isTerminal(Terminals.IN)) {
        throw new Refusal(nothing);
      }
      return List.of(standardInput(shell, STDIN));
    }
    return names.stream().map(n -> source(shell, n)).toList();
  }

  private static byte[] bytes(Path path, String name) {
    try {
      if (Files.isDirectory(path)) {
        throw new Refusal("Not a file but a folder: " + name);
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw missing(name);
    } catch (AccessDeniedException e) {
      throw new Refusal("No permission to read the file: " + name);
    } catch (IOException e) {
      String why = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
      throw new Refusal("Cannot read the file: " + name + " (" + why + ")");
    } catch (OutOfMemoryError e) {
      throw new Refusal("The file is too large to be read: " + name);
    }
  }

  private static String identity(Path path) {
    try {
      return path.toRealPath().toString();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize().toString();
    }
  }

  private static String text(byte[] bytes, String name) {
    String text = decoded(bytes, name);
    // Editors put a byte order mark there; it belongs to the encoding, not to the text.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decoded(byte[] bytes, String name) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Wrong bytes become this character; a text may also contain it.
    if (text.indexOf('\uFFFD') >= 0) {
      int wrong = firstWrongByte(bytes);
      if (wrong >= 0) {
        throw new Refusal("Not a text in UTF-8: " + name + " (byte " + (wrong + 1) + ", line " + line(bytes, wrong) + ")");
      }
    }
    return text;
  }

  private static int firstWrongByte(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(1 << 13);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        return in.position();
      } else if (result.isUnderflow()) {
        return -1;
      }
      out.clear();
    }
  }

  private static int line(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
