// Semantic tokens: what each name and literal is, for colours that the text alone does not tell.
package gene.server.feature;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.analysis.Builtin;
import gene.analysis.Operator;
import gene.library.Builtins;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** @param modifiers bits in the order of {@link Modifier} */
public record SemanticTokens(Span span, Type type, int modifiers) {
  public enum Type {
    NAMESPACE("namespace"), TYPE("type"), CLASS("class"), ENUM("enum"), INTERFACE("interface"), ENUM_MEMBER("enumMember"), PARAMETER("parameter"),
    VARIABLE("variable"), PROPERTY("property"), FUNCTION("function"), METHOD("method"), MACRO("macro"), KEYWORD("keyword"), COMMENT("comment"),
    STRING("string"), NUMBER("number"), REGEXP("regexp"), OPERATOR("operator");

    private final String protocolName;

    Type(String protocolName) {
      this.protocolName = protocolName;
    }

    public String protocolName() {
      return protocolName;
    }
  }

  public enum Modifier {
    DECLARATION("declaration"), READONLY("readonly"), MODIFICATION("modification"), DEFAULT_LIBRARY("defaultLibrary");

    private final String protocolName;

    Modifier(String protocolName) {
      this.protocolName = protocolName;
    }

    public String protocolName() {
      return protocolName;
    }

    int bit() {
      return 1 << ordinal();
    }
  }

  private static final Set<String> INNER_WORDS = Set.of("then", "elif", "else", "when", "in", "catch", "finally", "from", "of", "implements");

  /** The tokens of what touches the range, in order; none goes over the end of a line. */
  public static List<SemanticTokens> in(Document document, Span range) {
    var all = new ArrayList<SemanticTokens>();
    for (TokenRun run : runs(document, range)) {
      for (int i = 0; i < run.size(); i++) {
        all.add(new SemanticTokens(new Span(run.start(i), run.start(i) + run.length(i)), Type.values()[run.type(i)], run.modifiers(i)));
      }
    }
    return all;
  }

  /** The same as a run for each top-level form; those of unchanged forms are known from earlier states of the document. */
  public static List<TokenRun> runs(Document document, Span range) {
    TokenMemory memory = document.tokenMemory();
    List<Tree.Comment> comments = document.tree().comments();
    var all = new ArrayList<TokenRun>();
    int comment = 0;
    for (Tree.Top top : document.tree().tops()) {
      int from = before(comments, comment, top.start());
      if (from > comment) {
        between(document, comments.subList(comment, from), range, all);
      }
      comment = before(comments, from, top.end());
      if (top.start() <= range.end() && range.start() <= top.end()) {
        int[] tokens = memory.find(top.form());
        if (tokens == null) {
          tokens = tokens(document, top, comments.subList(from, comment));
          memory.keep(top.form(), tokens, document.tree());
        }
        if (tokens.length > 0) {
          all.add(new TokenRun(top.start(), tokens));
        }
      }
    }
    between(document, comments.subList(comment, comments.size()), range, all);
    return all;
  }

  /** The first comment from one on that does not begin before the offset. */
  private static int before(List<Tree.Comment> comments, int from, int offset) {
    int i = from;
    while (i < comments.size() && comments.get(i).start() < offset) {
      i++;
    }
    return i;
  }

  private static void between(Document document, List<Tree.Comment> comments, Span range, List<TokenRun> into) {
    TokenRun.Builder run = null;
    int start = 0;
    for (Tree.Comment c : comments) {
      if (c.start() <= range.end() && range.start() <= c.end()) {
        if (run == null) {
          start = c.start();
          run = new TokenRun.Builder(document.source(), start, comments.size());
        }
        run.add(c.start(), c.end(), Type.COMMENT.ordinal(), 0);
      }
    }
    if (run != null) {
      into.add(new TokenRun(start, run.tokens()));
    }
  }

  private static int[] tokens(Document document, Tree.Top top, List<Tree.Comment> comments) {
    var all = new ArrayList<SemanticTokens>();
    new Walk(document, document.analysisAt(top.start()), top, all).form(top.form(), null, -1);
    // Of two that begin together the comment comes last, as what has no name of its own.
    comments.forEach(c -> all.add(new SemanticTokens(new Span(c.start(), c.end()), Type.COMMENT, 0)));
    all.sort(Comparator.comparingInt(t -> t.span.start()));
    var run = new TokenRun.Builder(document.source(), top.start(), all.size());
    all.forEach(t -> run.add(t.span.start(), t.span.end(), t.type.ordinal(), t.modifiers));
    return run.tokens();
  }

  private static final class Walk {
    private final Document document;
    private final Analysis analysis;
    private final Tree.Top top;
    private final List<SemanticTokens> into;

