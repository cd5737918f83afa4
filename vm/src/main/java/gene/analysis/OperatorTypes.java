// Types of operators: what they give, and operands that they certainly refuse (language reference 02, sections 5 to 8).
package gene.analysis;

import gene.syntax.Form;

final class OperatorTypes {
  private final TypeChecker c;

  OperatorTypes(TypeChecker c) {
    this.c = c;
  }

  Type binary(Node.Binary n) {
    c.opaque++;
    Type left = c.type(n.left());
    Type right = c.type(n.right());
    c.opaque--;
    return combine(n.form(), n.operator(), left, right);
  }

  Type combine(Form at, Operator op, Type left, Type right) {
    return switch (op) {
      case ADD -> arithmetic(at, "Cannot add %s and %s", left, right);
      case SUBTRACT -> arithmetic(at, "Cannot subtract %2$s from %1$s", left, right);
      case MULTIPLY -> arithmetic(at, "Cannot multiply %s and %s", left, right);
      case REMAINDER -> arithmetic(at, "Cannot modulo %s and %s", left, right);
      case DIVIDE -> {
        arithmetic(at, "Cannot divide %s by %s", left, right);
        yield Type.FLOAT;
      }
      case POWER -> {
        Type t = arithmetic(at, "Cannot raise %s to %s", left, right);
        // A negative exponent gives a Float.
        yield t.equals(Type.INT) ? Type.NUMERIC : t;
      }
      case CONCAT -> {
        if (refuses(left, "String") || refuses(right, "String")) {
          c.warn(AnalysisCode.OPERAND, at, "++ expects String arguments, got " + left + " and " + right, null, null);
        }
        yield Type.STRING;
      }
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        if (isUnordered(left) || isUnordered(right)) {
          c.warn(AnalysisCode.OPERAND, at, "Cannot compare " + left + " " + op.text() + " " + right, null, null);
        }
        yield Type.BOOL;
      }
      case EQUAL, NOT_EQUAL, IS -> Type.BOOL;
      case SHIFT_LEFT, SHIFT_RIGHT -> left.equals(Type.INT) ? Type.INT : Type.ANY;
      case XOR -> left.equals(Type.INT) && right.equals(Type.INT) ? Type.INT : Type.ANY;
      case AND, OR, LOOKUP, NEGATE, INVERT, NOT -> Type.ANY;
    };
  }

  /** Int with Int is Int, with a Float it is Float. */
  private Type arithmetic(Form at, String refusal, Type left, Type right) {
    if (left == right && (left == Type.INT || left == Type.ANY)) {
      return left;
    } else if (isNoNumber(left) || isNoNumber(right)) {
      c.warn(AnalysisCode.OPERAND, at, String.format(refusal, left, right), null, null);
      return Type.ANY;
    } else if (left.equals(Type.INT) && right.equals(Type.INT)) {
      return Type.INT;
    } else if (left.equals(Type.FLOAT) || right.equals(Type.FLOAT)) {
      return Type.FLOAT;
    }
    return left instanceof Type.Never || right instanceof Type.Never ? Type.NEVER : isNumber(left) && isNumber(right) ? Type.NUMERIC : Type.ANY;
  }

  private static boolean isNumber(Type t) {
    for (Type a : t.alternatives()) {
      if (!a.isKind("Int") && !a.isKind("Float") && !a.isKind("Numeric")) {
        return false;
      }
    }
    return true;
  }

  private boolean isNoNumber(Type t) {
    return refuses(t, "Numeric");
  }

  private boolean refuses(Type t, String kind) {
    return t.isKnown() && !t.isKind("Nil") && !c.conformity.possible(t, new Type.Kind(kind), false);
  }

  /** Only numbers, dates and times are ordered. */
  private static boolean isUnordered(Type t) {
    return t.isKind("String") || t.isKind("Bool") || t.isKind("Char") || t.isKind("Symbol") || t.isKind("Array") || t.isKind("Map")
        || t instanceof Type.EnumValue;
  }

  Type unary(Node.Unary n) {
    c.opaque++;
    Type t = c.type(n.operand());
    c.opaque--;
    return switch (n.operator()) {
      case NOT -> t.equals(Type.INT) ? Type.INT : t.equals(Type.BOOL) ? Type.BOOL : Type.ANY;
      case NEGATE -> {
        if (isNoNumber(t)) {
          c.warn(AnalysisCode.OPERAND, n.form(), "Cannot negate " + t, null, null);
        }
        yield t.equals(Type.INT) || t.equals(Type.FLOAT) ? t : Type.ANY;
      }
      case INVERT -> Type.FLOAT;
      default -> Type.ANY;
    };
  }

  /** The right operand is evaluated only if the left one was true (`&&`) or false (`||`). */
  Type logic(Node.Logic n) {
    c.opaque++;
    Type left = c.type(n.left());
    var before = c.narrowing.mark();
    c.narrowing.assume(n.left(), n.and());
    Type right = c.type(n.right());
    c.narrowing.reset(before);
    c.opaque--;
    return left.equals(Type.BOOL) && right.equals(Type.BOOL) ? Type.BOOL : Type.ANY;
  }
}
