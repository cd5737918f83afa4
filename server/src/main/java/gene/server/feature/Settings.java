// What the user has set for the server, by the client's configuration section `gene`.
package gene.server.feature;

import java.util.Map;

/**
 * @param parameterHints whether inlay hints name the parameters at calls
 * @param typeHints      whether they show types that are not written
 * @param lenses         whether code lenses are shown
 * @param diagnostics    whether problems are shown at all
 * @param autoImport     whether completion offers names of other files
 */
public record Settings(boolean parameterHints, boolean typeHints, boolean lenses, boolean diagnostics, boolean autoImport) {
  public static final Settings DEFAULT = new Settings(true, true, true, true, true);

  /** Of a JSON object with nested objects; what is not there, or no truth value, is as by default. */
  public static Settings of(Map<String, ?> section) {
    return new Settings(flag(section, "inlayHints", "parameters"), flag(section, "inlayHints", "types"), flag(section, "codeLens", "enabled"),
        flag(section, "diagnostics", "enabled"), flag(section, "completion", "autoImport"));
  }

  private static boolean flag(Map<String, ?> section, String group, String name) {
    return !(section.get(group) instanceof Map<?, ?> inner) || !(inner.get(name) instanceof Boolean given) || given;
  }
}
