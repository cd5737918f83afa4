// A Gene value: its type, its properties (named `^key`), and its children by index.
package gene.debug;

import gene.data.Gene;
import gene.data.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class GeneParts extends ListParts {
  private final Gene gene;
  private final NamedParts named;

  GeneParts(Gene gene) {
    super(view(gene.children()));
    this.gene = gene;
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("type", gene.type());
    gene.props().entries().forEach((k, v) -> parts.put("^" + k, v));
    this.named = new NamedParts(parts, "the type of a Gene value");
  }

  @Override
  public int namedCount() {
    return named.namedCount();
  }

  @Override
  public List<Variable> named(int from, int to) {
    return named.named(from, to);
  }

  @Override
  public void assign(Store store, String name, Object value) {
    if (name.startsWith("^")) {
      store.setProp(gene, named.existing(name).substring(1), value);
    } else if (name.equals("type")) {
      named.assign(store, name, value);
    } else {
      store.setChild(gene, index(name), value);
    }
  }

  @Override
  public List<Place> places(String name) {
    return name.startsWith("^") ? List.of(new Place(gene, named.existing(name).substring(1)))
        : name.equals("type") ? List.of() : List.of(new Place(gene, index(name)), new Place(gene.children(), index(name)));
  }
}
