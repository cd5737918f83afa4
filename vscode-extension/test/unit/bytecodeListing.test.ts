// The bytecode view: what it shows, and which lines belong to which place of the source.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeInstruction, instructionAt, linesAt, listBytecode } from '../../src/plain/bytecodeListing';
import type { Bytecode, BytecodeRow } from '../../src/plain/protocol';

const range = (from: number, to: number) => ({ start: { line: 0, character: from }, end: { line: 0, character: to } });
const row = (offset: number, op: string, operands: string, from: number, to: number, more: Partial<BytecodeRow> = {}): BytecodeRow =>
  ({ offset, op, operands, depth: 0, effect: '-- v', doc: `does ${op}`, range: range(from, to), statement: false, target: null, code: null, ...more });

/** Of `(f (a + 1))`. */
const inner: Bytecode = {
  name: 'f', kind: 'function', uri: 'file:///x.gene', range: range(20, 30), parameters: ['a', 'b'], locals: [{ name: 'a', slot: 0, from: 0, to: 2 }], maxStack: 1,
  rows: [row(0, 'LOAD_VAR', 'a', 21, 22), row(2, 'RETURN', '', 20, 30, { depth: -1 })], handlers: [{ from: 0, to: 2, handler: 9 }], nested: [], current: null,
};
const code: Bytecode = {
  ...inner, name: 'x', kind: 'module', range: range(0, 30), parameters: [], locals: [], maxStack: 2, handlers: [], nested: [inner],
  rows: [row(0, 'LOAD_VAR', 'a', 4, 5, { statement: true }), row(2, 'LOAD_CONST', '1', 8, 9), row(4, 'CALL', '+, 2', 3, 10, { effect: 'a b -- c' }), row(6, 'RETURN', '', 0, 11)],
};

describe('listBytecode', () => {
  const listing = listBytecode(code);

  it('shows each code with its instructions, nested ones indented', () =>
    assert.equal(listing.text, [
      '; module x, stack 2',
      '>   0  LOAD_VAR           a     ; -- v',
      '    2  LOAD_CONST         1     ; -- v',
      '    4  CALL               +, 2  ; a b -- c',
      '    6  RETURN                   ; -- v',
      '',
      '  ; function f [a b], stack 1',
      '      0  LOAD_VAR           a  ; -- v',
      '      2  RETURN                ; -- v',
      '  ; an exception from 0 to 2 goes on at 9',
      '',
    ].join('\n')));

  it('goes from a place to the lines of its innermost form', () => {
    assert.deepEqual(linesAt(listing, { line: 0, character: 8 }), [2]);
    assert.deepEqual(linesAt(listing, { line: 0, character: 6 }), [3]);
    assert.deepEqual(linesAt(listing, { line: 0, character: 21 }), [7]);
    assert.deepEqual(linesAt(listing, { line: 3, character: 0 }), []);
  });

  it('goes from a line to its instruction, from a title to the first one below', () => {
    assert.equal(instructionAt(listing, 3)?.row.op, 'CALL');
    assert.equal(instructionAt(listing, 6)?.row.op, 'LOAD_VAR');
    assert.equal(instructionAt(listing, 99), undefined);
  });

  it('describes an instruction with the variables that live there', () => {
    const [first, last] = listing.instructions.filter((one) => one.code.name === 'f');
    assert.match(describeInstruction(first ?? assert.fail()), /does LOAD_VAR[\s\S]*0 deep[\s\S]*Variables here: a \(0\)/);
    assert.match(describeInstruction(last ?? assert.fail()), /Control never comes here/);
  });
});