    Walk(Document document, Analysis analysis, Tree.Top top, List<SemanticTokens> into) {
      this.document = document;
      this.analysis = analysis;
      this.top = top;
      this.into = into;
    }

    private void add(int start, int end, Type type, int modifiers) {
      if (end > start) {
        into.add(new SemanticTokens(new Span(top.start() + start, top.start() + end), type, modifiers));
      }
    }

    /** @param index the place among the children of `parent`; -1 for its head and for what is no child */
    void form(Form f, Form.Node parent, int index) {
      if (f instanceof Form.Name n) {
        name(n, parent, index);
      } else if (f instanceof Form.Path p) {
        path(p);
      } else if (f instanceof Form.Literal l) {
        literal(l);
      } else if (f instanceof Form.Node n) {
        node(n);
      } else if (f instanceof Form.MapForm m) {
        m.props().forEach(this::prop);
      } else if (f instanceof Form.Interpolation i) {
        interpolation(i);
      } else {
        f.parts().forEach(part -> form(part, null, -1));
      }
    }

    private void node(Form.Node n) {
      if (n.head() != null) {
        form(n.head(), n, -1);
      }
      n.props().forEach(this::prop);
      for (int i = 0; i < n.children().size(); i++) {
        form(n.children().get(i), n, i);
      }
    }

    private void prop(Form.Prop p) {
      add(p.keyStart(), p.keyEnd(), Type.PROPERTY, 0);
      if (p.value().end() > p.keyEnd()) {
        form(p.value(), null, -1);
      }
    }

    /** The text around the pieces is a string; the pieces are code. */
    private void interpolation(Form.Interpolation i) {
      int at = i.start();
      for (Form piece : i.pieces()) {
        if (!(piece instanceof Form.Literal l && l.value() instanceof String)) {
          add(at, piece.start(), Type.STRING, 0);
          form(piece, null, -1);
          at = piece.end();
        }
      }
      add(at, i.end(), Type.STRING, 0);
    }

    private void literal(Form.Literal l) {
      Object value = l.value();
      if (value instanceof String || value instanceof gene.data.Char) {
        add(l.start(), l.end(), Type.STRING, 0);
      } else if (value instanceof Number) {
        add(l.start(), l.end(), Type.NUMBER, 0);
      } else if (value instanceof Boolean || value instanceof gene.data.Special) {
        add(l.start(), l.end(), Type.KEYWORD, 0);
      } else {
        add(l.start(), l.end(), document.source().text().startsWith("#/", top.start() + l.start()) ? Type.REGEXP : Type.NUMBER, 0);
      }
    }

    private void name(Form.Name n, Form.Node parent, int index) {
      String text = n.text();
      int core = n.start() + Words.leading(text);
      int end = core + Words.core(text).length();
      if (text.startsWith(".") && text.length() > 1 && !text.startsWith("..")) {
        add(core, n.end(), Type.METHOD, 0);
        return;
      }
      Optional<Binding> b = analysis.bindingAt(top.start() + Math.min(core, n.end()));
      if (b.isPresent() && b.get().kind() != Binding.Kind.HIDDEN) {
        binding(b.get(), core, end);
      } else if (isWord(text, parent, index)) {
        add(n.start(), n.end(), Type.KEYWORD, 0);
      } else if (Operator.findInfix(text).isPresent() || Occurrences.ASSIGNMENTS.contains(text) || text.equals("->") || text.equals("..")) {
        add(n.start(), n.end(), Type.OPERATOR, 0);
      } else if (text.startsWith("$") && text.length() > 1) {
        add(n.start(), n.end(), Type.VARIABLE, Modifier.DEFAULT_LIBRARY.bit());
      } else if (text.startsWith("@")) {
        add(n.start(), n.end(), Type.PROPERTY, 0);
      } else {
        free(core, end, parent, index);
      }
    }

    private static boolean isWord(String text, Form.Node parent, int index) {
      return parent != null && (index < 0 ? SpecialForms.find(text).isPresent() || text.equals("super") || text.equals("not")
          : INNER_WORDS.contains(text) || text.equals("fn") && parent.isCall("async")) || text.equals("self") || text.equals("Self");
    }

