// Ranges: what encloses what, and what an edit leaves of one.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contains, encloses, innermost, movedBehindEdit } from '../../src/plain/positions';
import type { Range } from '../../src/plain/protocol';

const at = (line: number, character: number) => ({ line, character });
const range = (a: number, b: number, c: number, d: number): Range => ({ start: at(a, b), end: at(c, d) });

it('both ends belong to a range', () => {
  assert.equal(contains(range(1, 2, 1, 5), at(1, 2)), true);
  assert.equal(contains(range(1, 2, 1, 5), at(1, 5)), true);
  assert.equal(contains(range(1, 2, 1, 5), at(1, 6)), false);
  assert.equal(contains(range(1, 2, 3, 0), at(2, 99)), true);
});

it('innermost is the one that encloses no other', () => {
  const all = [{ range: range(0, 0, 9, 0) }, { range: range(1, 0, 5, 0) }, { range: range(2, 0, 3, 0) }];
  assert.equal(innermost(all, at(2, 1)), all[2]);
  assert.equal(innermost(all, at(4, 1)), all[1]);
  assert.equal(innermost(all, at(10, 1)), undefined);
  assert.equal(encloses(range(0, 0, 9, 0), range(1, 0, 5, 0)), true);
});

describe('movedBehindEdit', () => {
  const place = range(5, 2, 6, 4);
  it('stays before an edit', () => assert.deepEqual(movedBehindEdit(place, { range: range(7, 0, 7, 0), text: 'x' }), place));
  it('moves with lines that come or go above', () => {
    assert.deepEqual(movedBehindEdit(place, { range: range(1, 0, 1, 0), text: 'a\r\nb\n' }), range(7, 2, 8, 4));
    assert.deepEqual(movedBehindEdit(place, { range: range(1, 0, 4, 0), text: '' }), range(2, 2, 3, 4));
  });
  it('is nowhere after an edit in its lines', () => {
    assert.equal(movedBehindEdit(place, { range: range(6, 9, 6, 9), text: 'x' }), undefined);
    assert.equal(movedBehindEdit(place, { range: range(1, 0, 5, 0), text: '' }), undefined);
  });
});
