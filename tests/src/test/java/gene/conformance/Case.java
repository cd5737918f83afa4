// One conformance program: what its comments demand of a run, and whether a run meets it.
package gene.conformance;

import gene.harness.GeneProcess.Outcome;
import gene.harness.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directives are those of `conformance/check`, which runs the same files against any executable:
 * `# => TEXT` a line of the output, `# !! TEXT` failure with this text on standard error, `# exit: N`, `# args: A B`,
 * `# stdin: TEXT`, `# env: K=V`. Lines are compared after trailing blanks are cut.
 *
 * @param name     the path below the folder of all cases
 * @param failures texts that standard error must contain, in any case; empty when the run must succeed
 */
record Case(String name, Path file, List<String> output, List<String> failures, int status, List<String> args,
            String stdin, Map<String, String> environment) {

  static Case read(Path base, Path file) {
    String text = Repository.read(file).replace("\r\n", "\n");
    List<String> failures = directives(text, "!!");
    List<String> exit = directives(text, "exit:");
    int status = exit.isEmpty() ? (failures.isEmpty() ? 0 : 1) : Integer.parseInt(exit.get(0).strip());
    var environment = new LinkedHashMap<String, String>();
    for (String setting : directives(text, "env:")) {
      int at = setting.indexOf('=');
      environment.put(setting.substring(0, at), setting.substring(at + 1));
    }
    var stdin = new StringBuilder();
    directives(text, "stdin:").forEach(line -> stdin.append(line).append('\n'));
    return new Case(Repository.name(base, file), file,
        directives(text, "=>").stream().map(String::stripTrailing).toList(), failures, status,
        directives(text, "args:").stream().flatMap(line -> Arrays.stream(line.strip().split("\\s+"))).toList(),
        stdin.toString(), environment);
  }

  /** Why the outcome is not what the case demands; empty when it is. */
  Optional<String> shortcoming(Outcome outcome) {
    String err = outcome.err().strip();
    List<String> actual = lines(outcome.out());
    for (int i = 0; i < Math.max(actual.size(), output.size()); i++) {
      String want = i < output.size() ? "'" + output.get(i) + "'" : "nothing more";
      String got = i < actual.size() ? "'" + actual.get(i) + "'" : "nothing more";
      if (!want.equals(got)) {
        return Optional.of("line " + (i + 1) + " of the output: want " + want + ", got " + got + on(err));
      }
    }
    for (String text : failures) {
      if (!err.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of("standard error lacks '" + text + "'" + on(err));
      }
    }
    if (outcome.status() != status) {
      return Optional.of("exit status " + outcome.status() + ", want " + status + on(err));
    }
    return Optional.empty();
  }

  private static String on(String err) {
    return err.isEmpty() ? "" : "\nstandard error:\n" + err;
  }

  private static List<String> lines(String out) {
    var lines = new ArrayList<String>();
    for (String line : out.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      lines.add(line.stripTrailing());
    }
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static List<String> directives(String text, String key) {
    var pattern = Pattern.compile("^[^\\n]*?# " + Pattern.quote(key) + "(?: (.*))?$", Pattern.MULTILINE | Pattern.UNIX_LINES);
    return pattern.matcher(text).results().map(m -> m.group(1) == null ? "" : m.group(1)).toList();
  }
}
