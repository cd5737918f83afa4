// Puts a new content into a file so that nobody ever sees half of it, and nothing that others have written gets lost.
package gene.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

final class FileReplacement {
  private FileReplacement() {}

  /**
   * The new content is written beside the file and then takes its name; a link stays one, permissions stay.
   *
   * @param name what messages call the file
   * @param seen what the file held when the new content was made from it
   */
  static void write(Path path, String name, byte[] seen, String text) {
    try {
      Path file = path.toRealPath();
      if (!Files.isWritable(file)) {
        throw new Refusal("No permission to write the file: " + name);
      }
      Path fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
      try {
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        copyPermissions(file, fresh);
        if (!Arrays.equals(seen, Files.readAllBytes(file))) {
          throw new Refusal("The file was changed by somebody else meanwhile: " + name);
        }
        move(fresh, file);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (AccessDeniedException e) {
      throw new Refusal("No permission to write into the folder of the file: " + name);
    } catch (IOException e) {
      throw new Refusal("Cannot write the file: " + name + " (" + e.getMessage() + ")");
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    var old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    var fresh = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old != null && fresh != null) {
      fresh.setPermissions(old.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
