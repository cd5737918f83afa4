// Semantic tokens as the protocol has them: five numbers for each, places relative to the token before.
package gene.server;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import gene.server.feature.TokenRun;
import gene.source.Source;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensEdit;

/** A file of 10,000 lines has some 300,000 of them, and each edit makes a client ask again: what has not changed is not made again. */
final class TokenNumbers extends AbstractList<Integer> {
  private static final int SIZE = 5;
  /** Of those numbers the ones that each piece leaves to its place. */
  private static final int HEAD = 2;

  private final TokenPiece[] pieces;
  /** For each piece how many lines and characters its first token is behind the last one before it. */
  private final int[] heads;
  private final int count;
  private int[] flat;

  private TokenNumbers(TokenPiece[] pieces, int[] heads) {
    this.pieces = pieces;
    this.heads = heads;
    this.count = Arrays.stream(pieces).mapToInt(TokenPiece::count).sum() * SIZE;
  }

  /** @param earlier what was made of an earlier state; null without one */
  static TokenNumbers of(List<TokenRun> runs, Source source, PositionEncoding encoding, TokenNumbers earlier) {
    Map<int[], TokenPiece> known = new IdentityHashMap<>();
    for (TokenPiece p : earlier == null ? new TokenPiece[0] : earlier.pieces) {
      known.put(p.tokens(), p);
    }
    var pieces = new TokenPiece[runs.size()];
    int[] heads = new int[pieces.length * HEAD];
    int line = 1;
    int character = 0;
    for (int i = 0; i < pieces.length; i++) {
      TokenRun run = runs.get(i);
      TokenPiece piece = known.get(run.tokens());
      pieces[i] = piece == null ? TokenPiece.of(run, source, encoding) : piece;
      int start = run.start(0);
      int first = source.line(start);
      int at = TokenPiece.units(source, encoding, source.lineStart(first), start);
      heads[i * HEAD] = first - line;
      heads[i * HEAD + 1] = first == line ? at - character : at;
      line = first + pieces[i].lines();
      character = pieces[i].lines() == 0 ? at + pieces[i].character() : pieces[i].character();
    }
    return new TokenNumbers(pieces, heads);
  }

  /** The numbers of the pieces from one up to another. */
  private int[] numbers(int from, int to) {
    int size = 0;
    for (int i = from; i < to; i++) {
      size += pieces[i].count() * SIZE;
    }
    int[] all = new int[size];
    int at = 0;
    for (int i = from; i < to; i++) {
      all[at] = heads[i * HEAD];
      all[at + 1] = heads[i * HEAD + 1];
      pieces[i].numbers(all, at + HEAD);
      at += pieces[i].count() * SIZE;
    }
    return all;
  }

  @Override
  public synchronized Integer get(int index) {
    if (flat == null) {
      flat = numbers(0, pieces.length);
    }
    return flat[index];
  }

  @Override
  public int size() {
    return count;
  }

  /** What makes these numbers of others: one edit that covers all that differs, or none. */
  List<SemanticTokensEdit> since(TokenNumbers old) {
    int most = Math.min(old.pieces.length, pieces.length);
    int same = 0;
    int start = 0;
    while (same < most && isSame(old, same, same)) {
      start += pieces[same++].count() * SIZE;
    }
    int end = 0;
    while (end < most - same && isSame(old, old.pieces.length - 1 - end, pieces.length - 1 - end)) {
      end++;
    }
    int[] before = old.numbers(same, old.pieces.length - end);
    int[] now = numbers(same, pieces.length - end);
    int shorter = Math.min(before.length, now.length);
    int first = 0;
    while (first < shorter && before[first] == now[first]) {
      first++;
    }
    int last = 0;
    while (last < shorter - first && before[before.length - 1 - last] == now[now.length - 1 - last]) {
      last++;
    }
    if (first == before.length && first == now.length) {
      return List.of();
    }
    List<Integer> inserted = Arrays.stream(now, first, now.length - last).boxed().toList();
    return List.of(new SemanticTokensEdit(start + first, before.length - first - last, inserted));
  }

  private boolean isSame(TokenNumbers old, int there, int here) {
    return old.heads[there * HEAD] == heads[here * HEAD] && old.heads[there * HEAD + 1] == heads[here * HEAD + 1] && pieces[here].isSame(old.pieces[there]);
  }

  private String text() {
    var text = new StringBuilder(Arrays.stream(pieces).mapToInt(p -> p.text().length() + 16).sum());
    for (int i = 0; i < pieces.length; i++) {
      text.append(i == 0 ? "[" : ",").append(heads[i * HEAD]).append(',').append(heads[i * HEAD + 1]).append(pieces[i].text());
    }
    return text.append(pieces.length == 0 ? "[]" : "]").toString();
  }

  /** Writes the numbers as one piece of text. */
  static final class Json extends TypeAdapter<SemanticTokens> {
    @Override
    public void write(JsonWriter out, SemanticTokens tokens) throws IOException {
      out.beginObject();
      if (tokens.getResultId() != null) {
        out.name("resultId").value(tokens.getResultId());
      }
      out.name("data").jsonValue(tokens.getData() instanceof TokenNumbers numbers ? numbers.text() : tokens.getData().toString());
      out.endObject();
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
