// The Test Explorer's plain part: ids, traces, coverage.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statementsWithBranches, summarize } from '../../src/plain/coverageSummary';
import type { FileCoverage } from '../../src/plain/protocol';
import { TestOutput, pathInFile } from '../../src/plain/testOutput';
import { failureText, idsToRun, parentIds, terminalText, traceEntry, type TestNode } from '../../src/plain/testTree';

const node = (id: string, ...children: TestNode[]): TestNode => ({ id, children });
const tree = node('f', node('f::s', node('f::s::a'), node('f::s::b')), node('f::t'));

describe('idsToRun', () => {
  it('asks for what was chosen', () => assert.deepEqual(idsToRun([tree], new Set()), ['f']));
  it('takes apart what something is left out of', () => {
    assert.deepEqual(idsToRun([tree], new Set(['f::s::a'])), ['f::s::b', 'f::t']);
    assert.deepEqual(idsToRun([tree], new Set(['f::s'])), ['f::t']);
    assert.deepEqual(idsToRun([tree], new Set(['f'])), []);
  });
});

it('parentIds lists what a test stands under', () => assert.deepEqual(parentIds('file:///x.gene::s::t'), ['file:///x.gene', 'file:///x.gene::s']));

describe('traceEntry', () => {
  it('reads the place', () => assert.deepEqual(traceEntry('at <fn> (a b/x.gene:6:16)'), { label: '<fn>', place: { file: 'a b/x.gene', line: 6, column: 16 } }));
  it('keeps what has none', () => assert.deepEqual(traceEntry('at native'), { label: 'at native', place: undefined }));
});

it('a failure without a message has one', () => {
  const result = { id: '', kind: 'file', uri: '', path: [], status: 'broken', milliseconds: 0, message: null, expected: null, actual: null, location: null, trace: [] } as const;
  assert.match(failureText(result), /could not be run/);
  assert.equal(failureText({ ...result, message: 'm' }), 'm');
});

it('terminalText begins each line at the left', () => assert.equal(terminalText('a\nb\r\nc'), 'a\r\nb\r\nc'));

describe('coverage', () => {
  const range = (from: number, to: number) => ({ start: { line: 0, character: from }, end: { line: 0, character: to } });
  const coverage: FileCoverage = {
    uri: 'file:///x.gene',
    statements: [{ range: range(0, 50), count: 1 }, { range: range(10, 20), count: 0 }],
    branches: [{ range: range(12, 14), taken: [true, false] }, { range: range(30, 33), taken: [true, true] }, { range: range(60, 62), taken: [false, false] }],
    functions: [{ name: 'f', range: range(0, 50), count: 1 }],
  };
  it('is counted', () =>
    assert.deepEqual(summarize(coverage), { statements: { covered: 1, total: 2 }, branches: { covered: 3, total: 6 }, functions: { covered: 1, total: 1 } }));
  it('puts each condition to its innermost statement', () =>
    assert.deepEqual(statementsWithBranches(coverage).map(({ count, branches }) => [count, branches.map((branch) => branch.range.start.character)]), [[1, [30]], [0, [12]], [0, [60]]]));
});

describe('TestOutput', () => {
  const printed = 'SUITE: area\n  TEST: of a square ... PASS\nhello\n  TEST: of a wrong one ... FAIL\n    Check failed.\n    really\n  SUITE: inner\n    TEST: later ... SKIP\nTEST: alone ... FAIL\n  boom';
  const results = [
    { path: ['area', 'of a square'], status: 'passed', message: '' },
    { path: ['area', 'of a wrong one'], status: 'failed', message: 'Check failed.\nreally' },
    { path: ['area', 'inner', 'later'], status: 'skipped', message: '' },
    { path: ['alone'], status: 'failed', message: 'boom' },
  ];
  it('is read line by line', () => {
    const output = new TestOutput();
    assert.deepEqual([...output.take(printed), ...output.end()], results);
  });
  it('may come in pieces of any size', () => {
    const output = new TestOutput();
    assert.deepEqual([...[...printed].flatMap((character) => output.take(character)), ...output.end()], results);
  });
});

it('pathInFile leaves out the file and the number of a second test of one name', () => assert.equal(pathInFile('file:///x.gene::area::of a square#2'), 'area::of a square'));
