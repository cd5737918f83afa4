// A bounded stack of records in two packed lanes, longs and references: when it is full, the oldest records are forgotten.
package gene.vm;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A record lies in one block as a whole, so that the oldest block can go without anybody's knowing where records begin. Only the
 * newest blocks hold their references strongly: what an old record alone keeps alive may go when memory gets scarce, and with it
 * all that is older.
 */
final class Tape {
  /** What a fast instruction may write without asking for room. */
  static final int ROOM = 300;
  private static final int LONGS = 1 << 14;
  private static final int FEWEST_REFS = 1 << 10;
  private static final int MOST_REFS = 1 << 14;
  private static final int STRONG = 4;

  static final class Block {
    long[] longs;
    Object[] refs;
    int n;
    int m;
    int records;
    private SoftReference<Object[]> soft;

    private Block(int longs, int refs) {
      this.longs = new long[longs];
      this.refs = new Object[refs];
    }

    private long bytes() {
      return longs.length * 8L + (refs == null ? 0 : refs.length * 4L);
    }

    /** Its references, unless they have been given up. */
    private boolean hold() {
      if (refs == null) {
        refs = soft.get();
        soft = null;
      }
      return refs != null;
    }

    private void loosen() {
      if (refs != null && n > 0) {
        refs = Arrays.copyOf(refs, m);
        soft = new SoftReference<>(refs);
        refs = null;
      }
    }
  }

  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;
  private boolean forgetful;
  private long dropped;
  /** How many records the blocks under the top one have. */
  private long below;
  private Block spare;
  /** Where the record that is being written begins. */
  private int startN;
  private int startM;
  Block top;

  Tape(long mostBytes) {
    this.mostBytes = mostBytes;
    add(fresh());
  }

  private void add(Block b) {
    below += top == null ? 0 : top.records;
    blocks.addLast(b);
    bytes += b.bytes();
    top = b;
    int newer = 0;
    for (var older = blocks.descendingIterator(); older.hasNext(); newer++) {
      Block at = older.next();
      if (newer == STRONG) {
        bytes -= at.bytes();
        at.loosen();
        bytes += at.bytes() + at.m * 4L;
        break;
      }
    }
    while (bytes > mostBytes && blocks.size() > STRONG) {
      Block oldest = blocks.removeFirst();
      bytes -= size(oldest);
      dropped += oldest.records;
      below -= oldest.records;
      forgetful = true;
      spare = oldest;
    }
  }

  /** A block that was forgotten last serves again: a full tape allocates nothing. */
  private Block fresh() {
    Block b = spare;
    spare = null;
    if (b == null || b.longs.length != LONGS) {
      return new Block(LONGS, FEWEST_REFS);
    }
    if (!b.hold() || b.refs.length < FEWEST_REFS) {
      b.refs = new Object[FEWEST_REFS];
    }
    Arrays.fill(b.refs, null);
    b.n = 0;
    b.m = 0;
    b.records = 0;
    return b;
  }

  private static long size(Block b) {
    return b.bytes() + (b.refs == null ? b.m * 4L : 0);
  }

  /** Room for one more fast instruction in the top block. */
  void reserve() {
    if (top.n > top.longs.length - ROOM) {
      add(fresh());
    } else if (top.m > top.refs.length - ROOM) {
      if (top.refs.length < MOST_REFS) {
        moreRefs();
      } else {
        add(fresh());
      }
    }
  }

  private void moreRefs() {
    int length = Math.max(FEWEST_REFS, top.refs.length * 2);
    bytes += (length - top.refs.length) * 4L;
    top.refs = Arrays.copyOf(top.refs, length);
  }

  // Writing a record

  void begin() {
    reserve();
    startN = top.n;
    startM = top.m;
  }

  void push(long word) {
    if (top.n == top.longs.length) {
      moveOn();
    }
    top.longs[top.n++] = word;
  }

