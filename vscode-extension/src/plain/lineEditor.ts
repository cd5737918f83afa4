// One line of input in a terminal: keys in, what the terminal has to show out. It knows nothing of what the line means.

const CLEAR_BELOW = '\x1b[J';
/** Escape sequences of the keys that move or delete, as xterm sends them. */
const KEYS: Readonly<Record<string, Key>> = {
  '\x1b[D': 'left', '\x1bOD': 'left', '\x02': 'left',
  '\x1b[C': 'right', '\x1bOC': 'right', '\x06': 'right',
  '\x1b[A': 'older', '\x1bOA': 'older', '\x10': 'older',
  '\x1b[B': 'newer', '\x1bOB': 'newer', '\x0e': 'newer',
  '\x1b[H': 'home', '\x1bOH': 'home', '\x1b[1~': 'home', '\x01': 'home',
  '\x1b[F': 'end', '\x1bOF': 'end', '\x1b[4~': 'end', '\x05': 'end',
  '\x1b[3~': 'delete', '\x7f': 'backspace', '\b': 'backspace',
  '\x1b[1;5D': 'wordLeft', '\x1bb': 'wordLeft', '\x1b[1;5C': 'wordRight', '\x1bf': 'wordRight',
  '\x15': 'killBefore', '\x0b': 'killBehind', '\x17': 'killWord',
  '\r': 'enter', '\n': 'enter', '\x03': 'interrupt', '\x04': 'endOfInput',
};

type Key = 'left' | 'right' | 'older' | 'newer' | 'home' | 'end' | 'delete' | 'backspace' | 'wordLeft' | 'wordRight' | 'killBefore' | 'killBehind'
  | 'killWord' | 'enter' | 'interrupt' | 'endOfInput';

export interface LineEvents {
  /** Text for the terminal. */
  write(text: string): void;
  line(text: string): void;
  interrupt(): void;
  /** Ctrl-D in an empty line. */
  end(): void;
}

export class LineEditor {
  private characters: string[] = [];
  private cursor = 0;
  private prompt = '';
  private history: string[] = [];
  /** Where in the history the line comes from; its length for the line that is being written. */
  private at = 0;
  private written = '';
  /** Rows of the terminal between the first of the prompt and the cursor. */
  private row = 0;
  private columns = 80;

  constructor(private readonly events: LineEvents) {}

  resize(columns: number): void {
    this.columns = Math.max(1, columns);
  }

  /** Begins a line. */
  begin(prompt: string): void {
    this.prompt = prompt;
    this.characters = [];
    this.cursor = 0;
    this.row = 0;
    this.at = this.history.length;
    this.redraw();
  }

  remember(line: string): void {
    if (line.trim() !== '' && this.history.at(-1) !== line) {
      this.history.push(line);
    }
  }

  /** What comes from the keyboard, or from the clipboard as one text with several lines. */
  type(data: string): void {
    let rest = data.replaceAll('\r\n', '\r');
    while (rest !== '') {
      const sequence = /^(?:\x1b(?:\[[0-9;?]*[A-Za-z~]|O[A-Z]|.)|[\s\S])/u.exec(rest)?.[0] ?? rest.slice(0, 1);
      const plain = /^[^\x00-\x1f\x7f]+/u.exec(rest)?.[0];
      const taken = plain ?? sequence;
      rest = rest.slice(taken.length);
      const key = KEYS[taken];
      if (plain !== undefined) {
        this.insert(plain);
      } else if (key !== undefined) {
        this.press(key);
      } else if (taken === '\t') {
        this.insert('  ');
      }
    }
  }

  private press(key: Key): void {
    switch (key) {
      case 'enter':
        this.finish();
        return;
      case 'interrupt':
        this.events.write('^C\r\n');
        this.events.interrupt();
        return;
      case 'endOfInput':
        if (this.characters.length === 0) {
          this.events.end();
        }
        return;
      case 'older':
        this.recall(this.at - 1);
        break;
      case 'newer':
        this.recall(this.at + 1);
        break;
      case 'left':
        this.cursor = Math.max(0, this.cursor - 1);
        break;
      case 'right':
        this.cursor = Math.min(this.characters.length, this.cursor + 1);
        break;
      case 'home':
        this.cursor = 0;
        break;
      case 'end':
        this.cursor = this.characters.length;
        break;
      case 'wordLeft':
        this.cursor = this.wordStart();
        break;
      case 'wordRight':
        this.cursor = this.wordEnd();
        break;
      case 'backspace':
        this.remove(Math.max(0, this.cursor - 1), this.cursor);
        break;
      case 'delete':
        this.remove(this.cursor, this.cursor + 1);
        break;
      case 'killBefore':
        this.remove(0, this.cursor);
        break;
      case 'killBehind':
        this.remove(this.cursor, this.characters.length);
        break;
      case 'killWord':
        this.remove(this.wordStart(), this.cursor);
        break;
    }
    this.redraw();
  }

  private insert(text: string): void {
    const added = [...text];
    this.characters.splice(this.cursor, 0, ...added);
    this.cursor += added.length;
    this.redraw();
  }

  private remove(from: number, to: number): void {
    this.characters.splice(from, to - from);
    this.cursor = from;
  }

  private recall(at: number): void {
    if (at < 0 || at > this.history.length) {
      return;
    }
    if (this.at === this.history.length) {
      this.written = this.characters.join('');
    }
    this.at = at;
    this.characters = [...(this.history[at] ?? this.written)];
    this.cursor = this.characters.length;
  }

  private finish(): void {
    this.cursor = this.characters.length;
    this.redraw();
    this.events.write('\r\n');
    const line = this.characters.join('');
    this.characters = [];
    this.cursor = 0;
    this.events.line(line);
  }

  private wordStart(): number {
    let at = this.cursor;
    while (at > 0 && isSeparator(this.characters[at - 1])) {
      at--;
    }
    while (at > 0 && !isSeparator(this.characters[at - 1])) {
      at--;
    }
    return at;
  }

  private wordEnd(): number {
    let at = this.cursor;
    while (at < this.characters.length && isSeparator(this.characters[at])) {
      at++;
    }
    while (at < this.characters.length && !isSeparator(this.characters[at])) {
      at++;
    }
    return at;
  }

  /** From the first row of the prompt: a line may go over several rows. */
  private redraw(): void {
    const width = (to: number) => [...this.prompt, ...this.characters.slice(0, to)].reduce((sum, character) => sum + columnsOf(character), 0);
    const whole = width(this.characters.length);
    const cursor = width(this.cursor);
    const up = this.row > 0 ? `\x1b[${this.row}A` : '';
    // A row that is exactly full leaves the cursor behind its end until something is written below.
    const full = whole > 0 && whole % this.columns === 0 ? '\r\n' : '';
    const last = Math.floor(whole / this.columns);
    this.row = Math.floor(cursor / this.columns);
    const back = last > this.row ? `\x1b[${last - this.row}A` : '';
    const column = cursor % this.columns;
    this.events.write(`${up}\r${CLEAR_BELOW}${this.prompt}${this.characters.join('')}${full}${back}\r${column > 0 ? `\x1b[${column}C` : ''}`);
  }
}

function isSeparator(character: string | undefined): boolean {
  return character === undefined || /[\s,;"`%()[\]{}/]/.test(character);
}

/** Ideographs and emoji take two columns of a terminal, marks that combine none. */
function columnsOf(character: string): number {
  if (/\p{Mark}/u.test(character)) {
    return 0;
  }
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
}
