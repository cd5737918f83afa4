// The answer for a value that cannot be watched: its `dataId` is there, and null, which other answers never say.
package gene.dap;

import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

@JsonAdapter(Unwatchable.Json.class)
record Unwatchable(String reason) {
  static final class Json extends TypeAdapter<Unwatchable> {
    @Override
    public void write(JsonWriter out, Unwatchable value) throws IOException {
      boolean nulls = out.getSerializeNulls();
      out.setSerializeNulls(true);
      out.beginObject().name("dataId").nullValue().name("description").value(value.reason).endObject();
      out.setSerializeNulls(nulls);
    }

    @Override
    public Unwatchable read(JsonReader in) {
      throw new UnsupportedOperationException("an adapter does not read its answers");
    }
  }
}
