// Reads the body of a class into its shape: methods, constructor, fields, and code that may add more of them.
package gene.analysis;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;
import java.util.Set;

final class ClassReader {
  private static final Set<String> MEMBERS = Set.of("method", "ctor", "field", "prop", "on_method_missing");
  // What these hold runs later, in functions, or is data.
  private static final Set<String> NO_MEMBERS_INSIDE = Set.of("fn", "->", "block", "class", "object", "ns");

  private final Shapes shapes;
  private final ClassShape into;
  private final Node.ClassDef definition;
  private final Tree.Top top;

  ClassReader(Shapes shapes, ClassShape into, Node.ClassDef definition, Tree.Top top) {
    this.shapes = shapes;
    this.into = into;
    this.definition = definition;
    this.top = top;
  }

  void read() {
    for (Node n : definition.body().body().nodes()) {
      if (n instanceof Node.ClassMember m) {
        member(m);
      } else if (mayDefineMembers(n.form())) {
        into.open = true;
      }
    }
    Form declared = ((Form.Node) definition.form()).prop("fields");
    if (declared instanceof Form.MapForm map) {
      for (Form.Prop p : map.props()) {
        TypeExpr type = TypeForms.read(p.value());
        add(p.key(), type, p.value());
      }
    }
  }

  private void member(Node.ClassMember m) {
    switch (m.kind()) {
      case METHOD -> into.methods.put(m.name(), m.info());
      case CTOR -> into.ctor = m.info();
      case FIELD -> add(m.name(), m.type(), m.form());
    }
  }

  private void add(String name, TypeExpr type, Form at) {
    into.fields.put(name, new ClassShape.Field(name, shapes.resolve(type, definition.body().scope()),
        new Span(top.start() + at.start(), top.start() + at.end())));
  }

  /** A macro call or evaluated code may define members, and so may a branch that holds such a form. */
  private static boolean mayDefineMembers(Form f) {
    if (f instanceof Form.Quote) {
      return false;
    } else if (f instanceof Form.Node n && n.head() instanceof Form.Name head) {
      String word = head.text();
      if (MEMBERS.contains(word) || word.equals("eval") || word.endsWith("!") && word.length() > 1) {
        return true;
      } else if (NO_MEMBERS_INSIDE.contains(word)) {
        return false;
      }
    }
    List<Form> parts = f.parts();
    return parts.stream().anyMatch(ClassReader::mayDefineMembers);
  }
}
