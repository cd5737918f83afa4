// Where a datum was read: the source and the absolute span of its form.
package gene.source;

public record Origin(Source source, int start, int end) {
  public Span span() {
    return new Span(start, end);
  }

  @Override
  public String toString() {
    return source.place(start);
  }
}
