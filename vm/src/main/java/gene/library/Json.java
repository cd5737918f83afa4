// The namespace `json`, also `gene/json`, and the `.to_json` methods.
package gene.library;

import gene.data.Instance;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class Json implements NativeModule {
  private static final int PARSE = 0, STRINGIFY = 1, TO_JSON = 2, SERIALIZE = 3, DESERIALIZE = 4;

  @Override
  public void declare(Declarations to) {
    for (String ns : new String[] {"json", "gene/json"}) {
      to.function(ns, "parse", PARSE, "[text: String] -> Any", "The value of a JSON text: `null` as `nil`, objects as maps, arrays as arrays.");
      to.function(ns, "stringify", STRINGIFY, "[value] -> String", "The value as compact JSON; kinds that JSON does not have become strings.");
      to.function(ns, "serialize", SERIALIZE, "[value] -> String",
          "The value as tagged JSON, from which `deserialize` makes the same value again: symbols, forms and large integers included.");
      to.function(ns, "deserialize", DESERIALIZE, "[text: String] -> Any", "The value of a tagged JSON text.");
    }
    to.method("Array", "to_json", TO_JSON, "[] -> String", "The array as compact JSON.");
    to.method("Map", "to_json", TO_JSON, "[] -> String", "The map as compact JSON.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case PARSE -> parse(a);
      case STRINGIFY -> JsonWriter.write(Arguments.required(a, 0, "json.stringify requires a value"));
      case TO_JSON -> JsonWriter.write(a.self());
      case SERIALIZE -> TaggedJson.write(Arguments.required(a, 0, "json.serialize requires a value"));
      case DESERIALIZE -> TaggedJson.read(a.string(0, "json.deserialize expects a string"));
      default -> throw new AssertionError(id);
    };
  }

  /** A text, or a Response, whose body is meant. */
  static Object parse(Args a) {
    if (a.get(0, null) instanceof Instance instance && instance.cls().isA(a.vm().builtinClass("Response"))) {
      return JsonReader.read(HttpFunctions.body(instance));
    }
    return JsonReader.read(a.string(0, "json.parse expects a string"));
  }
}
