// The words that begin forms of the language, each with what it is for and how it is filled in.
package gene.server.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * @param snippet what stands between the brackets, with `$1`, `${2:text}` and at the end `$0` as places to fill
 */
record SpecialForms(String word, String snippet, String doc) {
  private static final Map<String, SpecialForms> ALL = new LinkedHashMap<>();
  /** Words inside forms, and words for what runs a method. */
  private static final Set<String> INSIDE = Set.of("then", "elif", "else", "when", "in", "catch", "finally", "from", "of", "implements", "for", "self", "Self",
      "super", "nil", "true", "false", "void", "not_found", "not", "->", "<", "is");

  static {
    form("fn", "fn ${1:name} [$2]\n  $0", "Defines a function: `(fn name [parameters] -> Type body…)`.");
    form("var", "var ${1:name} $0", "Declares a variable: `(var name value)`.");
    form("let", "let ${1:name} $0", "Declares a variable that is never assigned again.");
    form("if", "if ${1:condition}\n  $2\nelse\n  $0", "Runs one of several branches: `(if condition then… elif condition … else …)`.");
    form("ifel", "ifel ${1:condition} $2 $0", "One of two values: `(ifel condition then else)`.");
    form("if_not", "if_not ${1:condition}\n  $0", "Runs its body unless the condition holds.");
    form("case", "case ${1:value}\nwhen $2 $3\nelse $0", "Compares a value with others: `(case value when x … else …)`.");
    form("for", "for ${1:item} in ${2:items}\n  $0", "Runs its body for each element.");
    form("while", "while ${1:condition}\n  $0", "Runs its body as long as the condition holds.");
    form("loop", "loop\n  $0", "Runs its body until `break`.");
    form("repeat", "repeat ${1:n}\n  $0", "Runs its body so many times.");
    form("break", "break", "Leaves the loop around.");
    form("continue", "continue", "Goes on with the next round of the loop around.");
    form("return", "return $0", "Leaves the function around with a value.");
    form("do", "do\n  $0", "Runs expressions one after the other; the value is that of the last.");
    form("try", "try\n  $1\ncatch ${2:e}\n  $0", "Catches exceptions: `(try … catch e … finally …)`.");
    form("throw", "throw (new Exception ${1:\"message\"})", "Throws an exception.");
    form("assert", "assert ${1:condition}", "Throws when the condition does not hold.");
    form("class", "class ${1:Name}\n  (ctor [$2]\n    $3)\n  $0", "Defines a class.");
    form("object", "object ${1:Name}\n  $0", "Defines a class with its only instance.");
    form("interface", "interface ${1:Name}\n  (method ${2:name} [$3] -> ${4:Any})", "Defines what classes may promise to have.");
    form("implement", "implement ${1:Interface} for ${2:Class}\n  $0", "Adapts a class to an interface.");
    form("method", "method ${1:name} [$2]\n  $0", "Defines a method of the class around.");
    form("ctor", "ctor [$1]\n  $0", "Defines the constructor of the class around.");
    form("field", "field ${1:name} ${2:Type}", "Declares a field of the class around.");
    form("on_method_missing", "on_method_missing [name args...]\n  $0", "Answers calls of methods that the class does not have.");
    form("new", "new ${1:Class} $0", "Makes an instance of a class.");
    form("super", "super .${1:method} $0", "Calls the method of the superclass.");
    form("ns", "ns ${1:name}\n  $0", "Defines a namespace.");
    form("enum", "enum ${1:Name}\n  $0", "Defines an enum: names, or variants with fields `(Circle r: Float)`.");
    form("type", "type ${1:Name} $0", "Names a type.");
    form("import", "import ${2:name} from \"${1:./module}\"", "Binds names of another module.");
    form("export", "export $0", "Names what other modules can import.");
    form("comptime", "comptime\n  $0", "Runs before the module does, and puts definitions in its place.");
    form("async", "async\n  $0", "Runs its expression concurrently; the value is a future.");
    form("await", "await $0", "Waits for a future.");
    form("yield", "yield $0", "Gives the next value of a generator.");
    form("block", "block [$1]\n  $0", "A callable whose `return` leaves the function around.");
    form("eval", "eval $0", "Evaluates data as code.");
    form("typeof", "typeof $0", "The kind of a value, as a string.");
    form("$with", "\\$with ${1:value}\n  $0", "Runs its body with another `self`.");
    form("$tap", "\\$tap ${1:value}\n  $0", "Runs its body with a value as `self`, and gives the value.");
    form("$set", "\\$set ${1:target} @${2:key} $0", "Sets one member of a value.");
    form("$render", "\\$render $0", "Fills a template.");
    form("$repl", "\\$repl", "Opens a session in the scope where it stands; its value is the last input's.");
    form("$caller_eval", "\\$caller_eval $0", "Evaluates data where the macro function was called.");
    form("$parse", "\\$parse $0", "Reads a text as data.");
    form("$if_main", "\\$if_main\n  $0", "Runs its body in the module that was started.");
    form("interceptor", "interceptor ${1:Name} [${2:method}]\n  $0", "Defines advice on methods.");
    form("fn-interceptor", "fn-interceptor ${1:Name} [${2:f}]\n  $0", "Defines advice on a function.");
  }

  private static void form(String word, String snippet, String doc) {
    ALL.put(word, new SpecialForms(word, snippet, doc));
  }

  static List<SpecialForms> all() {
    return List.copyOf(ALL.values());
  }

  static Optional<SpecialForms> find(String word) {
    return Optional.ofNullable(ALL.get(word));
  }

  /** Whether nothing a program defines should be called so. */
  static boolean isReserved(String word) {
    return ALL.containsKey(word) || INSIDE.contains(word);
  }
}
