// A hole `%x` of a quoted form; `%_x` is evaluated for its effect and dropped.
package gene.data;

public record Unquote(Object datum, boolean discard) {}
