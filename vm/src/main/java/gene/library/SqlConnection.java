// An open database: statements with parameters, rows as arrays of texts.
package gene.library;

import gene.data.GeneArray;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Vm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Used by the thread of its VM only; closed by the program, or else when its VM ends. */
final class SqlConnection implements Opaque {
  /** Those that a program has not closed. */
  private static final class OpenDatabases implements AutoCloseable {
    final Set<SqlConnection> connections = new HashSet<>();

    @Override
    public void close() throws SQLException {
      for (SqlConnection c : connections) {
        c.connection.close();
      }
    }
  }

  private static final Pattern SQLITE = Pattern.compile("\\[SQLITE_\\w+\\]\\s*+[^(]*+\\((.*)\\)");

  private final Vm vm;
  private final OpenDatabases open;
  private final Connection connection;
  private final boolean postgres;

  /** @param postgres whether placeholders are `$1` and values have types of their own; else they are `?`, as SQLite has them */
  SqlConnection(Vm vm, Connection connection, boolean postgres) {
    this.vm = vm;
    this.open = vm.part(OpenDatabases.class, v -> new OpenDatabases());
    open.connections.add(this);
    this.connection = connection;
    this.postgres = postgres;
  }

  /** @param parameters nil, booleans, numbers and texts */
  GeneArray query(String sql, List<Object> parameters) {
    if (sql.isBlank()) {
      requireOpen();
      return GeneArray.of();
    }
    return run(sql, parameters, statement -> {
      if (!statement.execute()) {
        return GeneArray.of();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows(rows);
      }
    });
  }

  void execute(String sql, List<Object> parameters) {
    if (parameters.isEmpty()) {
      // Without parameters a text may hold several statements.
      executeAll(sql);
    } else {
      run(sql, parameters, statement -> {
        statement.execute();
        return null;
      });
    }
  }

  void executeAll(String sql) {
    requireOpen();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      blocking(statement, () -> postgres ? statement.execute(sql) : statement.executeUpdate(sql));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void close() {
    requireOpen();
    open.connections.remove(this);
    try {
      connection.close();
    } catch (SQLException e) {
      throw Raise.io("Failed to close database: " + message(e));
    }
  }

  boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, List<Object> given, Work<T> work) {
    requireOpen();
    try {
      SqlPlaceholders placed = postgres ? SqlPlaceholders.numbered(sql) : SqlPlaceholders.ordered(sql);
      try (PreparedStatement statement = connection.prepareStatement(placed.sql())) {
        statement.setEscapeProcessing(false);
        int wanted = postgres ? placed.highest() : statement.getParameterMetaData().getParameterCount();
        if (wanted != given.size()) {
          throw Raise.io("SQL execution failed: the statement has " + wanted + " parameters, got " + given.size() + " values");
        }
        int count = postgres ? placed.numbers().size() : wanted;
        for (int i = 1; i <= count; i++) {
          bind(statement, i, given.get(postgres ? placed.numbers().get(i - 1) - 1 : i - 1));
        }
        return blocking(statement, () -> work.run(statement));
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Whoever stops the VM cancels the statement. */
  private <T> T blocking(Statement statement, Callable<T> work) throws SQLException {
    var failure = new SQLException[1];
    T result = vm.block(statement::cancel, () -> {
      try {
        return work.call();
      } catch (SQLException e) {
        failure[0] = e;
        return null;
      }
    });
    if (failure[0] != null) {
      throw failure[0];
    }
    return result;
  }

  private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value == Special.NIL) {
      statement.setNull(index, java.sql.Types.NULL);
    } else if (value instanceof Boolean b) {
      if (postgres) {
        statement.setBoolean(index, b);
      } else {
        statement.setInt(index, b ? 1 : 0);
      }
    } else if (value instanceof Long n && n == n.intValue()) {
      // The narrow type converts itself to the wider ones; PostgreSQL does not convert the other way.
      statement.setInt(index, n.intValue());
    } else if (value instanceof Long n) {
      statement.setLong(index, n);
    } else if (value instanceof Double d) {
      statement.setDouble(index, d);
    } else {
      statement.setString(index, (String) value);
    }
  }

  private static GeneArray rows(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    var all = new ArrayList<GeneArray>();
    while (rows.next()) {
      var row = new ArrayList<String>(columns);
      for (int c = 1; c <= columns; c++) {
        String text = rows.getString(c);
        row.add(text == null ? "" : text);
      }
      all.add(GeneArray.of(row));
    }
    return GeneArray.of(all);
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw Raise.io("Connection is closed");
    }
  }

  private Raise failure(SQLException e) {
    return Raise.io(isOpen() ? "SQL execution failed: " + message(e) : "Connection is closed: " + message(e));
  }

  /** On one line; SQLite's driver puts a code and a remark of its own around what SQLite says. */
  static String message(SQLException e) {
    String text = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ");
    Matcher sqlite = SQLITE.matcher(text);
    return sqlite.matches() ? sqlite.group(1) : text;
  }

  @Override
  public String typeofName() {
    return "Connection";
  }

  @Override
  public String className() {
    return "Connection";
  }

  @Override
  public String display() {
    return "VkInstance";
  }
}
