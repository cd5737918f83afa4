// The trace for programs: a JSON object per line.
package gene.cli;

import com.google.gson.stream.JsonWriter;
import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.data.Printer;
import gene.vm.Fiber;
import gene.vm.TraceSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

final class JsonTrace implements TraceSink, Closeable {
  private final Writer out;
  private IOException failure;

  JsonTrace(Writer out) {
    this.out = out;
  }

  @Override
  public void instruction(Fiber fiber, Code code, int pc, List<Object> operandStack, int depth) {
    if (failure != null) {
      return;
    }
    try {
      out.write(line(code, pc, operandStack, depth));
      out.write('\n');
    } catch (IOException e) {
      // The program is not to blame: it goes on, and close tells.
      failure = e;
    }
  }

  private static String line(Code code, int pc, List<Object> operandStack, int depth) throws IOException {
    var text = new StringWriter();
    int offset = code.spanStart(pc);
    try (var json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      json.name("opcode").value(code.op(pc).published());
      json.name("operands").value(Disassembler.operands(code, pc));
      json.name("stack").beginArray();
      for (Object value : operandStack) {
        json.value(Printer.code(value));
      }
      json.endArray();
      json.name("function").value(Traces.name(code));
      json.name("file").value(code.source().name());
      json.name("line").value(code.source().line(offset));
      json.name("column").value(code.source().column(offset));
      json.name("depth").value(depth);
      json.endObject();
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (failure != null) {
      throw failure;
    }
  }
}
