// A module's compiled code with what belongs to it, as bytes and back (docs/gir.md).
package gene.gir;

import gene.bytecode.Code;
import gene.source.Diagnostic;
import gene.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * @param warnings what the analysis found that is no error
 * @param inputs   what the compilation depended on besides the source
 * @param profile  what earlier runs saw; empty when they told nothing
 */
public record Gir(GirHeader header, Code code, List<Diagnostic> warnings, List<Input> inputs, RunProfile profile) {
  /** The parts of a file behind its header; a file has each at most once. The number is what stands in the file. */
  enum Section {
    TEXTS(1), LAYOUT(2), INPUTS(3), WARNINGS(4), CODE(5), PROFILE(6);

    final int number;

    Section(int number) {
      this.number = number;
    }
  }

  public Gir {
    warnings = List.copyOf(warnings);
    inputs = List.copyOf(inputs);
  }

  /** The whole file. Function bodies that were never needed are compiled for it. */
  public byte[] toBytes() {
    var main = new ByteOutput();
    var sections = new LinkedHashMap<Section, byte[]>();
    sections.put(Section.LAYOUT, section(main, out -> layout(out, code.source().layout())));
    sections.put(Section.INPUTS, section(main, out -> out.list(inputs, (o, i) -> i.write(o))));
    sections.put(Section.WARNINGS, section(main, out -> out.list(warnings, FindingFormat::write)));
    sections.put(Section.CODE, section(main, out -> new CodeFormat(code.source()).write(out, code)));
    if (!profile.isEmpty()) {
      sections.put(Section.PROFILE, profile.toBytes());
    }
    ByteOutput texts = main.sibling();
    texts.pool();
    header.write(main);
    main.u8(sections.size() + 1);
    write(main, Section.TEXTS.number, texts.toBytes());
    sections.forEach((section, bytes) -> write(main, section.number, bytes));
    main.raw(Sha256.of(main.toBytes()));
    return main.toBytes();
  }

  private static byte[] section(ByteOutput main, Consumer<ByteOutput> writer) {
    ByteOutput out = main.sibling();
    writer.accept(out);
    return out.toBytes();
  }

  private static void write(ByteOutput main, int section, byte[] bytes) {
    main.u8(section);
    main.u32(bytes.length);
    main.raw(bytes);
  }

  private static void layout(ByteOutput out, Source.Layout layout) {
    out.uint(layout.length());
    out.ascending(layout.lineStarts());
    out.ascending(layout.halves());
  }

  /**
   * Checks a file and reads what is needed to start: function bodies are read when they first run.
   *
   * @param compiler the fingerprint that the file must have; null to accept any
   * @param source   the source with its text; null to take what the file knows of it
   */
  public static Gir read(byte[] file, String compiler, Source source) throws InvalidGir {
    try {
      return checked(file, compiler, source);
    } catch (Damage e) {
      throw new InvalidGir("damaged: " + e.getMessage());
    }
  }

  /** The header alone; the contents may be damaged. */
  public static GirHeader readHeader(byte[] file, String compiler) throws InvalidGir {
    try {
      return GirHeader.read(new ByteInput(file, 0, file.length, null), compiler);
    } catch (Damage e) {
      throw new InvalidGir("damaged: " + e.getMessage());
    }
  }

  private static Gir checked(byte[] file, String compiler, Source source) throws InvalidGir {
    readHeader(file, compiler);
    var in = new ByteInput(file, 0, Math.max(0, file.length - Sha256.LENGTH), null);
    GirHeader header = GirHeader.read(in, compiler);
    checkDigest(file);
    Map<Integer, int[]> ranges = ranges(in);
    int[] pool = range(ranges, Section.TEXTS);
    var texts = new ByteInput.Texts(file, pool[0], pool[1]);
    Source from = source != null ? source : Source.withoutText(header.id(), header.name(), layout(input(file, ranges, Section.LAYOUT, texts)));
    ByteInput part = input(file, ranges, Section.INPUTS, texts);
    var inputs = new ArrayList<Input>();
    for (int n = part.count(); n > 0; n--) {
      inputs.add(Input.read(part));
    }
    part = input(file, ranges, Section.WARNINGS, texts);
    var warnings = new ArrayList<Diagnostic>();
    for (int n = part.count(); n > 0; n--) {
      warnings.add(FindingFormat.read(part));
    }
    Code code = new CodeFormat(from).read(input(file, ranges, Section.CODE, texts));
    return new Gir(header, code, warnings, inputs, profile(file, ranges));
  }