    /** A name that is no variable: a member, an import, a built-in, the name that a definition gives. */
    private void free(int start, int end, Form.Node parent, int index) {
      String text = document.source().text().substring(top.start() + start, top.start() + end);
      if (parent != null && index == 0 && DefinitionForm.of(parent).filter(d -> d.name().equals(text)).isPresent()) {
        Symbol.Kind kind = DefinitionForm.of(parent).orElseThrow().kind();
        add(start, end, type(kind, text), Modifier.DECLARATION.bit());
        return;
      }
      Optional<Builtin> builtin = Builtins.table().find(text);
      if (builtin.isPresent()) {
        add(start, end, type(builtin.get()), Modifier.DEFAULT_LIBRARY.bit());
        return;
      }
      Optional<Symbol> member = Symbol.find(document.symbols(), text);
      if (member.isPresent()) {
        add(start, end, type(member.get().kind(), text), 0);
      } else if (!text.isEmpty() && Character.isUpperCase(text.codePointAt(0))) {
        add(start, end, Type.CLASS, 0);
      } else if (parent != null && index < 0 && !isOperand(parent)) {
        add(start, end, text.endsWith("!") ? Type.MACRO : Type.FUNCTION, 0);
      } else {
        add(start, end, Type.VARIABLE, 0);
      }
    }

    /** `x` in `(x .m)`, `(x + 1)`, `(x = 1)`: no function. */
    private static boolean isOperand(Form.Node parent) {
      Form first = parent.children().isEmpty() ? null : parent.children().get(0);
      return first instanceof Form.Name n && (n.text().startsWith(".") || Operator.findInfix(n.text()).isPresent() || Occurrences.ASSIGNMENTS.contains(n.text()));
    }

    private void path(Form.Path p) {
      List<Form.Segment> segments = p.segments();
      Form.Segment head = segments.get(0);
      var names = new StringBuilder(head.text());
      if (!head.text().isEmpty()) {
        name(new Form.Name(head.start(), head.end(), head.text()), null, -1);
      }
      for (Form.Segment s : segments.subList(1, segments.size())) {
        names.append('/').append(s.text());
        if (s.text().startsWith(".") && s.text().length() > 1) {
          add(s.start() + 1, s.end(), Type.METHOD, 0);
        } else if (!s.text().isEmpty() && !s.text().equals("!")) {
          Optional<Builtin> builtin = Builtins.table().find(names.toString());
          boolean variant = Character.isUpperCase(s.text().codePointAt(0));
          int core = s.start() + Words.leading(s.text());
          add(core, Math.min(s.end(), core + Words.core(s.text()).length()), builtin.map(Walk::type).orElse(variant ? Type.ENUM_MEMBER : Type.PROPERTY),
              builtin.isPresent() ? Modifier.DEFAULT_LIBRARY.bit() : 0);
        }
      }
    }

    private void binding(Binding b, int start, int end) {
      int modifiers = b.kind() == Binding.Kind.LET ? Modifier.READONLY.bit() : 0;
      int absolute = top.start() + start;
      if (analysis.span(b).filter(s -> s.start() == absolute).isPresent()) {
        modifiers |= Modifier.DECLARATION.bit();
      } else if (b.references().stream().anyMatch(r -> r.write() && analysis.span(r).start() == absolute)) {
        modifiers |= Modifier.MODIFICATION.bit();
      }
      add(start, end, switch (b.kind()) {
        case PARAM -> Type.PARAMETER;
        case FUNCTION -> b.name().endsWith("!") ? Type.MACRO : Type.FUNCTION;
        case CLASS -> Type.CLASS;
        case INTERFACE -> Type.INTERFACE;
        case NAMESPACE -> Type.NAMESPACE;
        case ENUM -> Type.ENUM;
        case TYPE -> Type.TYPE;
        case VAR, LET -> b.function() != null ? Type.FUNCTION : Type.VARIABLE;
        case LOOP, CATCH, HIDDEN, OUTER -> Type.VARIABLE;
      }, modifiers);
    }

    private static Type type(Builtin b) {
      return switch (b.kind()) {
        case FUNCTION -> Type.FUNCTION;
        case METHOD -> Type.METHOD;
        case CLASS -> Type.CLASS;
        case NAMESPACE -> Type.NAMESPACE;
        case CONSTANT -> Type.VARIABLE;
      };
    }

    private static Type type(Symbol.Kind k, String name) {
      return switch (k) {
        case FUNCTION -> name.endsWith("!") ? Type.MACRO : Type.FUNCTION;
        case METHOD, CONSTRUCTOR -> Type.METHOD;
        case CLASS, OBJECT -> Type.CLASS;
        case INTERFACE -> Type.INTERFACE;
        case FIELD -> Type.PROPERTY;
        case NAMESPACE -> Type.NAMESPACE;
        case ENUM -> Type.ENUM;
        case VARIANT -> Type.ENUM_MEMBER;
        case VARIABLE, CONSTANT -> Type.VARIABLE;
        case TYPE -> Type.TYPE;
      };
    }
  }
}
