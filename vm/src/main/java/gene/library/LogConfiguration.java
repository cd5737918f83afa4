// What `config/logging.gene` says: levels and sinks by the prefix of a logger's name.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Printer;
import gene.data.Raise;
import gene.vm.Vm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A fault in it costs a warning and what it stands for, never the program. */
final class LogConfiguration {
  private static final String FILE = "config/logging.gene";

  /** What holds for a logger; null where the next shorter prefix decides. */
  private record Rule(LogLevel level, List<LogSink> sinks) {}

  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, LogSink> sinks = new HashMap<>();
  private final Consumer<String> warn;
  private LogLevel level = LogLevel.INFO;
  private List<LogSink> targets = List.of(LogSink.DEFAULT);

  private LogConfiguration(Consumer<String> warn) {
    this.warn = warn;
  }

  static LogConfiguration of(Vm vm) {
    var configuration = new LogConfiguration(message -> vm.err().print("Warning: " + FILE + ": " + message + "\n"));
    Path file = vm.workingFolder().resolve(FILE);
    if (Files.isRegularFile(file)) {
      try {
        List<Object> data = ReadData.all(FILE, FileFunctions.text(vm, FILE));
        if (data.size() == 1 && data.get(0) instanceof GeneMap map) {
          configuration.read(vm, map);
        } else {
          configuration.warn.accept("one map is expected");
        }
      } catch (Raise unreadable) {
        configuration.warn.accept(unreadable.getMessage());
      }
    }
    return configuration;
  }

  LogLevel level(String name) {
    for (String prefix = name; prefix != null; prefix = shorter(prefix)) {
      Rule rule = rules.get(prefix);
      if (rule != null && rule.level() != null) {
        return rule.level();
      }
    }
    return level;
  }

  List<LogSink> sinks(String name) {
    for (String prefix = name; prefix != null; prefix = shorter(prefix)) {
      Rule rule = rules.get(prefix);
      if (rule != null && rule.sinks() != null) {
        return rule.sinks();
      }
    }
    return targets;
  }

  /** Without its last part; null when it has only one. */
  private static String shorter(String prefix) {
    int slash = prefix.lastIndexOf('/');
    return slash < 0 ? null : prefix.substring(0, slash);
  }

  private void read(Vm vm, GeneMap map) {
    for (var entry : entries(map.get("sinks"), "^sinks").entrySet()) {
      LogSink sink = sink(vm, entry.getKey(), entry.getValue());
      if (sink != null) {
        sinks.put(entry.getKey(), sink);
      }
    }
    if (map.has("level")) {
      LogLevel stated = level(map.get("level"), "^level");
      level = stated == null ? level : stated;
    }
    if (map.has("targets")) {
      targets = targets(map.get("targets"), "^targets");
    } else if (!sinks.isEmpty()) {
      targets = List.copyOf(sinks.values());
    }
    for (var entry : entries(map.get("loggers"), "^loggers").entrySet()) {
      String where = "logger " + entry.getKey();
      if (entry.getValue() instanceof GeneMap rule) {
        rules.put(entry.getKey(), new Rule(rule.has("level") ? level(rule.get("level"), where) : null,
            rule.has("targets") ? targets(rule.get("targets"), where) : null));
      } else {
        rules.put(entry.getKey(), new Rule(level(entry.getValue(), where), null));
      }
    }
    map.entries().keySet().stream().filter(key -> !List.of("level", "sinks", "targets", "loggers").contains(key))
        .forEach(key -> warn.accept("^" + key + " is not known"));
  }

  private Map<String, Object> entries(Object value, String where) {
    if (value instanceof GeneMap map) {
      return map.entries();
    } else if (value != null) {
      warn.accept(where + " must be a map");
    }
    return Map.of();
  }

  private LogLevel level(Object value, String where) {
    String name = Arguments.findName(value);
    LogLevel found = name == null ? null : LogLevel.find(name);
    if (found == null) {
      warn.accept(where + ": " + Printer.code(value) + " is no level: ERROR, WARN, INFO, DEBUG or TRACE");
    }
    return found;
  }

  private List<LogSink> targets(Object value, String where) {
    if (!(value instanceof GeneArray names)) {
      warn.accept(where + ": targets must be an array");
      return null;
    }
    var chosen = new ArrayList<LogSink>();
    for (int i = 0; i < names.size(); i++) {
      String name = Arguments.findName(names.get(i));
      LogSink sink = name == null ? null : sinks.get(name);
      if (sink != null) {
        chosen.add(sink);
      } else if (name != null && name.equals("console")) {
        chosen.add(LogSink.DEFAULT);
      } else {
        warn.accept(where + ": there is no sink " + Printer.code(names.get(i)));
      }
    }
    return chosen;
  }

  private LogSink sink(Vm vm, String name, Object value) {
    String where = "sink " + name;
    if (!(value instanceof GeneMap map)) {
      warn.accept(where + " must be a map");
      return null;
    }
    LogSink.Format format = format(map.get("format"), where);
    String type = text(map, "type", "console");
    if (type.equals("console")) {
      String stream = text(map, "stream", "stderr");
      if (!stream.equals("stderr") && !stream.equals("stdout")) {
        warn.accept(where + ": ^stream must be \"stderr\" or \"stdout\"");
      }
      return new LogSink(null, !stream.equals("stdout"), Boolean.TRUE.equals(map.get("color")), format);
    } else if (type.equals("file") && map.get("path") instanceof String path) {
      return new LogSink(FileFunctions.at(vm, path), false, false, format);
    }
    warn.accept(where + (type.equals("file") ? ": a file needs ^path" : ": ^type must be \"console\" or \"file\""));
    return null;
  }

  private LogSink.Format format(Object value, String where) {
    String name = value == null ? "verbose" : String.valueOf(Arguments.findName(value));
    return switch (name) {
      case "verbose" -> LogSink.Format.VERBOSE;
      case "concise" -> LogSink.Format.CONCISE;
      case "record" -> LogSink.Format.RECORD;
      default -> {
        warn.accept(where + ": ^format must be verbose, concise or record");
        yield LogSink.Format.VERBOSE;
      }
    };
  }

  private static String text(GeneMap map, String key, String absent) {
    String name = map.has(key) ? Arguments.findName(map.get(key)) : absent;
    return name == null ? "" : name;
  }
}
