// The namespaces `genex/sqlite` and `genex/postgres`.
package gene.library;

import gene.data.Raise;
import gene.data.Rendering;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import gene.vm.Vm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

/** The drivers are named in the two methods that open: nothing of them is loaded before. */
final class SqlFunctions implements NativeModule {
  private static final int SQLITE = 0, POSTGRES = 1, QUERY = 2, EXEC = 3, BEGIN = 4, COMMIT = 5, ROLLBACK = 6, CLOSE = 7;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("genex", "Connection", "Object", -1, "An open database.");
    to.function("genex/sqlite", "open", SQLITE, "[path: String] -> Connection", "Opens a SQLite database, which is made if need be; `\":memory:\"` is one without a file.");
    to.function("genex/postgres", "open", POSTGRES, "[address: String] -> Connection",
        "Connects to a PostgreSQL server: `\"host=localhost port=5432 dbname=shop user=me password=secret\"` or `\"postgresql://me@localhost/shop\"`.");
    String places = " Placeholders are `?` in SQLite, `$1` in PostgreSQL.";
    to.method("Connection", "query", QUERY, "[sql: String parameters...] -> Array", "The rows that a statement gives, each an array of strings, NULL as `\"\"`." + places);
    to.method("Connection", "exec", EXEC, "[sql: String parameters...] -> Nil", "Runs a statement." + places);
    to.method("Connection", "begin", BEGIN, "[] -> Nil", "Begins a transaction.");
    to.method("Connection", "commit", COMMIT, "[] -> Nil", "Makes what the transaction did permanent.");
    to.method("Connection", "rollback", ROLLBACK, "[] -> Nil", "Undoes what the transaction did.");
    to.method("Connection", "close", CLOSE, "[] -> Nil", "Closes the database.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == SQLITE || id == POSTGRES) {
      return open(id, a);
    }
    SqlConnection self = Arguments.self(a, SqlConnection.class);
    switch (id) {
      case QUERY -> {
        return run(a, values -> self.query(values.sql(), values.parameters()));
      }
      case EXEC -> {
        return run(a, values -> {
          self.execute(values.sql(), values.parameters());
          return Special.NIL;
        });
      }
      case CLOSE -> self.close();
      default -> self.executeAll(a.callee().name().toUpperCase(java.util.Locale.ROOT));
    }
    return Special.NIL;
  }

  private static SqlConnection open(int id, Args a) {
    String where = a.string(0, id == SQLITE ? "database path must be a string" : "database address must be a string");
    try {
      return new SqlConnection(a.vm(), id == SQLITE ? sqlite(a.vm(), where) : postgres(a.vm(), where), id == POSTGRES);
    } catch (SQLException e) {
      throw Raise.io("Failed to open database: " + SqlConnection.message(e));
    } catch (IllegalArgumentException e) {
      throw Raise.io("Failed to open database: " + e.getMessage());
    }
  }

  private static Connection sqlite(Vm vm, String path) throws SQLException {
    String file = path.equals(":memory:") || path.startsWith("file:") ? path : vm.workingFolder().resolve(path).toString();
    return new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
  }

  private static Connection postgres(Vm vm, String address) throws SQLException {
    PostgresAddress to = PostgresAddress.parse(address, vm.environment());
    return new org.postgresql.Driver().connect(to.url(), to.properties());
  }

  private record Values(String sql, List<Object> parameters) {}

  /** Values of other kinds are passed as their literal texts. */
  private static Object run(Args a, Function<Values, Object> then) {
    String sql = a.string(0, a.callee().qualifiedName() + " requires a SQL string");
    Object[] given = Arrays.copyOfRange(a.all(), 1, a.count());
    boolean plain = Arrays.stream(given).allMatch(SqlFunctions::isPlain);
    if (plain) {
      return then.apply(new Values(sql, Arrays.asList(given)));
    }
    return Texts.all(given, Rendering.Form.CODE, texts -> {
      for (int i = 0; i < given.length; i++) {
        given[i] = isPlain(given[i]) ? given[i] : texts[i];
      }
      return then.apply(new Values(sql, Arrays.asList(given)));
    });
  }

  private static boolean isPlain(Object v) {
    return v == Special.NIL || v instanceof Boolean || v instanceof Long || v instanceof Double || v instanceof String;
  }
}
