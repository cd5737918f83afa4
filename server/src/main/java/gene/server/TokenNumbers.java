// Semantic tokens as the protocol has them: five numbers for each, places relative to the token before.
package gene.server;

import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import gene.source.Source;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.SemanticTokens;

/** Plain numbers: a file of 10,000 lines has some 300,000 of them, and each edit makes a client ask again. */
final class TokenNumbers extends AbstractList<Integer> {
  private static final int SIZE = 5;

  private final Source source;
  private final PositionEncoding encoding;
  private int[] numbers = new int[1024];
  private int count;
  private int line = 1;
  private int lastLine = 1;
  private int lastCharacter;

  TokenNumbers(Source source, PositionEncoding encoding) {
    this.source = source;
    this.encoding = encoding;
  }

  /** In order of place. */
  void add(int start, int length, int type, int modifiers) {
    while (line < source.lineCount() && source.lineStart(line + 1) <= start) {
      line++;
    }
    int lineStart = source.lineStart(line);
    int character = units(lineStart, start);
    if (count + SIZE > numbers.length) {
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
    }
    numbers[count++] = line - lastLine;
    numbers[count++] = line == lastLine ? character - lastCharacter : character;
    numbers[count++] = units(start, start + length);
    numbers[count++] = type;
    numbers[count++] = modifiers;
    lastLine = line;
    lastCharacter = character;
  }

  private int units(int from, int to) {
    if (encoding == PositionEncoding.UTF16) {
      return to - from;
    }
    int units = 0;
    for (int i = from; i < to; ) {
      int c = source.text().codePointAt(i);
      units += encoding.units(c);
      i += Character.charCount(c);
    }
    return units;
  }

  @Override
  public Integer get(int index) {
    if (index >= count) {
      throw new IndexOutOfBoundsException(index);
    }
    return numbers[index];
  }

  @Override
  public int size() {
    return count;
  }

  int[] toArray(int from, int to) {
    return Arrays.copyOfRange(numbers, from, to);
  }

  int at(int index) {
    return numbers[index];
  }

  /** Teaches a writer of messages the form of tokens. */
  static void register(GsonBuilder writer) {
    writer.registerTypeAdapter(SemanticTokens.class, new Json());
  }

  /** Writes the numbers as one piece of text. */
  static final class Json extends TypeAdapter<SemanticTokens> {
    @Override
    public void write(JsonWriter out, SemanticTokens tokens) throws IOException {
      out.beginObject();
      if (tokens.getResultId() != null) {
        out.name("resultId").value(tokens.getResultId());
      }
      out.name("data").jsonValue(text(tokens.getData()));
      out.endObject();
    }

    private static String text(List<Integer> data) {
      var text = new StringBuilder(data.size() * 5 / 2 + 2).append('[');
      for (int i = 0; i < data.size(); i++) {
        text.append(i == 0 ? "" : ",").append(data.get(i).intValue());
      }
      return text.append(']').toString();
    }

    @Override
    public SemanticTokens read(JsonReader in) throws IOException {
      String id = null;
      var data = new ArrayList<Integer>();
      in.beginObject();
      while (in.hasNext()) {
        switch (in.nextName()) {
          case "resultId" -> {
            if (in.peek() == JsonToken.NULL) {
              in.nextNull();
            } else {
              id = in.nextString();
            }
          }
          case "data" -> {
            in.beginArray();
            while (in.hasNext()) {
              data.add(in.nextInt());
            }
            in.endArray();
          }
          default -> in.skipValue();
        }
      }
      in.endObject();
      return new SemanticTokens(id, data);
    }
  }
}
