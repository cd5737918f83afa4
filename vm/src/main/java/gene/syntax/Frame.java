// A form that is being read: its opening, and what was found inside so far. Frames are reused.
package gene.syntax;

final class Frame {
  enum Kind {
    NODE("an expression", "(", ")"),
    ARRAY("an array", "[", "]"),
    MAP("a map", "{", "}"),
    HASH_MAP("a hash map", "{{", "}}"),
    EMBEDDED("an interpolation", "#{", "}"),
    STRING("an interpolated string", "#\"", "\""),
    QUOTE("a quoted form", "`", ""),
    HOLE("a hole", "%", ""),
    DECORATOR("a decorated form", "#@", "");

    final String noun;
    final String opener;
    final String closer;

    Kind(String noun, String opener, String closer) {
      this.noun = noun;
      this.opener = opener;
      this.closer = closer;
    }

    /** Whether the form ends with its last datum, without a closing bracket. */
    boolean isPrefix() {
      return closer.isEmpty();
    }

    boolean isBracket() {
      return !isPrefix() && this != STRING;
    }
  }

  /** Where the properties of the present segment stand: they must form one run. */
  enum Run { BEFORE, INSIDE, OVER }

  Kind kind;
  /** Absolute offsets of the opening and of what follows it. */
  int start;
  int inside;
  boolean sealed;
  /** The first of its data on the reader's stack of values. */
  int base;
  /** Levels of forms below this one. */
  int height;
  Props props;
  Run run;
  boolean misplaced;
  // A property that waits for its value.
  Props target;
  String key;
  int keyStart;
  int keyEnd;
  int keyDepth;
  // An interpolated string.
  final StringBuilder text = new StringBuilder();
  boolean triple;
  boolean mixed;
  boolean suspected;
  int pieceStart;

  void open(Kind kind, int start, int inside, boolean sealed, int base) {
    this.kind = kind;
    this.start = start;
    this.inside = inside;
    this.sealed = sealed;
    this.base = base;
    height = 0;
    props = null;
    run = Run.BEFORE;
    misplaced = false;
    target = null;
    key = null;
  }

  Props props() {
    if (props == null) {
      props = new Props();
    }
    return props;
  }

  boolean hasProps() {
    return props != null && !props.isEmpty();
  }
}