  private static void checkDigest(byte[] file) throws InvalidGir {
    byte[] stored = java.util.Arrays.copyOfRange(file, file.length - Sha256.LENGTH, file.length);
    if (!java.util.Arrays.equals(stored, Sha256.of(file, file.length - Sha256.LENGTH))) {
      throw new InvalidGir("damaged: its contents do not match their hash");
    }
  }

  /** A profile is only advice: one that cannot be read is none. */
  private static RunProfile profile(byte[] file, Map<Integer, int[]> ranges) {
    int[] range = ranges.get(Section.PROFILE.number);
    if (range == null) {
      return RunProfile.NONE;
    }
    try {
      return RunProfile.read(file, range[0], range[1]);
    } catch (Damage unreadable) {
      return RunProfile.NONE;
    }
  }

  /** The same file with another profile; nothing else of it is looked at. */
  public static byte[] withProfile(byte[] file, RunProfile profile) throws InvalidGir {
    try {
      var in = new ByteInput(file, 0, file.length - Sha256.LENGTH, null);
      GirHeader.read(in, null);
      int head = in.at();
      checkDigest(file);
      Map<Integer, int[]> ranges = ranges(in);
      ranges.remove(Section.PROFILE.number);
      var out = new ByteOutput();
      out.raw(java.util.Arrays.copyOf(file, head));
      out.u8(ranges.size() + 1);
      ranges.forEach((number, range) -> write(out, number, java.util.Arrays.copyOfRange(file, range[0], range[1])));
      write(out, Section.PROFILE.number, profile.toBytes());
      out.raw(Sha256.of(out.toBytes()));
      return out.toBytes();
    } catch (Damage e) {
      throw new InvalidGir("damaged: " + e.getMessage());
    }
  }

  private static Map<Integer, int[]> ranges(ByteInput in) {
    var ranges = new LinkedHashMap<Integer, int[]>();
    int count = in.u8();
    for (int i = 0; i < count; i++) {
      int number = in.u8();
      int length = in.u32();
      int from = in.at();
      in.part(length);
      if (ranges.put(number, new int[] {from, from + length}) != null) {
        throw new Damage("section " + number + " is there twice");
      }
    }
    if (!in.isAtEnd()) {
      throw new Damage("it is longer than its sections");
    }
    return ranges;
  }

  private static int[] range(Map<Integer, int[]> ranges, Section section) {
    int[] range = ranges.get(section.number);
    if (range == null) {
      throw new Damage("section " + section.number + " is missing");
    }
    return range;
  }

  private static ByteInput input(byte[] file, Map<Integer, int[]> ranges, Section section, ByteInput.Texts texts) {
    int[] range = range(ranges, section);
    return new ByteInput(file, range[0], range[1], texts);
  }

  private static Source.Layout layout(ByteInput in) {
    int length = in.uint();
    return new Source.Layout(length, in.ascending(), in.ascending());
  }

  /** The texts of the file in the order of their numbers, for listings. */
  public static List<String> texts(byte[] file) throws InvalidGir {
    try {
      var in = new ByteInput(file, 0, file.length - Sha256.LENGTH, null);
      GirHeader.read(in, null);
      int[] pool = range(ranges(in), Section.TEXTS);
      var texts = new ByteInput.Texts(file, pool[0], pool[1]);
      var all = new ArrayList<String>();
      for (int i = 0; i < texts.size(); i++) {
        all.add(texts.get(i));
      }
      return all;
    } catch (Damage e) {
      throw new InvalidGir("damaged: " + e.getMessage());
    }
  }
}
