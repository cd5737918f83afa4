// The line editor against a small terminal that understands what it writes.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LineEditor } from '../../src/plain/lineEditor';

/** Rows of characters and a cursor; knows the few sequences that the editor uses. */
class Screen {
  readonly rows: string[][] = [[]];
  private row = 0;
  private column = 0;

  constructor(private readonly columns: number) {}

  write(text: string): void {
    for (const [piece] of text.matchAll(/\x1b\[\d*[A-Z]|\r|\n|[\s\S]/gu)) {
      const moved = /^\x1b\[(\d*)([A-Z])$/.exec(piece);
      if (moved !== null) {
        this.sequence(Number(moved[1] || 1), moved[2] ?? '');
      } else if (piece === '\r') {
        this.column = 0;
      } else if (piece === '\n') {
        this.down();
      } else {
        this.put(piece);
      }
    }
  }

  private sequence(count: number, letter: string): void {
    if (letter === 'A') {
      this.row -= count;
    } else if (letter === 'C') {
      this.column += count;
    } else {
      assert.equal(letter, 'J');
      this.rows.length = this.row + 1;
      this.rows[this.row] = (this.rows[this.row] ?? []).slice(0, this.column);
    }
  }

  /** A full row keeps the cursor at its end until the next character comes. */
  private put(character: string): void {
    if (this.column === this.columns) {
      this.column = 0;
      this.down();
    }
    (this.rows[this.row] ??= [])[this.column++] = character;
  }

  private down(): void {
    this.row++;
    this.rows[this.row] ??= [];
  }

  get shown(): string {
    return this.rows.map((row) => Array.from(row, (character) => character ?? ' ').join('')).join('|');
  }

  get cursor(): [number, number] {
    return [this.row, this.column];
  }
}

function session(columns = 40) {
  const screen = new Screen(columns);
  const heard: string[] = [];
  const editor = new LineEditor({
    write: (text) => screen.write(text),
    line: (text) => heard.push(text),
    interrupt: () => heard.push('<interrupt>'),
    end: () => heard.push('<end>'),
  });
  editor.resize(columns);
  editor.begin('> ');
  return { screen, heard, editor };
}

describe('LineEditor', () => {
  it('gives the line at Enter', () => {
    const { editor, heard, screen } = session();
    editor.type('(a + b)\r');
    assert.deepEqual(heard, ['(a + b)']);
    assert.equal(screen.shown, '> (a + b)|');
  });

  it('inserts and deletes where the cursor is', () => {
    const { editor, screen } = session();
    editor.type('ac\x1b[Db\x1b[D\x1b[D');
    assert.deepEqual([screen.shown, screen.cursor], ['> abc', [0, 2]]);
    editor.type('\x1b[3~\x1b[F\x7f');
    assert.equal(screen.shown, '> b');
    editor.type('\x15(x y)\x17');
    assert.equal(screen.shown, '> (x ', 'Ctrl-W takes a word with what is behind it');
  });

  it('goes by words, to the ends, and kills', () => {
    const { editor, screen } = session();
    editor.type('(add one two)\x1b[1;5D\x1b[1;5D');
    assert.deepEqual(screen.cursor, [0, 2 + 5]);
    editor.type('\x0b');
    assert.equal(screen.shown, '> (add ');
    editor.type('\x01\x1b[1;5C\x05');
    assert.deepEqual(screen.cursor, [0, 7]);
  });

  it('remembers lines, and the one that is being written', () => {
    const { editor, heard } = session();
    editor.remember('one');
    editor.remember('two');
    editor.remember('two');
    editor.begin('> ');
    editor.type('new\x1b[A\x1b[A\x1b[A\r');
    editor.begin('> ');
    editor.type('new\x1b[A\x1b[B\r');
    assert.deepEqual(heard, ['one', 'new']);
  });

  it('goes over rows and back', () => {
    const { editor, screen } = session(10);
    editor.type('0123456789abc');
    assert.deepEqual([screen.shown, screen.cursor], ['> 01234567|89abc', [1, 5]]);
    editor.type('\x01');
    assert.deepEqual(screen.cursor, [0, 2]);
    editor.type('X\x05\x7f\x7f\x7f');
    assert.deepEqual([screen.shown, screen.cursor], ['> X0123456|789', [1, 3]]);
  });

  it('has the cursor in the next row when one is full', () => {
    const { editor, screen } = session(10);
    editor.type('01234567');
    assert.deepEqual([screen.shown, screen.cursor], ['> 01234567|', [1, 0]]);
    editor.type('\x7f');
    assert.deepEqual([screen.shown, screen.cursor], ['> 0123456', [0, 9]]);
  });

  it('counts wide characters twice', () => {
    const { editor, screen } = session();
    editor.type('名前');
    assert.deepEqual(screen.cursor, [0, 6]);
  });

  it('takes several pasted lines one after the other', () => {
    const { editor, heard } = session();
    editor.type('(a)\r\n(b)\r\n(c');
    assert.deepEqual(heard, ['(a)', '(b)']);
  });

  it('tells Ctrl-C, and Ctrl-D in an empty line only', () => {
    const { editor, heard } = session();
    editor.type('x\x04\x03');
    editor.begin('> ');
    editor.type('\x04');
    assert.deepEqual(heard, ['<interrupt>', '<end>']);
  });
});
