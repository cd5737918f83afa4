// The trace's table over an adapter that answers in pages, and the words of the value history.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TracePage, TraceRow } from '../../src/plain/debugProtocol';
import { ROW_HEIGHT, TraceTable, cellsOf, wordsOf } from '../../src/plain/traceTable';
import { describeWrite, timelineText } from '../../src/plain/writeText';

const row = (number: number, more: Partial<TraceRow> = {}): TraceRow => ({
  number, function: 'f', opcode: 'LOAD_CONST', operands: '1', stack: ['1'], depth: 0, threadId: 1, source: { name: 'x.gene', path: '/w/x.gene' }, line: 2, column: 1, endLine: 2, endColumn: 4, ...more,
});

/** What the adapter would answer with a ring that holds `first` to `next`. */
function pageOf(first: number, next: number, start: number, count: number): TracePage {
  const from = Math.max(first, start);
  const rows = Array.from({ length: Math.max(0, Math.min(next, start + count) - from) }, (_, index) => row(from + index));
  return { rows, first, next, running: true };
}

describe('TraceTable', () => {
  it('knows its height and what is in sight', () => {
    const table = new TraceTable();
    table.grow(1_000, 11_000);
    assert.equal(table.height, 10_000 * ROW_HEIGHT);
    assert.deepEqual(table.inSight(0, 10 * ROW_HEIGHT), { from: 1_000, to: 1_030 });
    assert.deepEqual(table.inSight(table.height - 10 * ROW_HEIGHT, 10 * ROW_HEIGHT), { from: 10_970, to: 11_000 });
  });

  it('asks for each page once, until all in sight is known', () => {
    const table = new TraceTable();
    table.grow(0, 1_000);
    const sight = { from: 190, to: 230 };
    const first = table.missing(sight) ?? assert.fail();
    assert.deepEqual(first, { start: 0, count: 200 });
    const second = table.missing(sight) ?? assert.fail();
    assert.deepEqual(second, { start: 200, count: 200 });
    assert.equal(table.missing(sight), undefined, 'both are under way');
    table.take(pageOf(0, 1_000, first.start, first.count));
    table.take(pageOf(0, 1_000, second.start, second.count));
    assert.equal(table.missing(sight), undefined);
    assert.equal(table.row(229)?.number, 229);
  });

  it('asks again for a page at the end that has grown', () => {
    const table = new TraceTable();
    table.take(pageOf(0, 50, 0, 200));
    assert.equal(table.missing({ from: 0, to: 50 }), undefined);
    table.grow(0, 120);
    assert.deepEqual(table.missing({ from: 0, to: 120 }), { start: 0, count: 200 });
    table.take(pageOf(0, 120, 0, 200));
    assert.equal(table.row(119)?.number, 119);
  });

  it('keeps the newest known rows when nobody can be asked any more', () => {
    const table = new TraceTable();
    table.take(pageOf(0, 900, 0, 200));
    table.take(pageOf(0, 900, 600, 200));
    table.keepKnown();
    assert.deepEqual([table.first, table.next], [600, 800]);
    assert.equal(table.missing(table.inSight(0, table.height)), undefined);
    const empty = new TraceTable();
    empty.grow(0, 900);
    empty.keepKnown();
    assert.deepEqual([empty.height, empty.inSight(0, 100)], [0, { from: 0, to: 0 }]);
  });

  it('forgets what the ring has forgotten', () => {
    const table = new TraceTable();
    table.take(pageOf(0, 200, 0, 200));
    table.grow(150, 400);
    assert.equal(table.row(149), undefined);
    assert.equal(table.row(150)?.number, 150);
    assert.deepEqual(table.inSight(0, ROW_HEIGHT).from, 150);
  });

  it('begins anew with a new trace', () => {
    const table = new TraceTable();
    table.take(pageOf(0, 200, 0, 200));
    table.grow(0, 3);
    assert.equal(table.row(0), undefined);
    assert.equal(table.height, 3 * ROW_HEIGHT);
  });
});

it('cellsOf shows depth, operands, stack and place', () => {
  assert.deepEqual(cellsOf(row(7, { depth: 2, operands: ['+', '2'], stack: ['1', '"a"'] })), ['7', '    f', 'LOAD_CONST', '+, 2', '[1, "a"]', 'x.gene:2']);
  const { source, ...nowhere } = row(7);
  assert.equal(source?.name, 'x.gene');
  assert.equal(cellsOf(nowhere).at(-1), '');
});

it('wordsOf takes blanks and commas', () => assert.deepEqual(wordsOf(' add, Box.size  '), ['add', 'Box.size']));

describe('the value history', () => {
  const write = { position: 41, value: '6', before: '2', source: { path: '/w/main.gene' }, line: 6, function: 'describe', kind: 'assignment' } as const;
  it('tells who wrote what', () => {
    assert.deepEqual(describeWrite(write), { label: '2 → 6', description: 'describe, main.gene:6', tooltip: 'assigned in describe, main.gene:6, at step 41' });
    const { source, before, ...bare } = write;
    assert.deepEqual([source.path, before], ['/w/main.gene', '2']);
    assert.deepEqual(describeWrite({ ...bare, function: null, kind: 'creation' }), { label: '6', description: '', tooltip: 'created, at step 41' });
  });
  it('tells where the program stands', () => {
    const timeline = { recording: true, position: 5, oldest: 0, newest: 9, atPresent: true, forgotten: false, bytes: 1_500_000 };
    assert.match(timelineText(timeline).text, /recording/);
    assert.equal(timelineText({ ...timeline, atPresent: false }).text, '$(history) step 5 of 9');
    assert.match(timelineText({ ...timeline, forgotten: true }).tooltip, /1\.5 MB; older ones are forgotten/);
  });
});
