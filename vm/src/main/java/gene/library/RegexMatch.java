// What a regexp found: text, groups and place.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Members;
import gene.data.Opaque;
import java.util.List;
import java.util.Map;

/** Its array and map of groups belong to it: a program that changes them sees the change when it asks again. */
final class RegexMatch implements Opaque, Members {
  private final String text;
  private final int start;
  private final int end;
  private final GeneArray captures;
  private final GeneMap named;

  /** @param start a UTF-16 offset, like `end` */
  RegexMatch(String text, int start, int end, List<String> captures, Map<String, String> named) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.captures = GeneArray.of(captures);
    this.named = new GeneMap(named);
  }

  @Override
  public Object member(String name) {
    return switch (name) {
      case "value" -> text.substring(start, end);
      case "captures" -> captures;
      case "named_captures" -> named;
      case "start" -> (long) CodePoints.index(text, start);
      case "end" -> (long) CodePoints.index(text, end);
      case "pre_match" -> text.substring(0, start);
      case "post_match" -> text.substring(end);
      default -> null;
    };
  }

  @Override
  public String typeofName() {
    return "VkRegexMatch";
  }

  @Override
  public String className() {
    return "RegexpMatch";
  }

  @Override
  public String display() {
    return "VkRegexMatch";
  }
}
