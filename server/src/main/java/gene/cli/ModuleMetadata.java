// What a module declares, as JSON for tools that read programs: `gene compile -f ai-metadata`.
package gene.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.analysis.Analysis;
import gene.analysis.ImportSpec;
import gene.analysis.Node;
import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class ModuleMetadata {
  private static final int UNTYPED = -1;

  private final Code module;
  private final Map<String, Integer> types = new LinkedHashMap<>();
  private final JsonArray callables = new JsonArray();
  private int instructions;

  private ModuleMetadata(Code module) {
    this.module = module;
  }

  static String json(Code module, Analysis analysis) {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(new ModuleMetadata(module).json(analysis));
  }

  private JsonObject json(Analysis analysis) {
    JsonArray declared = declarations(module);
    callables(module);
    var aliases = new JsonArray();
    for (Node n : analysis.module().body().nodes()) {
      if (n instanceof Node.TypeValue t && t.bindTo() != null) {
        var alias = new JsonObject();
        alias.addProperty("name", t.form().toString().isEmpty() ? "" : name(t.bindTo()));
        alias.addProperty("type_id", id(t.type().toString()));
        aliases.add(alias);
      }
    }
    var json = new JsonObject();
    json.addProperty("format", "gene-ai-metadata");
    json.addProperty("source", module.source().name());
    json.addProperty("module_path", module.source().id());
    json.addProperty("instruction_count", instructions);
    json.add("module_exports", exports());
    json.add("module_imports", imports());
    json.add("module_types", declared);
    var descriptors = new JsonArray();
    types.keySet().forEach(descriptors::add);
    json.add("type_descriptors", descriptors);
    json.add("type_aliases", aliases);
    json.add("callables", callables);
    return json;
  }

  private static String name(Node.Target target) {
    return target.binding() != null ? target.binding().name() : target.name() != null ? target.name() : String.valueOf(target.global());
  }

  private int id(String type) {
    return types.computeIfAbsent(type, t -> types.size());
  }

  private JsonArray exports() {
    var names = new JsonArray();
    for (int pc = 0; pc < module.length(); pc++) {
      if (module.op(pc) == Op.EXPORT) {
        ((Site.Keys) module.site(module.operand(pc))).keys().forEach(names::add);
      }
    }
    return names;
  }

  private JsonArray imports() {
    var all = new JsonArray();
    for (int pc = 0; pc < module.length(); pc++) {
      if (module.op(pc) == Op.IMPORT && ((Site.Import) module.site(module.operand(pc))).spec() instanceof ImportSpec spec) {
        for (ImportSpec.Item item : spec.items()) {
          var json = new JsonObject();
          json.addProperty("module", spec.module());
          json.addProperty("name", String.join("/", item.path()));
          json.addProperty("as", item.as());
          all.add(json);
        }
      }
    }
    return all;
  }

  /** Classes, enums and namespaces of a body, with those inside of them. */
  private static JsonArray declarations(Code body) {
    var all = new JsonArray();
    var open = new ArrayList<JsonObject>();
    for (int pc = 0; pc < body.length(); pc++) {
      Op op = body.op(pc);
      if (op == Op.MAKE_CLASS || op == Op.MAKE_NAMESPACE) {
        JsonObject made = declaration(((Site.Name) body.site(body.operand(pc))).name(), op == Op.MAKE_CLASS ? "class" : "namespace");
        all.add(made);
        open.add(made);
      } else if (op == Op.MAKE_ENUM) {
        var shape = (Site.EnumShape) body.site(body.operand(pc));
        JsonObject made = declaration(shape.name(), "enum");
        shape.variants().forEach(v -> made.getAsJsonArray("children").add(declaration(v.name(), "variant")));
        all.add(made);
      } else if (op == Op.MAKE_BODY && !open.isEmpty()) {
        open.get(open.size() - 1).getAsJsonArray("children").addAll(declarations(body.code(body.operand(pc))));
      }
    }
    return all;
  }

  private static JsonObject declaration(String name, String kind) {
    var json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("kind", kind);
    json.add("children", new JsonArray());
    return json;
  }

  private void callables(Code code) {
    instructions += code.length();
    boolean called = switch (code.kind()) {
      case FUNCTION, METHOD, CTOR -> true;
      case MODULE, BODY, BLOCK, EVAL -> false;
    };
    if (called && !code.isFused()) {
      callables.add(callable(code));
    }
    for (int i = 0; i < code.codeCount(); i++) {
      callables(code.code(i));
    }
  }

  private JsonObject callable(Code code) {
    var params = new JsonArray();
    boolean typed = false;
    for (Code.Param p : code.params()) {
      var json = new JsonObject();
      json.addProperty("name", p.name());
      json.addProperty("type_id", p.type() == null ? UNTYPED : id(p.type()));
      typed |= p.type() != null;
      params.add(json);
    }
    int result = result(code);
    var json = new JsonObject();
    json.addProperty("name", code.name());
    json.addProperty("typed", typed || result != UNTYPED);
    json.add("params", params);
    json.addProperty("return_type_id", result);
    json.addProperty("line", code.source().line(code.start()));
    json.addProperty("column", code.source().column(code.start()));
    return json;
  }

  private int result(Code code) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < code.siteCount(); i++) {
      if (code.site(i) instanceof Site.Type t && t.boundary() == Site.Boundary.RETURN) {
        found.add(t.type().toString());
      }
    }
    return found.isEmpty() ? UNTYPED : id(found.get(0));
  }
}
