// Draws a view on a terminal and reads the keys: the whole screen, until somebody leaves.
package gene.cli;

import gene.cli.DataView.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

final class ViewScreen {
  private static final int INTERRUPTED = 130;
  private static final int WIDEST_LABEL = 30;
  private static final AttributedStyle BAR = AttributedStyle.DEFAULT.inverse();
  private static final AttributedStyle LABEL = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);
  private static final List<String> HELP = List.of(
      "Up, Down             the row above, below", "PgUp, PgDn           a screen up, down", "Home, End            the first, the last row",
      "Enter, Right         into the container", "Left                 out of it", "Esc                  to the root",
      "Ctrl-F               search; with nothing typed, again", "F5                   read the file again", "F1                   this help",
      "F10                  quit");

  private enum Key { UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, INTO, OUT, ROOT, SEARCH, HELP, RELOAD, QUIT, INTERRUPT, OTHER }

  private final Terminal terminal;
  private final String name;
  private final DataView view;
  /** Reads the file again; empty, or a message why that cannot be. */
  private final Supplier<Optional<String>> reload;
  private final BindingReader keys;
  private final Display display;
  private String message = "";
  private String sought = "";
  private boolean helping;

  ViewScreen(Terminal terminal, String name, DataView view, Supplier<Optional<String>> reload) {
    this.terminal = terminal;
    this.name = name;
    this.view = view;
    this.reload = reload;
    keys = new BindingReader(terminal.reader());
    display = new Display(terminal, true);
  }

  /** The exit status. */
  int run() throws IOException {
    Attributes before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    // Ctrl-C is a key here: the terminal has to be put back in order first.
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
    // On a thread of the terminal, while this one waits for a key.
    terminal.handle(Terminal.Signal.WINCH, signal -> draw(true));
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    try {
      return loop();
    } finally {
      terminal.puts(Capability.keypad_local);
      terminal.puts(Capability.exit_ca_mode);
      terminal.puts(Capability.cursor_visible);
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private int loop() {
    KeyMap<Key> map = map();
    while (true) {
      draw(false);
      Key key = keys.readBinding(map);
      if (key == null || key == Key.QUIT) {
        return 0;
      } else if (key == Key.INTERRUPT) {
        return INTERRUPTED;
      }
      press(key);
    }
  }

  private void press(Key key) {
    synchronized (display) {
      message = "";
      if (helping) {
        helping = false;
      } else if (key != Key.SEARCH) {
        act(key);
      }
    }
    if (key == Key.SEARCH) {
      search();
    }
  }

  private void act(Key key) {
    switch (key) {
      case UP -> view.move(-1);
      case DOWN -> view.move(1);
      case PAGE_UP -> view.move(-height());
      case PAGE_DOWN -> view.move(height());
      case HOME -> view.move(-view.items().size());
      case END -> view.move(view.items().size());
      case INTO -> view.into();
      case OUT -> view.out();
      case ROOT -> view.root();
      case HELP -> helping = true;
      case RELOAD -> message = reload.get().orElse("");
      case SEARCH, QUIT, INTERRUPT, OTHER -> { }
    }
  }

  private KeyMap<Key> map() {
    var map = new KeyMap<Key>();
    map.setNomatch(Key.OTHER);
    map.setUnicode(Key.OTHER);
    bind(map, Key.UP, Capability.key_up, "\u001B[A", "\u001BOA");
    bind(map, Key.DOWN, Capability.key_down, "\u001B[B", "\u001BOB");
    bind(map, Key.INTO, Capability.key_right, "\u001B[C", "\u001BOC", "\r", "\n");
    bind(map, Key.OUT, Capability.key_left, "\u001B[D", "\u001BOD");
    bind(map, Key.PAGE_UP, Capability.key_ppage, "\u001B[5~");
    bind(map, Key.PAGE_DOWN, Capability.key_npage, "\u001B[6~");
    bind(map, Key.HOME, Capability.key_home, "\u001B[H", "\u001B[1~", "\u001BOH");
    bind(map, Key.END, Capability.key_end, "\u001B[F", "\u001B[4~", "\u001BOF");
    bind(map, Key.HELP, Capability.key_f1, "\u001BOP", "\u001B[11~");
    bind(map, Key.RELOAD, Capability.key_f5, "\u001B[15~");
    bind(map, Key.QUIT, Capability.key_f10, "\u001B[21~");
    map.bind(Key.SEARCH, KeyMap.ctrl('F'));
    map.bind(Key.INTERRUPT, KeyMap.ctrl('C'));
    map.bind(Key.ROOT, "\u001B");
    return map;
  }

  /** What the terminal says it sends, and what most of them send whatever they say. */
  private void bind(KeyMap<Key> map, Key key, Capability capability, String... usual) {
    map.bind(key, usual);
    String own = KeyMap.key(terminal, capability);
    if (own != null) {
      map.bind(key, own);
    }
  }

  /** Reads what to look for on the last line; Esc leaves it. */
  private void search() {
    var typed = new StringBuilder();
    while (true) {
      say("Search: " + typed);
      draw(false);
      int c = keys.readCharacter();
      if (c < 0 || c == KeyMap.ctrl('C').charAt(0) || c == '\u001B') {
        say("");
        return;
      } else if (c == '\r' || c == '\n') {
        break;
      } else if (c == '\b' || c == '\u007F') {
        typed.setLength(typed.length() == 0 ? 0 : typed.offsetByCodePoints(typed.length(), -1));
      } else if (!Character.isISOControl(c)) {
        typed.appendCodePoint(c);
      }
    }
    sought = typed.length() == 0 ? sought : typed.toString();
    synchronized (display) {
      message = sought.isEmpty() || view.search(sought) ? "" : "Not found: " + sought;
    }
  }

  private void say(String text) {
    synchronized (display) {
      message = text;
    }
  }

  /** How many rows fit between the two bars. */
  private int height() {
    return Math.max(1, terminal.getHeight() - 2);
  }

  /** @param anew when the terminal may show anything */
  private void draw(boolean anew) {
    synchronized (display) {
      int width = Math.max(1, terminal.getWidth());
      int height = height();
      display.resize(height + 2, width);
      if (anew) {
        terminal.puts(Capability.clear_screen);
        display.reset();
      }
      display.update(lines(width, height), -1);
      terminal.flush();
    }
  }

  private List<AttributedString> lines(int width, int height) {
    var lines = new ArrayList<AttributedString>();
    String place = view.path().isEmpty() ? "" : "  " + String.join(" ", view.path());
    lines.add(line(new AttributedStringBuilder().styled(BAR, " " + name + place), width, BAR));
    int first = view.first(height);
    for (int i = 0; i < height; i++) {
      if (helping) {
        lines.add(line(new AttributedStringBuilder().append(i < HELP.size() ? "  " + HELP.get(i) : ""), width, AttributedStyle.DEFAULT));
      } else {
        lines.add(row(first + i, width));
      }
    }
    int line = view.line();
    String where = view.items().isEmpty() ? "empty" : (view.chosen() + 1) + "/" + view.items().size() + (line > 0 ? "  line " + line : "");
    String status = message.isEmpty() ? " " + where + "  F1 help  Ctrl-F search  F10 quit" : " " + message;
    lines.add(line(new AttributedStringBuilder().styled(BAR, status), width, BAR));
    return lines;
  }

  private AttributedString row(int index, int width) {
    if (index >= view.items().size()) {
      return line(new AttributedStringBuilder(), width, AttributedStyle.DEFAULT);
    }
    Item item = view.items().get(index);
    boolean chosen = index == view.chosen();
    AttributedStyle label = chosen ? BAR : LABEL;
    AttributedStyle text = chosen ? BAR : AttributedStyle.DEFAULT;
    var out = new AttributedStringBuilder();
    out.styled(text, item.opens() ? " + " : "   ");
    if (!item.label().isEmpty()) {
      var shortened = new AttributedString(item.label()).columnSubSequence(0, WIDEST_LABEL);
      out.styled(label, shortened.toString()).styled(text, "  ");
    }
    return line(out.styled(text, item.text()), width, text);
  }

  /** Cut or filled to the width. */
  private static AttributedString line(AttributedStringBuilder text, int width, AttributedStyle fill) {
    int free = width - text.columnLength();
    return free >= 0 ? text.styled(fill, " ".repeat(free)).toAttributedString() : text.toAttributedString().columnSubSequence(0, width);
  }
}
