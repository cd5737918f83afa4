// The text of an HTML page: without tags, scripts, styles and comments, with its links if they are asked for.
package gene.library;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** No page is too broken: what cannot be a tag is text, what is never closed ends with the page. */
final class HtmlText {
  record Link(int index, String text, String url) {}

  private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd",
      "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
      "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search",
      "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul");
  private static final Set<String> UNSEEN = Set.of("script", "style");
  private static final Map<String, String> ENTITIES =
      Map.of("&nbsp;", " ", "&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'");
  private static final Pattern ENTITY = Pattern.compile("&(?:nbsp|amp|lt|gt|quot|apos);");
  private static final Pattern HREF =
      Pattern.compile("(?:^|\\s)href\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))", Pattern.CASE_INSENSITIVE);

  private final String html;
  private final URI base;
  private final boolean links;
  private final StringBuilder text = new StringBuilder();
  private final List<Link> found = new ArrayList<>();
  private String href;
  private int linkStart;

  private HtmlText(String html, URI base, boolean links) {
    this.html = html;
    this.base = base;
    this.links = links;
    read();
  }

  static String of(String html) {
    return new HtmlText(html, null, false).text();
  }

  /** @param base null when relative addresses stay as they are; ` [n]` follows the text of each link */
  static HtmlText withLinks(String html, URI base) {
    return new HtmlText(html, base, true);
  }

  String text() {
    return collapse(text);
  }

  List<Link> links() {
    return List.copyOf(found);
  }

  private void read() {
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      if (open < 0) {
        break;
      }
      text.append(decode(html.substring(at, open)));
      at = markup(open);
    }
    if (at < html.length()) {
      text.append(decode(html.substring(at)));
    }
    endLink();
  }

  /** What begins with the `<` at this place; gives where it ends. */
  private int markup(int open) {
    if (html.startsWith("<!--", open)) {
      return after("-->", open + 4);
    } else if (html.startsWith("<!", open) || html.startsWith("<?", open)) {
      return after(">", open + 2);
    }
    int name = open + 1;
    boolean closes = name < html.length() && html.charAt(name) == '/';
    name += closes ? 1 : 0;
    int nameEnd = name;
    while (nameEnd < html.length() && (Character.isLetterOrDigit(html.charAt(nameEnd)) || html.charAt(nameEnd) == '-' || html.charAt(nameEnd) == ':')) {
      nameEnd++;
    }
    if (nameEnd == name || !Character.isLetter(html.charAt(name))) {
      text.append('<');
      return open + 1;
    }
    int end = tagEnd(nameEnd);
    String tag = html.substring(name, nameEnd).toLowerCase(Locale.ROOT);
    if (BLOCKS.contains(tag)) {
      text.append(' ');
    }
    if (UNSEEN.contains(tag) && !closes) {
      return skipElement(tag, end);
    } else if (tag.equals("a") && links) {
      endLink();
      if (!closes) {
        beginLink(html.substring(nameEnd, Math.max(nameEnd, end - 1)));
      }
    }
    return end;
  }

  private int after(String mark, int from) {
    int at = html.indexOf(mark, from);
    return at < 0 ? html.length() : at + mark.length();
  }

  /** Behind the `>` of a tag; one in a quoted value is none. */
  private int tagEnd(int from) {
    char quote = 0;
    for (int i = from; i < html.length(); i++) {
      char c = html.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '>') {
        return i + 1;
      } else if ((c == '"' || c == '\'') && isValueStart(i)) {
        quote = c;
      }
    }
    return html.length();
  }

  /** An apostrophe that does not follow `=` is a slip, and opens nothing. */
  private boolean isValueStart(int at) {
    int i = at - 1;
    while (i > 0 && Character.isWhitespace(html.charAt(i))) {
      i--;
    }
    return html.charAt(i) == '=';
  }

  private int skipElement(String tag, int from) {
    int at = from;
    while (at < html.length()) {
      at = html.indexOf("</", at);
      if (at < 0) {
        return html.length();
      }
      if (html.regionMatches(true, at + 2, tag, 0, tag.length())) {
        return after(">", at);
      }
      at += 2;
    }
    return html.length();
  }

  private void beginLink(String attributes) {
    Matcher m = HREF.matcher(attributes);
    if (m.find()) {
      href = decode(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3)).strip();
      linkStart = text.length();
    }
  }

  private void endLink() {
    if (href == null) {
      return;
    }
    var link = new Link(found.size() + 1, collapse(text.substring(linkStart)), resolve(href));
    found.add(link);
    int end = text.length();
    while (end > linkStart && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    text.insert(end, " [" + link.index() + "]");
    href = null;
  }

  private String resolve(String address) {
    if (base == null) {
      return address;
    }
    try {
      // Java's rules leave out the case that the address is empty or only a query.
      URI uri = new URI(address);
      if (address.isEmpty()) {
        return base.toString();
      } else if (address.startsWith("?")) {
        return new URI(base.getScheme(), base.getAuthority(), base.getPath(), null, null) + address;
      }
      return base.resolve(uri).toString();
    } catch (URISyntaxException notAnAddress) {
      return address;
    }
  }

  private static String decode(String encoded) {
    return encoded.indexOf('&') < 0 ? encoded : ENTITY.matcher(encoded).replaceAll(m -> Matcher.quoteReplacement(ENTITIES.get(m.group())));
  }

  private static String collapse(CharSequence raw) {
    var out = new StringBuilder();
    boolean blank = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0') {
        blank = true;
      } else {
        if (blank && out.length() > 0) {
          out.append(' ');
        }
        blank = false;
        out.append(c);
      }
    }
    return out.toString();
  }
}
