// Ranges of the protocol compared: what lies in what, and which is the smallest.
import type { Position, Range } from './protocol';

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Both ends count as inside, so that a cursor behind the last character still belongs. */
export function contains(range: Range, position: Position): boolean {
  return !isBefore(position, range.start) && !isBefore(range.end, position);
}

export function encloses(outer: Range, inner: Range): boolean {
  return contains(outer, inner.start) && contains(outer, inner.end);
}

export function sameRange(a: Range, b: Range): boolean {
  return !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end);
}

/** Of those around the position the one that encloses no other of them; undefined when none is around it. */
export function innermost<T extends { readonly range: Range }>(all: readonly T[], position: Position): T | undefined {
  let best: T | undefined;
  for (const one of all) {
    if (contains(one.range, position) && (best === undefined || encloses(best.range, one.range))) {
      best = one;
    }
  }
  return best;
}

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** Where a range is after an edit above it; undefined when the edit touches its lines. */
export function movedBehindEdit(range: Range, edit: Edit): Range | undefined {
  if (edit.range.start.line > range.end.line) {
    return range;
  }
  if (edit.range.end.line >= range.start.line) {
    return undefined;
  }
  const lines = edit.text.split(/\r\n|\r|\n/).length - 1 - (edit.range.end.line - edit.range.start.line);
  return { start: shifted(range.start, lines), end: shifted(range.end, lines) };
}

function shifted(position: Position, lines: number): Position {
  return { line: position.line + lines, character: position.character };
}
