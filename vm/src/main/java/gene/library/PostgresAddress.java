// Where a PostgreSQL server is and who asks: `host=… dbname=…` or a `postgresql://` address, with PostgreSQL's defaults.
package gene.library;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

final class PostgresAddress {
  private static final Map<String, String> VARIABLES = Map.of("host", "PGHOST", "port", "PGPORT", "dbname", "PGDATABASE", "user", "PGUSER",
      "password", "PGPASSWORD", "sslmode", "PGSSLMODE", "application_name", "PGAPPNAME", "connect_timeout", "PGCONNECT_TIMEOUT", "options", "PGOPTIONS");
  // What the driver calls them.
  private static final Map<String, String> PROPERTIES = Map.of("user", "user", "password", "password", "sslmode", "sslmode",
      "application_name", "ApplicationName", "connect_timeout", "connectTimeout", "options", "options", "sslrootcert", "sslrootcert",
      "sslcert", "sslcert", "sslkey", "sslkey");

  private final Map<String, String> settings = new LinkedHashMap<>();

  private PostgresAddress() {}

  /** @throws IllegalArgumentException saying what is wrong with the text */
  static PostgresAddress parse(String text, Map<String, String> environment) {
    var address = new PostgresAddress();
    VARIABLES.forEach((key, variable) -> {
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        address.settings.put(key, value);
      }
    });
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      address.readUri(text);
    } else {
      address.readPairs(text);
    }
    address.settings.computeIfAbsent("user", k -> environment.getOrDefault("USER", "postgres"));
    address.settings.computeIfAbsent("dbname", k -> address.settings.get("user"));
    address.check();
    return address;
  }

  String url() {
    String host = settings.getOrDefault("hostaddr", settings.getOrDefault("host", "localhost"));
    return "jdbc:postgresql://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + settings.getOrDefault("port", "5432") + "/"
        + java.net.URLEncoder.encode(settings.get("dbname"), StandardCharsets.UTF_8);
  }

  Properties properties() {
    var properties = new Properties();
    PROPERTIES.forEach((key, name) -> {
      if (settings.containsKey(key)) {
        properties.setProperty(name, settings.get(key));
      }
    });
    // Texts have no type until the server finds one for them, and rows come as the server writes them.
    properties.setProperty("stringtype", "unspecified");
    properties.setProperty("binaryTransfer", "false");
    properties.setProperty("prepareThreshold", "0");
    return properties;
  }

  private void check() {
    for (String key : settings.keySet()) {
      if (!PROPERTIES.containsKey(key) && !key.equals("host") && !key.equals("hostaddr") && !key.equals("port") && !key.equals("dbname")) {
        throw new IllegalArgumentException("invalid connection option \"" + key + "\"");
      }
    }
    if (settings.getOrDefault("host", "").startsWith("/")) {
      throw new IllegalArgumentException("sockets in the file system are not supported: use host=localhost");
    }
    if (!settings.getOrDefault("port", "5432").matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("invalid port number: \"" + settings.get("port") + "\"");
    }
  }

  /** `key=value key='quoted \' value'` */
  private void readPairs(String text) {
    int i = 0;
    while (true) {
      i = skipBlanks(text, i);
      if (i >= text.length()) {
        return;
      }
      int equals = text.indexOf('=', i);
      if (equals < 0) {
        throw new IllegalArgumentException("missing \"=\" after \"" + text.substring(i).strip() + "\"");
      }
      String key = text.substring(i, equals).strip();
      i = skipBlanks(text, equals + 1);
      var value = new StringBuilder();
      boolean quoted = i < text.length() && text.charAt(i) == '\'';
      i += quoted ? 1 : 0;
      while (i < text.length() && (quoted ? text.charAt(i) != '\'' : !Character.isWhitespace(text.charAt(i)))) {
        if (text.charAt(i) == '\\' && i + 1 < text.length()) {
          i++;
        }
        value.append(text.charAt(i++));
      }
      if (quoted && i >= text.length()) {
        throw new IllegalArgumentException("unterminated quoted string");
      }
      i += quoted ? 1 : 0;
      put(key, value.toString());
    }
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private void readUri(String text) {
    try {
      var uri = new URI(text);
      if (uri.getRawUserInfo() != null) {
        String[] parts = uri.getRawUserInfo().split(":", 2);
        put("user", decode(parts[0]));
        if (parts.length > 1) {
          put("password", decode(parts[1]));
        }
      }
      put("host", uri.getHost());
      put("port", uri.getPort() < 0 ? null : String.valueOf(uri.getPort()));
      String path = uri.getRawPath();
      put("dbname", path == null || path.length() < 2 ? null : decode(path.substring(1)));
      for (String pair : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private void put(String key, String value) {
    if (value != null && !value.isEmpty()) {
      settings.put(key, value);
    }
  }
}
