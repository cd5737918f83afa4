// The instructions: one line each, read by interpreter, verifier, disassembler, trace, debugger and documentation.
package gene.bytecode;

/**
 * One instruction is an opcode byte and a 32-bit operand. Several opcodes share a published name: how a variable is stored, or
 * which operator is called, shows in the operands. The stack picture reads `(before -- after)`, the top on the right; `effect` is
 * what it does to the depth, and {@link #VARIES} where the site decides.
 */
public enum Op {
  // Constants and variables
  LOAD_CONST("LOAD_CONST", Operand.CONST, 1, "-- v", "push a constant"),
  LOAD_DATA("LOAD_DATA", Operand.CONST, 1, "-- v", "push a fresh copy of a quoted datum"),
  LOAD_LOCAL("LOAD_VAR", Operand.SLOT, 1, "-- v", "push a local variable"),
  LOAD_CELL("LOAD_VAR", Operand.SLOT, 1, "-- v", "push a local variable that closures share"),
  LOAD_CAPTURE("LOAD_VAR", Operand.CAPTURE, 1, "-- v", "push a variable of an outer function"),
  LOAD_NAME("LOAD_VAR", Operand.SITE, 1, "-- v", "push a member of the current namespace or an outer one"),
  LOAD_CONTAINER("LOAD_VAR", Operand.SITE, 1, "-- v", "push the namespace or class that a definition goes into; it must exist"),
  LOAD_GLOBAL("LOAD_VAR", Operand.SITE, 1, "-- v", "push a `$` name"),
  LOAD_NAME_OR_SYMBOL("LOAD_VAR", Operand.SITE, 1, "-- v", "push a member, or the symbol itself when there is none (a hole of a template)"),
  LOAD_IF_SET("LOAD_VAR", Operand.SITE, 1, "-- v", "push a variable, or void when its declaration has not run"),
  LOAD_SELF("LOAD_SELF", Operand.NONE, 1, "-- v", "push the receiver or the current namespace"),
  STORE_LOCAL("STORE_VAR", Operand.SLOT, -1, "v --", "assign a local variable"),
  INIT_LOCAL("STORE_VAR", Operand.SLOT, -1, "v --", "declare a local variable with its value"),
  STORE_CELL("STORE_VAR", Operand.SLOT, -1, "v --", "assign or declare a local variable that closures share"),
  STORE_CAPTURE("STORE_VAR", Operand.CAPTURE, -1, "v --", "assign a variable of an outer function"),
  STORE_NAME("STORE_VAR", Operand.SITE, -1, "v --", "assign the nearest member of that name, or define it in the module"),
  STORE_GLOBAL("STORE_VAR", Operand.SITE, -1, "v --", "assign a `$` name"),
  NEW_CELL("NEW_CELL", Operand.SLOT, 0, "--", "give a scope a fresh variable that closures can share"),
  WRAP_CELL("NEW_CELL", Operand.SLOT, 0, "--", "move a parameter into a variable that closures can share"),
  NEW_TOKEN("NEW_TOKEN", Operand.SLOT, 0, "--", "mark this frame as the one that `return` in its blocks leaves"),
  SHARE_CELL("SHARE_CELL", Operand.SITE, 0, "--", "make a variable a member of the current namespace"),
  DUP("DUP", Operand.NONE, 1, "v -- v v", "repeat the top"),
  DUP2("DUP2", Operand.NONE, 2, "a b -- a b a b", "repeat the two topmost values"),
  POP("POP", Operand.NONE, -1, "v --", "drop a statement's value"),
  SWAP("SWAP", Operand.NONE, 0, "a b -- b a", "exchange the two topmost values"),
  // Control
  JUMP("JUMP", Operand.TARGET, 0, "--", "go on elsewhere"),
  LOOP("JUMP", Operand.TARGET, 0, "--", "go back; a safepoint"),
  JUMP_IF_FALSE("JUMP_IF_FALSE", Operand.TARGET, -1, "v --", "go on elsewhere when the value is false, nil or void"),
  JUMP_IF_TRUE("JUMP_IF_TRUE", Operand.TARGET, -1, "v --", "go on elsewhere when the value is true"),
  JUMP_AND("JUMP_IF_FALSE_KEEP", Operand.TARGET, 0, "v -- v", "left operand of `&&`: decided when it is false"),
  JUMP_OR("JUMP_IF_TRUE_KEEP", Operand.TARGET, 0, "v -- v", "left operand of `||`: decided when it is true and no Int or Bytes"),
  ENTER_BODY("ENTER_BODY", Operand.NONE, 0, "--", "arguments are bound and checked: the body of a generator or asynchronous function starts later"),
  START_BODY("START_BODY", Operand.NONE, 0, "--", "the same for an asynchronous function of the older spelling: its body starts at once"),
  JUMP_IF_GIVEN("JUMP_IF_GIVEN", Operand.SITE, 0, "--", "skip a default when the argument was passed"),
  JUMP_IF_END("JUMP_IF_END", Operand.TARGET, 0, "v -- v or --", "leave a `for` when the iterator is at its end, dropping the mark"),
  RETURN("RETURN", Operand.NONE, -1, "v --", "pop the result and leave the frame"),
  THROW("THROW", Operand.NONE, -1, "v --", "raise the value"),
  RETHROW("THROW", Operand.NONE, -1, "e --", "raise a caught exception again"),
  RETURN_FROM("RETURN", Operand.NONE, -2, "v token --", "leave the function in which the block was written"),
  SAVE_EX("SAVE_EX", Operand.SLOT, 0, "--", "keep what `$ex` is"),
  ENTER_CATCH("ENTER_CATCH", Operand.NONE, 0, "e -- e", "make the exception `$ex`; an exit that is no exception goes on outward"),
  LEAVE_CATCH("LEAVE_CATCH", Operand.SLOT, 0, "--", "restore the previous `$ex`"),
  CATCH_MATCH("CATCH_MATCH", Operand.NONE, -1, "e class -- bool", "whether a catch clause of this class takes the exception"),
  NO_LOOP("NO_LOOP", Operand.SITE, 0, "-- ", "`break` or `continue` outside of a loop: raises"),
  // Operators
  ADD("CALL", Operand.OPERATOR, -1, "a b -- v", "`+`"),
  SUBTRACT("CALL", Operand.OPERATOR, -1, "a b -- v", "`-`"),
  MULTIPLY("CALL", Operand.OPERATOR, -1, "a b -- v", "`*`"),
  DIVIDE("CALL", Operand.OPERATOR, -1, "a b -- v", "`/`, always a Float"),
  REMAINDER("CALL", Operand.OPERATOR, -1, "a b -- v", "`%`"),
  POWER("CALL", Operand.OPERATOR, -1, "a b -- v", "`**`"),
  CONCAT("CALL", Operand.OPERATOR, -1, "a b -- v", "`++`"),
  SHIFT_LEFT("CALL", Operand.OPERATOR, -1, "a b -- v", "`<<`"),
  SHIFT_RIGHT("CALL", Operand.OPERATOR, -1, "a b -- v", "`>>`"),
  LESS("CALL", Operand.OPERATOR, -1, "a b -- bool", "`<`"),
  LESS_EQUAL("CALL", Operand.OPERATOR, -1, "a b -- bool", "`<=`"),
  GREATER("CALL", Operand.OPERATOR, -1, "a b -- bool", "`>`"),
  GREATER_EQUAL("CALL", Operand.OPERATOR, -1, "a b -- bool", "`>=`"),
  EQUAL("CALL", Operand.OPERATOR, -1, "a b -- bool", "`==`"),
  NOT_EQUAL("CALL", Operand.OPERATOR, -1, "a b -- bool", "`!=`"),
  IS("CALL", Operand.OPERATOR, -1, "a type -- bool", "`is`"),
  AND("CALL", Operand.OPERATOR, -1, "a b -- v", "`&&` of two operands that are both evaluated"),
  OR("CALL", Operand.OPERATOR, -1, "a b -- v", "`||` of two operands that are both evaluated"),
  XOR("CALL", Operand.OPERATOR, -1, "a b -- v", "`&|&`"),
  NEGATE("CALL", Operand.OPERATOR, 0, "a -- v", "prefix `-`"),
  INVERT("CALL", Operand.OPERATOR, 0, "a -- v", "prefix `/`"),
  NOT("CALL", Operand.OPERATOR, 0, "a -- v", "`not`, `!`"),
  // Calls
  CALL("CALL", Operand.SITE, VARIES(), "args -- v", "call a named function; keyword values lie below the positional ones"),
  CALL_VALUE("CALL", Operand.SITE, VARIES(), "f args -- v", "call a computed callee that lies below its arguments"),
  CALL_SPREAD("CALL_SPREAD", Operand.SITE, VARIES(), "f array map -- v", "call with arguments that were collected because of spreads"),
  TAIL_CALL("TAIL_CALL", Operand.SITE, VARIES(), "args -- v", "call a named function in the place of this frame; a built-in leaves its value"),
  TAIL_CALL_VALUE("TAIL_CALL", Operand.SITE, VARIES(), "f args -- v", "the same with a computed callee"),
  CALL_METHOD("CALL_METHOD", Operand.SITE, VARIES(), "self args -- v", "call a method by name"),
  CALL_METHOD_SPREAD("CALL_METHOD", Operand.SITE, VARIES(), "self array map -- v", "call a method with collected arguments"),
  CALL_METHOD_DYNAMIC("CALL_METHOD", Operand.SITE, VARIES(), "self name array map -- v", "call the method whose name is a value"),
  CALL_SUPER("CALL_SUPER", Operand.SITE, VARIES(), "self args -- v", "call the method of an ancestor of the class it is written in"),
  CALL_SUPER_SPREAD("CALL_SUPER", Operand.SITE, VARIES(), "self array map -- v", "the same with collected arguments"),
  NEW("NEW", Operand.SITE, VARIES(), "class args -- instance", "make an instance and run its constructor"),
  NEW_SPREAD("NEW", Operand.SITE, VARIES(), "class array map -- instance", "the same with collected arguments"),
  TEST_CALLEE("TEST_CALLEE", Operand.SITE, 0, "f -- f", "go on elsewhere when the callee takes data or is not callable"),
  CALL_DATA("CALL_DATA", Operand.SITE, 0, "f -- v", "call a macro function with the arguments as data, or make a Gene value"),
  CAN_FUSE("CAN_FUSE", Operand.SITE, 0, "v -- bool", "whether a chain of calls may run as one loop over the value"),
  // Collections and data
  MAKE_ARRAY("MAKE_ARRAY", Operand.COUNT, VARIES(), "items -- array", "an array of the topmost values"),
  MAKE_MAP("MAKE_MAP", Operand.SITE, VARIES(), "values -- map", "a map with the site's keys"),
  MAKE_HASH_MAP("MAKE_HASH_MAP", Operand.COUNT, VARIES(), "keys-and-values -- map", "a hash map of alternating keys and values"),
  FILL("FILL_TEMPLATE", Operand.SITE, VARIES(), "values -- datum", "a datum around the values of its holes"),
  ADD_ITEM("ADD_ITEM", Operand.NONE, -1, "array v -- array", "append to an array that is being made"),
  ADD_ITEMS("ADD_ITEMS", Operand.NONE, -1, "array spread -- array", "append all elements"),
  ADD_ENTRY("ADD_ENTRY", Operand.CONST, -1, "map v -- map", "put into a map that is being made"),
  ADD_ENTRIES("ADD_ENTRIES", Operand.NONE, -1, "map spread -- map", "put all entries"),
  SEAL("SEAL", Operand.NONE, 0, "v -- v", "make a new literal immutable"),
  MAKE_TEXT("MAKE_TEXT", Operand.COUNT, VARIES(), "pieces -- string", "the text of an interpolated string"),
  MAKE_SELECTOR("MAKE_SELECTOR", Operand.COUNT, VARIES(), "segments -- selector", "a selector"),
  MAKE_RANGE("MAKE_RANGE", Operand.NONE, -1, "from to -- range", "a range"),
  MAKE_TYPE("MAKE_TYPE", Operand.CONST, 1, "-- type", "a type value"),
  // Members
  GET_MEMBER("GET_MEMBER", Operand.SITE, 0, "target -- v", "read a member by name"),
  GET_MEMBER_OR_VAR("GET_MEMBER", Operand.SITE, -1, "target var -- v", "read a member by name, or by the value of the variable of that name"),
  GET_INDEX("GET_INDEX", Operand.SITE, 0, "target -- v", "read an element or child"),
  GET_DYNAMIC("GET_DYNAMIC", Operand.NONE, -1, "target key -- v", "read the member that a value names"),
  GET_DYNAMIC_SET("GET_DYNAMIC", Operand.NONE, -1, "target key -- v", "the same; a missing key raises"),
  LOOKUP("LOOKUP", Operand.NONE, -1, "target key -- v", "`./`"),
  LOOKUP_OR("LOOKUP", Operand.NONE, -2, "target key default -- v", "`./` with a default"),
  CHECK_FOUND("CHECK_FOUND", Operand.NONE, 0, "v -- v", "`/!`: raise when it is nil or void"),
  SET_MEMBER("SET_MEMBER", Operand.SITE, -1, "target v -- v", "write a member by name"),
  SET_MEMBER_OR_VAR("SET_MEMBER", Operand.SITE, -2, "target var v -- v", "write a member by name, or by the value of the variable of that name"),
  SET_INDEX("SET_INDEX", Operand.SITE, -1, "target v -- v", "replace an element or child"),
  SET_DYNAMIC("SET_DYNAMIC", Operand.NONE, -2, "target key v -- v", "write the member that a value names"),
  // Iteration and patterns
  ITERATE("ITERATE", Operand.NONE, 0, "collection -- iterator", "what `for` goes through"),
  NEXT("NEXT", Operand.SLOT, 1, "-- v", "the next element, or not_found"),
  NEXT_PAIR("NEXT_PAIR", Operand.SLOT, 1, "-- pair", "the next pair, or not_found"),
  SPLIT_PAIR("SPLIT_PAIR", Operand.NONE, 1, "pair -- key v", "take a pair apart"),
  CHECK_COUNT("CHECK_COUNT", Operand.NONE, 0, "n -- n", "the count of `repeat` must be an Int"),
  UNPACK("UNPACK", Operand.SITE, -1, "v --", "take a value apart into the site's slots; a mismatch raises"),
  CHECK_TYPE("CHECK_TYPE", Operand.SITE, 0, "v -- v", "check and coerce at a typed boundary"),
  // Definitions
  MAKE_FUNCTION("MAKE_FUNCTION", Operand.CODE, 1, "-- f", "a closure"),
  MAKE_BODY("MAKE_BODY", Operand.CODE, 1, "owner -- owner f", "the body of a namespace or class, with it as `self`"),
  MAKE_CLASS("MAKE_CLASS", Operand.SITE, 0, "superclass -- class", "a class"),
  SET_INTERFACES("SET_INTERFACES", Operand.NONE, -1, "class array -- class", "the interfaces that a class header names"),
  MAKE_INTERFACE("MAKE_INTERFACE", Operand.SITE, 1, "-- interface", "an interface"),
  MAKE_IMPLEMENTATION("MAKE_IMPLEMENTATION", Operand.NONE, 0, "interface class -- class implementation", "what the body of an implementation defines its members in"),
  IMPLEMENT("IMPLEMENT", Operand.NONE, -2, "class implementation --", "from now on objects of the class are adapted so"),
  MAKE_INTERCEPTOR("MAKE_INTERCEPTOR", Operand.SITE, VARIES(), "functions -- interceptor", "an interceptor with its advice"),
  MAKE_NAMESPACE("MAKE_NAMESPACE", Operand.SITE, 1, "-- ns", "a namespace"),
  MAKE_ENUM("MAKE_ENUM", Operand.SITE, 1, "-- enum", "an enum"),
  DEFINE_MEMBER("DEFINE_MEMBER", Operand.SITE, -1, "v --", "make the value a member of the current namespace"),
  DEFINE_METHOD("DEFINE_METHOD", Operand.SITE, -1, "f --", "add a method to the class that is `self`"),
  DEFINE_CTOR("DEFINE_CTOR", Operand.NONE, -1, "f --", "give the class that is `self` its constructor"),
  DEFINE_FIELD("DEFINE_FIELD", Operand.SITE, 0, "--", "declare a field of the class that is `self`"),
  SET_METADATA("SET_METADATA", Operand.CONST, -1, "class v -- class", "keep a property of a class form"),
  MATCH_VARIANT("MATCH_VARIANT", Operand.SITE, VARIES(), "target [variant] -- bool", "test an enum pattern and bind its payloads"),
  // The rest
  EVAL("EVAL", Operand.SITE, 0, "datum -- v", "run a datum in the current scope"),
  CALLER_EVAL("CALLER_EVAL", Operand.NONE, 0, "datum -- v", "run a datum in the scope of the macro's caller"),
  OPEN_SESSION("OPEN_SESSION", Operand.NONE, 1, "-- v", "let a person evaluate inputs in the current scope; the value of the last one"),
  RENDER("RENDER", Operand.SITE, 0, "template -- datum", "fill the holes of a template"),
  PARSE("PARSE", Operand.NONE, 0, "string -- datum", "read the first datum of a text"),
  TIMER_START("TIMER_START", Operand.NONE, 0, "--", "start the built-in timer"),
  TIMER_READ("TIMER_READ", Operand.NONE, 1, "-- v", "microseconds since the timer started"),
  FAIL("FAIL", Operand.SITE, -1, "v --", "raise AssertionException with the message"),
  CONTRACT_FAILED("CONTRACT_FAILED", Operand.SITE, 0, "--", "raise AssertionException for a condition of a contract"),
  YIELD("YIELD", Operand.NONE, 0, "v -- v", "hand a value to the consumer of the generator and stop here"),
  AWAIT("AWAIT", Operand.SITE, 0, "future -- v", "stop here until the future, or each of an array of them, is terminal"),
  TO_FUTURE("TO_FUTURE", Operand.NONE, 0, "v -- future", "a future that has succeeded"),
  TO_FAILED_FUTURE("TO_FUTURE", Operand.NONE, 0, "e -- future", "a future that has failed"),
  UNWRAP("UNWRAP", Operand.TARGET, 0, "v -- v", "`?`: the payload of Ok and Some; Err and None stay and go on at the target"),
  IMPORT("IMPORT", Operand.SITE, 1, "-- nil", "load a module and bind members of it"),
  EXPORT("EXPORT", Operand.SITE, VARIES(), "values --", "store members and make the export list explicit"),
  // Used by the VM itself, never compiled
  RESUME("RESUME", Operand.NONE, 0, "v -- v", "a built-in goes on with what the Gene code it asked for gave"),
  TRAP("TRAP", Operand.NONE, 0, "", "a breakpoint or trace stands here; the instruction itself is in the code");

