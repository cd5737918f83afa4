// What evaluations come to, beside the code, in the REPL and as an expansion.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expansionText } from '../../src/plain/expansionText';
import type { Evaluation, Expansion } from '../../src/plain/protocol';
import { isIncomplete, replAnswer } from '../../src/plain/replAnswer';
import { fenced, resultView } from '../../src/plain/resultText';

const evaluation = (more: Partial<Evaluation>): Evaluation => ({
  status: 'value', value: null, type: null, message: null, report: null, location: null, range: null, exitStatus: null, output: [], truncated: false, milliseconds: 1, ...more,
});
const thrown = evaluation({ status: 'exception', message: 'Exception: boom', report: 'error: Exception: boom\n --> x.gene:1:1\n' });

describe('resultView', () => {
  it('shows a value in one line and copies the whole', () => {
    const view = resultView(evaluation({ value: '{^a 1\n ^b 2}' }));
    assert.deepEqual([view.inline, view.copied, view.isFailure], ['⇒ {^a 1 ^b 2}', '{^a 1\n ^b 2}', false]);
  });
  it('cuts a long value, by characters', () => {
    const { inline, copied } = resultView(evaluation({ value: '👋'.repeat(500) }));
    assert.equal([...inline].length, 122);
    assert.match(inline, /👋…$/u);
    assert.equal([...copied].length, 500);
  });
  it('shows failures with their message and copies the report', () => {
    const view = resultView(thrown);
    assert.deepEqual([view.inline, view.isFailure], ['✗ Exception: boom', true]);
    assert.equal(view.copied, thrown.report);
    assert.equal(resultView(evaluation({ status: 'exit', exitStatus: 3 })).inline, '✗ exited with status 3');
    assert.equal(resultView(evaluation({ status: 'timeout', message: 'It took more than 10 s' })).inline, '✗ It took more than 10 s');
  });
  it('joins what was printed', () =>
    assert.equal(resultView(evaluation({ output: [{ stream: 'stdout', text: 'a\n' }, { stream: 'stderr', text: 'b\n' }] })).output, 'a\nb\n'));
});

it('fenced text cannot end its fence', () => assert.equal(fenced('a ```` b\n', 'gene'), '`````gene\na ```` b\n`````'));

describe('the REPL', () => {
  it('prints values and keeps silent about nil', () => {
    assert.equal(replAnswer(evaluation({ value: '[1\n2]' })), '\x1b[32m[1\r\n2]\x1b[0m\r\n');
    assert.equal(replAnswer(evaluation({ value: 'nil' })), '');
    assert.equal(replAnswer(thrown), '\x1b[31merror: Exception: boom\r\n --> x.gene:1:1\x1b[0m\r\n');
  });
  it('knows a form that goes on from one that is wrong', () => {
    assert.equal(isIncomplete(evaluation({ status: 'error', message: 'EOF while reading a list, unclosed `(`' })), true);
    assert.equal(isIncomplete(evaluation({ status: 'error', message: 'unterminated string' })), true);
    assert.equal(isIncomplete(evaluation({ status: 'error', message: 'Unmatched delimiter `)`' })), false);
    assert.equal(isIncomplete(evaluation({ status: 'exception', message: 'EOF while reading' })), false);
  });
});

describe('expansionText', () => {
  const expansion: Expansion = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } }, kind: 'macro', name: 'unless!', expansions: [{ text: '(1 > 2)\n' }], value: '5', message: null };
  it('shows what a macro function evaluates and gives', () => assert.equal(expansionText(expansion), "# unless! evaluates in its caller's scope\n(1 > 2)\n# and gives 5\n"));
  it('shows how far it went', () =>
    assert.equal(expansionText({ ...expansion, kind: 'template', name: null, value: null, message: 'x is not known\nhere' }), '# The template becomes\n(1 > 2)\n# x is not known\n# here\n'));
});
