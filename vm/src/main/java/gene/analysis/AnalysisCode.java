// The stable codes of what the analysis finds, each with the cause it stands for.
package gene.analysis;

public enum AnalysisCode {
  ASSERT("An assertion lacks its condition or has more than a condition and a message."),
  ASSIGN("An assignment has no value or several, or its target is neither a name nor a path."),
  ASYNC("`async` does not have exactly one expression."),
  AWAIT("`await` has no operand, or a timeout that is no number."),
  BLOCK("The parameters of a block are neither a name nor an array of names."),
  CASE("The clauses of a `case` are malformed or in the wrong order."),
  CLASS("A class has no name, or its superclass is missing or no name."),
  COMPTIME("A `comptime` expression uses what cannot be computed before the program runs, or fails."),
  DEPENDENCY("A `$dep` is malformed, or stands where none is possible."),
  DEPRECATED("An old spelling of a form that has a new name."),
  ENUM("The head, a variant or a field of an enum is malformed or there twice."),
  EXAMPLES("The `^examples` of a function are malformed."),
  EXPORT("An `export` has no names, or something that is no name."),
  FIELD("A field has no name."),
  FN("A function lacks its name or its argument list, or the list is no array."),
  FORM("A form has the wrong number of arguments."),
  HASHMAP("A hash map has a key without a value."),
  IF("A branch lacks its condition or its body."),
  IMPLEMENT("An implementation lacks its interface or class, stands in a class, or has members that are neither methods nor a constructor."),
  IMPORT("An import is malformed, or stands where none is possible."),
  INFIX("An infix expression lacks an operand or an operator."),
  INTENT("The `^intent` of a function is no string."),
  INTERCEPTOR("An interceptor lacks its name or targets, or its advice is of an unknown kind or for an unknown target."),
  INTERFACE("An interface has no name, or a member that is neither a method nor a field."),
  LET("A `let` variable is assigned."),
  LOOKUP("A lookup with `./` has the wrong number of operands."),
  LOOP("A loop lacks its condition, collection or count, or `break` and `continue` name none that is around them."),
  METHOD("A method is malformed: its name, its argument list, or what calls it."),
  NEW("`new` has no class."),
  NS("A namespace has no name."),
  OPERATOR("An operator has the wrong number of operands."),
  PARAMS("A parameter list holds something that is no parameter."),
  PATH("A path has an empty or malformed segment."),
  PATTERN("A pattern holds something that cannot be bound."),
  RANGE("A range has the wrong number of parts."),
  REMOVED("A form that the language no longer has."),
  RESERVED("A reserved word is declared."),
  RETURN("`return` has more than one value."),
  SELECTOR("A selector has no segments or an empty one."),
  SET("A `$set` is malformed."),
  SPREAD("A spread stands where none is possible."),
  SUPER("A call of `super` is malformed, or stands outside of a method."),
  THROW("`throw` has more than one value."),
  TRY("The clauses of a `try` are malformed or in the wrong order."),
  TYPE("A type is missing or malformed."),
  VAR("A declaration has no name, a malformed one, or several values."),
  WITH("A `$with` or `$tap` lacks its value."),
  YIELD("`yield` stands outside of a generator, or has several values."),
  // Findings about forms that are well made
  ARITY("CALL", "A call has too many or too few positional arguments for the function it names."),
  KEYWORD("CALL", "A call has a keyword that the function does not know, or lacks one that it needs."),
  EFFECT("CALL", "A function calls one with an effect that it does not declare itself."),
  NOT_FOUND("MODULE", "An import names a module that is nowhere."),
  CYCLE("MODULE", "The imports of a module lead back to it."),
  MEMBER("MODULE", "An import asks for a name that the module does not have."),
  OPERAND("TYPE", "An operator gets a value that it refuses."),
  MISMATCH("TYPE", "A value is of another type than the place it goes to declares."),
  UNKNOWN_TYPE("TYPE", "An annotation names a type that nothing defines."),
  UNKNOWN_METHOD("TYPE", "A method that the class of the value lacks."),
  UNKNOWN_FIELD("TYPE", "A field that the class of the value does not declare."),
  UNKNOWN_VARIANT("TYPE", "An enum has no variant, or a variant no field, of this name."),
  VARIANT_ARITY("TYPE", "A pattern binds more or fewer fields than the variant has."),
  AMBIGUOUS_VARIANT("TYPE", "A variant is named without its enum, and several enums have one of this name."),
  CONFORMANCE("TYPE", "A class lacks what an interface in its header asks for, or has it with other parameters or types."),
  EXHAUSTIVE("TYPE", "A `case` over an enum leaves variants out."),
  UNREACHABLE("FLOW", "Code that is never reached."),
  DUPLICATE_DEFINITION("SCOPE", "A definition is replaced by a later one of the same name."),
  DUPLICATE_PARAM("SCOPE", "Two parameters have the same name."),
  UNDEFINED_VAR("SCOPE", "A name that nothing defines: it fails when it is reached."),
  UNUSED_VAR("SCOPE", "A local variable that nothing reads.");

  private final String area;
  private final String cause;

  /** A malformed form. */
  AnalysisCode(String cause) {
    this("COMPILE", cause);
  }

  AnalysisCode(String area, String cause) {
    this.area = area;
    this.cause = cause;
  }

  /** The code as diagnostics carry it. */
  public String id() {
    return "GENE." + area + "." + name();
  }

  public String cause() {
    return cause;
  }
}
