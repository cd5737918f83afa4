// What an instruction needs besides its one operand: names, counts, targets. Immutable data, indexed by the operand.
package gene.bytecode;

import gene.data.Gene;
import java.util.List;
import java.util.stream.Collectors;

public sealed interface Site {
  /** What a listing shows of it, joined by ", ". */
  String text();

  /** How a named callee, or a variable that may not be set, is found. */
  enum Where { LOCAL, CELL, CAPTURE, NAME }

  /** A member of the current namespace, or a `$` name. */
  record Name(String name) implements Site {
    @Override
    public String text() {
      return name;
    }
  }

  record Variable(String name, Where where, int index) implements Site {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A call.
   *
   * @param name     the callee's name; empty for a computed one
   * @param where    how a named callee is found; null for a computed one
   * @param index    slot or capture
   * @param count    positional arguments
   * @param keywords names of the keyword arguments; their values lie below the positional ones
   */
  record Call(String name, Where where, int index, int count, List<String> keywords) implements Site {
    public Call {
      keywords = List.copyOf(keywords);
    }

    /** Values on the stack: positional and keyword arguments. */
    public int total() {
      return count + keywords.size();
    }

    @Override
    public String text() {
      String n = String.valueOf(total());
      return name.isEmpty() ? n : name + ", " + n;
    }
  }

  /** A callee that may be a macro function, or (when computed) not callable: where to go on then. */
  record Callee(int target, boolean computed) implements Site {
    @Override
    public String text() {
      return String.valueOf(target);
    }
  }

  /** The parts of a call as data: a template that is copied for each call. */
  record Data(Gene template) implements Site {
    @Override
    public String text() {
      return String.valueOf(template.children().size());
    }
  }

  /** A datum that is made around so many values. */
  record Template(Mould mould, int holes) implements Site {
    @Override
    public String text() {
      return String.valueOf(holes);
    }
  }

  /**
   * A chain of calls that may run in one loop.
   *
   * @param first     the first of the codes that nobody may be watching: the loop, then the callbacks
   * @param variables what the callbacks use of the functions around
   */
  record Fusion(int first, int codes, List<Variable> variables) implements Site {
    public Fusion {
      variables = List.copyOf(variables);
    }

    @Override
    public String text() {
      return variables.stream().map(Variable::name).collect(Collectors.joining(", "));
    }
  }

  /** A member by name or index; `required` when a missing one raises. */
  record Member(String key, long index, boolean required) implements Site {
    @Override
    public String text() {
      return key;
    }
  }

  record Keys(List<String> keys) implements Site {
    public Keys {
      keys = List.copyOf(keys);
    }

    @Override
    public String text() {
      return String.join(", ", keys);
    }
  }

  /** A slot and a target: skip the default when the slot holds a value. `name` is empty for a part of a pattern. */
  record Given(String name, int slot, int target) implements Site {
    @Override
    public String text() {
      return name.isEmpty() ? String.valueOf(target) : name + ", " + target;
    }
  }

  enum PartKind { POSITIONAL, REST, PROPERTY, PROPERTY_REST }

  /** One part of a pattern; it goes to the slot `first + its index`. */
  record Part(PartKind kind, String key, boolean optional) {}

  /** A pattern: a sequence of parts, or a map pattern (`byLookup`), into slots from `first` on. */
  record Unpack(List<Part> parts, int first, boolean byLookup) implements Site {
    public Unpack {
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return String.valueOf(parts.size());
    }
  }

  /** An argument is refused at its call; a variable does not coerce. */
  enum Boundary { ARGUMENT, RETURN, VARIABLE, FIELD }

  /** A typed boundary. `place` is the message's end, such as "variable" or "return value of f". */
  record Type(Object type, String place, Boundary boundary) implements Site {
    @Override
    public String text() {
      return type.toString();
    }
  }

  /** A condition of a contract: its kind, number, text, and the parameters whose values the message shows. */
  record Contract(String function, boolean post, int number, String condition, List<Variable> arguments, Variable result) implements Site {
    public Contract {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String text() {
      return (post ? "post, " : "pre, ") + number;
    }
  }

  /** An `await`: of one future, or of an array of them. @param millis the timeout; -1 for none */
  record Await(boolean all, long millis) implements Site {
    @Override
    public String text() {
      return (all ? "all" : "") + (millis < 0 ? "" : (all ? ", " : "") + millis + " ms");
    }
  }

  record EnumVariant(String name, List<String> fields, List<Object> types) {}

  record EnumShape(String name, List<EnumVariant> variants) implements Site {
    @Override
    public String text() {
      return name;
    }
  }

  /** The members that an interface asks for. */
  record Members(String name, List<String> methods, List<String> fields, List<String> readonly) implements Site {
    public Members {
      methods = List.copyOf(methods);
      fields = List.copyOf(fields);
      readonly = List.copyOf(readonly);
    }

    @Override
    public String text() {
      return name;
    }
  }

  /** One piece of advice; its function lies on the stack. */
  record AdviceKind(gene.data.Interceptor.Kind kind, String target, boolean replacesResult) {}

  /** An interceptor. */
  record Advice(String name, boolean forFunctions, List<String> targets, List<AdviceKind> advice) implements Site {
    public Advice {
      targets = List.copyOf(targets);
      advice = List.copyOf(advice);
    }

    @Override
    public String text() {
      return name;
    }
  }

  /** An enum pattern: payloads go to slots (-1: dropped); `bare` is the name of an unqualified variant. */
  record Variant(String bare, boolean onStack, boolean list, List<Integer> slots, List<Boolean> cells, String text) implements Site {}

  /** Code that is made at run time runs here: nothing to add, the frame's variables are found by pc. */
  record Import(Object spec) implements Site {
    @Override
    public String text() {
      return spec.toString();
    }
  }
}
