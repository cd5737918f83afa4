// Signature help: how what is being called is called, and which parameter the argument at the cursor is for.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** @param active the index of the signature that the arguments fit best */
public record SignatureHelp(List<Signature> signatures, int active) {
  /**
   * @param parameters each as the part of the label that shows it
   * @param active     the index of the parameter; -1 when the argument is for none
   */
  public record Signature(String label, String doc, List<Span> parameters, int active) {}

  public static Optional<SignatureHelp> at(Snapshot snapshot, Document document, int offset) {
    return CallSite.around(snapshot, document, offset).map(site -> {
      List<Signature> all = site.callees().stream().map(c -> signature(site, c, offset)).toList();
      int best = 0;
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).active() >= 0) {
          best = i;
          break;
        }
      }
      return new SignatureHelp(all, best);
    });
  }

  private static Signature signature(CallSite site, Callable callee, int offset) {
    var spans = new ArrayList<Span>();
    int from = Math.max(0, callee.label().indexOf('['));
    for (Parameters.Parameter p : callee.parameters().all()) {
      int at = callee.label().indexOf(p.text(), from);
      spans.add(at < 0 ? new Span(from, from) : new Span(at, at + p.text().length()));
      from = at < 0 ? from : at + p.text().length();
    }
    return new Signature(callee.label(), callee.doc(), List.copyOf(spans), active(site, callee.parameters(), offset));
  }

  private static int active(CallSite site, Parameters parameters, int offset) {
    Optional<Form.Prop> keyword = site.keywordAt(offset);
    if (keyword.isPresent()) {
      for (int i = 0; i < parameters.all().size(); i++) {
        Parameters.Parameter p = parameters.all().get(i);
        boolean named = p.kind() == Parameters.Kind.KEYWORD && p.name().equals(keyword.get().key());
        if (named || p.kind() == Parameters.Kind.KEYWORD_REST) {
          return i;
        }
      }
      return -1;
    }
    int n = site.argumentAt(offset);
    return parameters.indexOfPositional(n, Math.max(n + 1, site.arguments().size()));
  }
}