  /** The effect depends on the site. */
  public static final int VARIES = Integer.MIN_VALUE;

  private static int VARIES() {
    return Integer.MIN_VALUE;
  }

  public enum Operand { NONE, CONST, SLOT, CAPTURE, SITE, TARGET, COUNT, CODE, OPERATOR }

  private static final Op[] ALL = values();

  private final String published;
  private final Operand operand;
  private final int effect;
  private final String picture;
  private final String doc;
  private final int pops;

  Op(String published, Operand operand, int effect, String picture, String doc) {
    this.published = published;
    this.operand = operand;
    this.effect = effect;
    this.picture = picture;
    this.doc = doc;
    this.pops = wordsBefore(picture.indexOf("--"), picture);
  }

  /** Every start of a program waits for this, for each opcode. */
  private static int wordsBefore(int end, String picture) {
    int words = 0;
    for (int at = 0; at < end; at = picture.indexOf(' ', at) + 1) {
      words++;
    }
    return words;
  }

  /** The name that listings, traces and the debugger show. */
  public String published() {
    return published;
  }

  public Operand operand() {
    return operand;
  }

  /** The change of the stack depth, or {@link #VARIES}. */
  public int effect() {
    return effect;
  }

  /** `before -- after`, the top on the right. */
  public String picture() {
    return picture;
  }

  /** The values it needs on the stack, as the picture shows them; a site may need more. */
  public int pops() {
    return pops;
  }

  public String doc() {
    return doc;
  }

  public byte code() {
    return (byte) ordinal();
  }

  public static Op of(byte code) {
    return ALL[code & 0xff];
  }

  public boolean isJump() {
    return operand == Operand.TARGET;
  }

  /** Whether the next instruction is never reached from this one. */
  public boolean endsBlock() {
    return switch (this) {
      case JUMP, LOOP, RETURN, THROW, RETHROW, RETURN_FROM, NO_LOOP, CONTRACT_FAILED, FAIL -> true;
      default -> false;
    };
  }
}
