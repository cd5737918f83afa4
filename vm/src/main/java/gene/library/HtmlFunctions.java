// The namespace `genex/html`: text out of HTML. Its elements are HtmlTags.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

final class HtmlFunctions implements NativeModule {
  private static final int EXTRACT = 0, EXTRACT_WITH_LINKS = 1;

  @Override
  public void declare(Declarations to) {
    to.function("genex/html", "extract_text", EXTRACT, "[html: String] -> String",
        "The text of an HTML page: without tags, scripts and styles, white space collapsed.");
    to.function("genex/html", "extract_text_with_links", EXTRACT_WITH_LINKS, "[html: String base_url: String = nil] -> Map",
        "The text of an HTML page with ` [n]` after each link, and the links: `{^text text ^links [{^index n ^text text ^url url}]}`; "
            + "relative addresses are resolved against `base_url`.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    String html = a.string(0, a.callee().name() + " requires a string");
    if (id == EXTRACT) {
      return HtmlText.of(html);
    }
    HtmlText page = HtmlText.withLinks(html, base(a));
    var links = new ArrayList<GeneMap>();
    for (HtmlText.Link link : page.links()) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("index", (long) link.index());
      entry.put("text", link.text());
      entry.put("url", link.url());
      links.add(new GeneMap(entry));
    }
    var result = new LinkedHashMap<String, Object>();
    result.put("text", page.text());
    result.put("links", GeneArray.of(links));
    return new GeneMap(result);
  }

  private static URI base(Args a) {
    if (a.get(1, Special.NIL) == Special.NIL) {
      return null;
    }
    String url = a.string(1, "extract_text_with_links base_url must be a string");
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw Raise.argument("extract_text_with_links base_url is no address: " + e.getMessage());
    }
  }
}
