// The table of built-ins is complete: documented, with signatures that can be read, and in step with prelude.gene.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.Builtin;
import gene.analysis.Builtin.Kind;
import gene.analysis.Signature;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BuiltinsTest {
  private static final List<Builtin> ENTRIES = Builtins.entries(Builtins.modules());

  @Test
  void everyEntryHasADocSentence() {
    for (Builtin entry : ENTRIES) {
      assertTrue(entry.doc().matches("(?s)[^a-z].*[.`…]"), entry.qualifiedName() + ": " + entry.doc());
    }
  }

  @Test
  void everySignatureCanBeRead() {
    for (Builtin entry : ENTRIES) {
      if (entry.kind() == Kind.FUNCTION || entry.kind() == Kind.METHOD) {
        assertDoesNotThrow(() -> Signature.parse(entry.signature()), entry.qualifiedName());
      }
    }
  }

  @Test
  void signaturesSayWhatEachParameterIs() {
    Signature s = Signature.parse("[sep: String limit = nil rest... ^flag: Bool = false] -> Array");
    assertEquals("[Parameter[name=sep, kind=REQUIRED, type=String, defaultText=], "
        + "Parameter[name=limit, kind=OPTIONAL, type=, defaultText=nil], Parameter[name=rest, kind=REST, type=, defaultText=], "
        + "Parameter[name=flag, kind=KEYWORD, type=Bool, defaultText=false]]", s.parameters().toString());
    assertEquals("Array", s.result());
    assertEquals("", Signature.parse("[]").result());
    assertThrows(IllegalArgumentException.class, () -> Signature.parse("[a"));
    assertThrows(IllegalArgumentException.class, () -> Signature.parse("[A]"));
    assertThrows(IllegalArgumentException.class, () -> Signature.parse("[a:]"));
    assertThrows(IllegalArgumentException.class, () -> Signature.parse("[] Array"));
  }

  @Test
  void methodsBelongToDeclaredClassesAndResultsAreTypes() {
    Set<String> types = new HashSet<>(Set.of("Any", "Numeric"));
    ENTRIES.stream().filter(e -> e.kind() == Kind.CLASS).forEach(e -> types.add(e.name()));
    for (Builtin entry : ENTRIES) {
      if (entry.kind() == Kind.METHOD) {
        assertTrue(types.contains(entry.owner()), entry.qualifiedName());
      }
      if (!entry.signature().isEmpty()) {
        String result = Signature.parse(entry.signature()).result();
        assertTrue(result.isEmpty() || types.contains(result), entry.qualifiedName() + " -> " + result);
      }
    }
  }

  @Test
  void theTableIsMadeOnceAndFindsEntries() {
    assertEquals(Kind.FUNCTION, Builtins.table().find("println").orElseThrow().kind());
    assertEquals(Kind.CONSTANT, Builtins.table().find("math/PI").orElseThrow().kind());
    assertEquals(Kind.NAMESPACE, Builtins.table().find("gene/json").orElseThrow().kind());
    assertTrue(Builtins.table().findMethod("Array", "map").isPresent());
    assertFalse(Builtins.table().findMethod("Array", "total").isPresent());
  }

  @Test
  void preludeDefinesExactlyTheMethodsThatAreDeclaredForIt() throws IOException {
    var declared = new TreeSet<String>();
    InvocationHandler note = (proxy, method, args) -> {
      if (method.getName().equals("preludeMethod")) {
        declared.add(args[0] + "." + args[1]);
      }
      return null;
    };
    var declarations = (Declarations) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Declarations.class}, note);
    for (NativeModule module : Builtins.modules()) {
      module.declare(declarations);
    }
    assertFalse(declared.isEmpty());
    assertEquals(declared, preludeMethods());
  }

  private static Set<String> preludeMethods() throws IOException {
    String text;
    try (InputStream in = Builtins.class.getResourceAsStream(Builtins.PRELUDE)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var defined = new TreeSet<String>();
    String owner = "";
    var heads = Pattern.compile("\\(\\$extend (\\w+)|^  \\(method (\\S+)", Pattern.MULTILINE).matcher(text);
    while (heads.find()) {
      owner = heads.group(1) != null ? heads.group(1) : owner;
      if (heads.group(2) != null) {
        defined.add(owner + "." + heads.group(2));
      }
    }
    return defined;
  }
}
