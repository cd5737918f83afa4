// Files, folders and paths. Every path is resolved against the VM's own folder.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class FileFunctions implements NativeModule {
  private static final int READ = 0, WRITE_TEXT = 1, WRITE = 2, APPEND = 3, READ_LINES = 4, READER = 5, EXISTS = 6, DELETE = 7;
  private static final int NEW = 8, FILE_READ = 9, FILE_WRITE = 10, READER_LINE = 11, READER_CLOSE = 12;
  private static final int DIR_CREATE = 13, DIR_EXISTS = 14, DIR_DELETE = 15, DIR_LIST = 16;
  private static final int JOIN = 17, ABS = 18, BASENAME = 19, DIRNAME = 20, EXT = 21, READ_ASYNC = 22, WRITE_ASYNC = 23;
  private static final OpenOption[] REPLACE = {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE};
  private static final OpenOption[] ADD = {StandardOpenOption.CREATE, StandardOpenOption.APPEND};

  /** What `(File/reader path)` gives. */
  private record FileReader(BufferedReader reader) implements Opaque {
    @Override
    public String typeofName() {
      return "FileReader";
    }

    @Override
    public String className() {
      return "FileReader";
    }

    @Override
    public String display() {
      return "VkInstance";
    }
  }

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "File", "Object", NEW, "A file by its path: `(new File path)`; functions on files are its members.");
    to.builtinClass("", "Dir", "Object", -1, "Functions on folders.");
    to.builtinClass("", "FileReader", "Object", -1, "Reads a file line by line.");
    to.function("io", "read", READ, "[path: String] -> String", "The whole text of a file.");
    to.function("io", "write", WRITE_TEXT, "[path: String text: String] -> Nil", "Replaces the text of a file.");
    to.function("File", "read", READ, "[path: String] -> String", "The whole text of a file.");
    to.function("File", "write", WRITE, "[path: String content] -> Nil", "Replaces the content of a file by the display text of a value.");
    to.function("File", "append", APPEND, "[path: String content] -> Nil", "Appends the display text of a value to a file, which is created if need be.");
    to.function("File", "read_lines", READ_LINES, "[path: String] -> Array", "The lines of a file without their line ends.");
    to.function("File", "reader", READER, "[path: String] -> FileReader", "Opens a file for reading line by line.");
    to.function("File", "exists", EXISTS, "[path: String] -> Bool", "Whether there is a file (not a folder) of this path.");
    to.function("File", "delete", DELETE, "[path: String] -> Nil", "Deletes a file if there is one.");
    to.function("io", "read_async", READ_ASYNC, "[path: String] -> Future", "A future of the whole text of a file.");
    to.function("io", "write_async", WRITE_ASYNC, "[path: String text: String] -> Future", "Begins to replace the text of a file; a future of nil.");
    to.function("File", "read_async", READ_ASYNC, "[path: String] -> Future", "A future of the whole text of a file.");
    to.function("File", "write_async", WRITE_ASYNC, "[path: String text: String] -> Future", "Begins to replace the text of a file; a future of nil.");
    to.preludeFunction("File", "each_line", "[path: String f] -> Nil", "Calls `(f line)` for each line of a file.");
    to.method("File", "read", FILE_READ, "[] -> String", "The whole text of the file.");
    to.method("File", "write", FILE_WRITE, "[content] -> Nil", "Replaces the content of the file.");
    to.method("FileReader", "read_line", READER_LINE, "[] -> Any", "The next line without its line end, `nil` at the end.");
    to.method("FileReader", "close", READER_CLOSE, "[] -> Nil", "Closes the file.");
    to.function("Dir", "create", DIR_CREATE, "[path: String] -> Nil", "Creates a folder and those above it.");
    to.function("Dir", "exists", DIR_EXISTS, "[path: String] -> Bool", "Whether there is a folder of this path.");
    to.function("Dir", "delete", DIR_DELETE, "[path: String] -> Nil", "Deletes a folder with everything in it, if there is one.");
    to.function("Dir", "list", DIR_LIST, "[path: String] -> Array", "The paths in a folder, sorted; none when it is absent.");
    to.function("io", "path_join", JOIN, "[first second rest...] -> String", "Joins parts by one `/`; resolves `.` and `..`.");
    to.function("io", "path_abs", ABS, "[path: String] -> String", "The absolute path, not normalized.");
    to.function("io", "path_basename", BASENAME, "[path: String] -> String", "What follows the last `/`.");
    to.function("io", "path_dirname", DIRNAME, "[path: String] -> String", "What stands before the last `/`; `.` for a bare name.");
    to.function("io", "path_ext", EXT, "[path: String] -> String", "The last extension with its dot, or `\"\"`.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case READ -> read(a, path(a, "read"));
      case WRITE_TEXT -> write(a, path(a, "write"), a.string(1, "File/write requires string content"), REPLACE);
      case WRITE -> writeDisplay(a, path(a, "write"), 1, REPLACE);
      case APPEND -> writeDisplay(a, path(a, "append"), 1, ADD);
      case READ_ASYNC -> readAsync(a, path(a, "read_async"));
      case WRITE_ASYNC -> writeAsync(a, path(a, "write_async"), a.string(1, "File/write_async requires string content"));
      case READ_LINES -> GeneArray.of((List<?>) text(a.vm(), path(a, "read_lines")).lines().toList());
      case READER -> open(a, path(a, "reader"));
      case EXISTS -> a.ret(Files.isRegularFile(at(a.vm(), path(a, "exists"))));
      case DELETE -> delete(a, path(a, "delete"));
      case NEW -> construct(a);
      case FILE_READ -> read(a, ownPath(a));
      case FILE_WRITE -> writeDisplay(a, ownPath(a), 0, REPLACE);
      case READER_LINE -> readLine((FileReader) a.self());
      case READER_CLOSE -> close((FileReader) a.self());
      case DIR_CREATE, DIR_EXISTS, DIR_DELETE, DIR_LIST -> folder(id, a);
      default -> paths(id, a);
    };
  }

  private static Object folder(int id, Args a) {
    String p = a.string(0, "Dir/" + (id == DIR_CREATE ? "create" : id == DIR_EXISTS ? "exists" : id == DIR_DELETE ? "delete" : "list") + " requires a string path");
    Path dir = at(a.vm(), p);
    try {
      switch (id) {
        case DIR_CREATE -> Files.createDirectories(dir);
        case DIR_EXISTS -> {
          return a.ret(Files.isDirectory(dir));
        }
        case DIR_DELETE -> deleteTree(dir);
        default -> {
          return list(p, dir);
        }
      }
    } catch (IOException e) {
      throw Raise.io("Failed to " + (id == DIR_CREATE ? "create" : id == DIR_DELETE ? "delete" : "list") + " folder '" + p + "': " + reason(e));
    }
    return Special.NIL;
  }

  private static Object list(String p, Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return GeneArray.of();
    }
    try (var entries = Files.list(dir)) {
      return GeneArray.of((List<?>) entries.map(e -> (p.endsWith("/") ? p : p + "/") + e.getFileName()).sorted().toList());
    }
  }

  private static void deleteTree(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return;
    }
    List<Path> all;
    try (var tree = Files.walk(dir)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private static Object paths(int id, Args a) {
    if (id == JOIN) {
      a.require(2, "io/path_join requires at least 2 arguments");
      var parts = new ArrayList<String>();
      for (int i = 0; i < a.count(); i++) {
        parts.add(a.string(i, "io/path_join requires string paths"));
      }
      return FilePaths.join(parts);
    }
    String name = id == ABS ? "path_abs" : id == BASENAME ? "path_basename" : id == DIRNAME ? "path_dirname" : "path_ext";
    String p = a.string(0, "io/" + name + " requires a string path");
    return switch (id) {
      case ABS -> at(a.vm(), p).toString();
      case BASENAME -> FilePaths.basename(p);
      case DIRNAME -> FilePaths.dirname(p);
      default -> FilePaths.extension(p);
    };
  }

  private static String path(Args a, String function) {
    return a.string(0, "File/" + function + " requires a string path");
  }

  private static String ownPath(Args a) {
    return ((Instance) a.self()).get("path") instanceof String s ? s : "";
  }

  static Path at(Vm vm, String p) {
    try {
      return vm.workingFolder().resolve(p);
    } catch (InvalidPathException e) {
      throw Raise.io("'" + p + "' is no path: " + e.getReason());
    }
  }

  private static Object construct(Args a) {
    var file = new Instance((GeneClass) a.self());
    a.store().setField(file, "path", a.string(0, "File requires a string path"));
    return file;
  }

  private static Object read(Args a, String p) {
    return text(a.vm(), p);
  }

  private static Object readAsync(Args a, String p) {
    Path file = at(a.vm(), p);
    return a.vm().scheduler().start("read file '" + p + "'", () -> text(file, p));
  }

  private static Object writeAsync(Args a, String p, String text) {
    Path file = at(a.vm(), p);
    return a.vm().scheduler().start("write file '" + p + "'", () -> write(file, p, text, REPLACE));
  }

  static String text(Vm vm, String p) {
    return text(at(vm, p), p);
  }

  private static String text(Path file, String p) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Raise.io("Failed to read file '" + p + "': " + reason(e));
    }
  }

  private static Object writeDisplay(Args a, String p, int index, OpenOption[] options) {
    a.require(index + 1, "File/write requires content");
    return Texts.of(a.get(index), Rendering.Form.DISPLAY, text -> write(a, p, text, options));
  }

  private static Object write(Args a, String p, String text, OpenOption[] options) {
    return write(at(a.vm(), p), p, text, options);
  }

  private static Object write(Path file, String p, String text, OpenOption[] options) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, options);
      return Special.NIL;
    } catch (IOException e) {
      throw Raise.io("Failed to write file '" + p + "': " + reason(e));
    }
  }

  private static Object delete(Args a, String p) {
    try {
      Files.deleteIfExists(at(a.vm(), p));
      return Special.NIL;
    } catch (IOException e) {
      throw Raise.io("Failed to delete file '" + p + "': " + reason(e));
    }
  }

  private static Object open(Args a, String p) {
    try {
      return new FileReader(Files.newBufferedReader(at(a.vm(), p), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Raise.io("Failed to open file '" + p + "': " + reason(e));
    }
  }

  private static Object readLine(FileReader r) {
    try {
      String line = r.reader().readLine();
      return line == null ? Special.NIL : line;
    } catch (IOException e) {
      throw Raise.io("Failed to read a line: " + reason(e));
    }
  }

  private static Object close(FileReader r) {
    try {
      r.reader().close();
      return Special.NIL;
    } catch (IOException e) {
      throw Raise.io("Failed to close a file: " + reason(e));
    }
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof CharacterCodingException) {
      return "the content is not UTF-8 text";
    } else if (e instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    } else if (e instanceof DirectoryNotEmptyException) {
      return "it is a folder that is not empty";
    }
    String message = e.getMessage();
    return message == null ? "input or output failed" : message.substring(message.lastIndexOf(": ") + 1).strip();
  }
}
