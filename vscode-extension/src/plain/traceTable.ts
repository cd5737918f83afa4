// The instruction trace as a table of any length: which rows are in sight, which pages of them are not known yet.
import type { TracePage, TraceRow } from './debugProtocol';

export const ROW_HEIGHT = 20;
/** What one request brings; the adapter gives at most 1,000 rows. */
const PAGE = 200;
/** Rows above and below those in sight, so that a turn of the wheel shows no gap. */
const MARGIN = 20;

export interface Sight {
  readonly from: number;
  readonly to: number;
}

export class TraceTable {
  private readonly rows = new Map<number, TraceRow>();
  private readonly asked = new Set<number>();
  first = 0;
  next = 0;

  get height(): number {
    return (this.next - this.first) * ROW_HEIGHT;
  }

  /** The numbers of the rows to draw, the last one excluded. */
  inSight(scrollTop: number, viewHeight: number): Sight {
    const from = this.first + Math.floor(scrollTop / ROW_HEIGHT) - MARGIN;
    const to = this.first + Math.ceil((scrollTop + viewHeight) / ROW_HEIGHT) + MARGIN;
    return { from: Math.max(this.first, from), to: Math.min(this.next, to) };
  }

  /** Where the page begins that has to be asked for, if any; each is asked for once until its answer is here. */
  missing(sight: Sight): { start: number; count: number } | undefined {
    for (let number = sight.from; number < sight.to; number++) {
      const start = number - (number % PAGE);
      if (!this.rows.has(number) && !this.asked.has(start)) {
        this.asked.add(start);
        return { start: Math.max(start, this.first), count: PAGE };
      }
    }
    return undefined;
  }

  row(number: number): TraceRow | undefined {
    return this.rows.get(number);
  }

  /** The ring has grown, and may have lost its oldest rows. */
  grow(first: number, next: number): void {
    // A page at the end has been asked for when it was not full.
    this.asked.delete(this.next - (this.next % PAGE));
    if (next < this.next) {
      this.clear();
    }
    this.first = first;
    this.next = next;
    for (const number of this.rows.keys()) {
      if (number >= first) {
        break;
      }
      this.rows.delete(number);
    }
  }

  take(page: TracePage): void {
    this.grow(page.first, page.next);
    for (const row of page.rows) {
      this.rows.set(row.number, row);
    }
    const start = page.rows[0]?.number;
    if (start !== undefined) {
      this.asked.delete(start - (start % PAGE));
    }
  }

  /** Nobody can be asked any more: what is left are the newest rows that are known, up to the first gap. */
  keepKnown(): void {
    while (this.next > this.first && !this.rows.has(this.next - 1)) {
      this.next--;
    }
    let first = this.next;
    while (first > this.first && this.rows.has(first - 1)) {
      first--;
    }
    this.first = first;
    this.asked.clear();
  }

  clear(): void {
    this.rows.clear();
    this.asked.clear();
    this.first = 0;
    this.next = 0;
  }
}

/** The columns of a row, as text. */
export function cellsOf(row: TraceRow): readonly string[] {
  const operands = typeof row.operands === 'string' ? row.operands : row.operands.join(', ');
  const place = row.source === undefined || row.line <= 0 ? '' : `${row.source.name ?? row.source.path?.split(/[\\/]/).at(-1) ?? ''}:${row.line}`;
  return [String(row.number), `${'  '.repeat(Math.min(row.depth, 20))}${row.function}`, row.opcode, operands, `[${row.stack.join(', ')}]`, place];
}

/** Words of a filter, as the adapter takes them. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
