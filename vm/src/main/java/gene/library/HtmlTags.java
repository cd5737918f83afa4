// The namespace `genex/html/tags`: a function for each element, which gives its text.
package gene.library;

import gene.data.GeneMap;
import gene.data.Rendering;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Texts;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;

/** Importing `genex/html`, or anything below it, makes the functions global. */
final class HtmlTags implements NativeModule {
  static final String NAMESPACE = "genex/html/tags";
  private static final String[] CONTAINERS = {"HTML", "HEAD", "TITLE", "BODY", "DIV", "SPAN", "P", "H1", "H2", "H3", "UL", "OL", "LI", "FORM",
    "BUTTON", "LABEL", "A", "TABLE", "TR", "TD", "TH", "HEADER", "FOOTER", "SCRIPT", "STYLE", "SVG"};
  private static final String[] EMPTY = {"INPUT", "IMG", "LINK", "META", "LINE"};
  private static final int CONTAINER = 0, VOID = 1;

  @Override
  public void declare(Declarations to) {
    for (String tag : CONTAINERS) {
      to.function(NAMESPACE, tag, CONTAINER, "[children...] -> String",
          "The text of an element `" + tag.toLowerCase(Locale.ROOT) + "`: properties become attributes, children its content, which is not escaped.");
    }
    for (String tag : EMPTY) {
      to.function(NAMESPACE, tag, VOID, "[] -> String",
          "The text of an element `" + tag.toLowerCase(Locale.ROOT) + "`, which has no content: properties become attributes.");
    }
  }

  @Override
  public Object call(int id, Args a) {
    String tag = a.callee().name().toLowerCase(Locale.ROOT);
    var attributes = new ArrayList<Map.Entry<String, Object>>();
    if (a.keywords() != null) {
      a.keywords().entries().entrySet().stream().filter(e -> !e.getKey().startsWith("_")).forEach(attributes::add);
    }
    Object[] children = id == CONTAINER ? a.all() : new Object[0];
    return Texts.all(attributes.stream().map(e -> value(e.getValue())).toArray(), Rendering.Form.TO_S, values ->
        Texts.all(children, Rendering.Form.CODE, contents -> element(tag, attributes, values, children, contents, id == VOID)));
  }

  /** A map stands for the list of its values, whose texts come first. */
  private static Object value(Object value) {
    return value instanceof GeneMap ? "" : value;
  }

  private static Object element(String tag, ArrayList<Map.Entry<String, Object>> attributes, String[] values, Object[] children, String[] contents, boolean empty) {
    var out = new StringBuilder("<").append(tag);
    return attribute(out, attributes, values, 0, () -> {
      if (empty) {
        return out.append(" />").toString();
      }
      out.append('>');
      for (int i = 0; i < children.length; i++) {
        out.append(children[i] instanceof String text ? text : contents[i]);
      }
      return out.append("</").append(tag).append('>').toString();
    });
  }

  private interface Rest {
    Object run();
  }

  /** Writes the attributes from `index` on; the values of a style list may have texts of their own. */
  private static Object attribute(StringBuilder out, ArrayList<Map.Entry<String, Object>> attributes, String[] values, int index, Rest then) {
    for (int i = index; i < attributes.size(); i++) {
      String name = attributes.get(i).getKey();
      if (attributes.get(i).getValue() instanceof GeneMap style) {
        int next = i + 1;
        String[] keys = style.entries().keySet().toArray(String[]::new);
        return Texts.all(style.entries().values().toArray(), Rendering.Form.TO_S, texts -> {
          var list = new ArrayList<String>();
          for (int k = 0; k < keys.length; k++) {
            list.add(keys[k] + ": " + texts[k]);
          }
          write(out, name, String.join("; ", list));
          return attribute(out, attributes, values, next, then);
        });
      }
      write(out, name, values[i]);
    }
    return then.run();
  }

  private static void write(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"").append(value.replace("\"", "&quot;")).append('"');
  }
}