  void pushRef(Object ref) {
    if (top.m == top.refs.length) {
      if (top.m < MOST_REFS) {
        moreRefs();
      } else {
        moveOn();
      }
    }
    top.refs[top.m++] = ref;
  }

  /** The record that is being written goes to a block of its own. */
  private void moveOn() {
    int longs = top.n - startN;
    int refs = top.m - startM;
    var b = new Block(Math.max(LONGS, longs * 2), Math.max(FEWEST_REFS, refs * 2));
    System.arraycopy(top.longs, startN, b.longs, 0, longs);
    System.arraycopy(top.refs, startM, b.refs, 0, refs);
    Arrays.fill(top.refs, startM, top.m, null);
    top.n = startN;
    top.m = startM;
    b.n = longs;
    b.m = refs;
    startN = 0;
    startM = 0;
    add(b);
  }

  void end() {
    top.records++;
  }

  /** The record that is being written is none. */
  void abandon() {
    Arrays.fill(top.refs, startM, top.m, null);
    top.n = startN;
    top.m = startM;
  }

  // Taking records off the top

  /** Whether there is a record. */
  boolean isEmpty() {
    while (top.records == 0) {
      if (blocks.size() == 1) {
        return true;
      }
      bytes -= size(blocks.removeLast());
      top = blocks.peekLast();
      below -= top.records;
      long before = size(top);
      if (!top.hold()) {
        dropped += records();
        clear();
        forgetful = true;
        return true;
      }
      bytes += size(top) - before;
    }
    return false;
  }

  long pop() {
    return top.longs[--top.n];
  }

  Object popRef() {
    Object ref = top.refs[--top.m];
    top.refs[top.m] = null;
    return ref;
  }

  void popped() {
    top.records--;
  }

  /** Where the tape ends now, to drop later what was written since. */
  record Mark(Block top, int n, int m, int records) {}

  Mark mark() {
    isEmpty();
    return new Mark(top, top.n, top.m, top.records);
  }

  void cutTo(Mark mark) {
    while (top != mark.top) {
      bytes -= size(blocks.removeLast());
      top = blocks.getLast();
      below -= top.records;
    }
    Arrays.fill(top.refs, mark.m, top.m, null);
    top.n = mark.n;
    top.m = mark.m;
    top.records = mark.records;
  }

  /** The flags of the newest record; there must be one. */
  int newestFlags() {
    return (int) top.longs[top.n - 1] & 0x3F;
  }

  void clear() {
    blocks.clear();
    bytes = 0;
    below = 0;
    top = null;
    add(fresh());
  }

  /** All references, from the newest to the oldest. */
  void refs(Consumer<Object> hear) {
    for (var older = blocks.descendingIterator(); older.hasNext();) {
      Block b = older.next();
      Object[] refs = b.refs != null ? b.refs : b.soft.get();
      for (int i = b.m - 1; refs != null && i >= 0; i--) {
        hear.accept(refs[i]);
      }
    }
  }

  // What is known of it

  /** How many records there were below the present top, the forgotten ones included. */
  long position() {
    return dropped + records();
  }

  long records() {
    return below + top.records;
  }

  /** Whether records were forgotten. */
  boolean isForgetful() {
    return forgetful;
  }

  long bytes() {
    return bytes;
  }

  /** Reads records from the newest to the oldest without taking them off. */
  final class Reader {
    private final java.util.Iterator<Block> older = blocks.descendingIterator();
    private Block block;
    private Object[] refs;
    private int n;
    private int m;
    private int left;

    /** Whether there is one more record; then it can be read. */
    boolean next() {
      while (left == 0) {
        if (!older.hasNext()) {
          return false;
        }
        block = older.next();
        refs = block.refs != null ? block.refs : block.soft.get();
        if (refs == null) {
          return false;
        }
        n = block.n;
        m = block.m;
        left = block.records;
      }
      left--;
      return true;
    }

    long pop() {
      return block.longs[--n];
    }

    Object popRef() {
      return refs[--m];
    }
  }

  Reader reader() {
    return new Reader();
  }
}
