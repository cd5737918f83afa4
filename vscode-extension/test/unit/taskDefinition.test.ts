// Tasks of tasks.json as words of the command line.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { taskName, taskWords } from '../../src/plain/taskDefinition';

const gene = (command: string, more: object = {}) => ({ type: 'gene', command, ...more });

describe('taskWords', () => {
  it("gives what is behind the file to the program", () =>
    assert.deepEqual(taskWords(gene('run', { file: 'a b.gene', args: ['--fast', '1'] })), ['run', 'a b.gene', '--fast', '1']));
  it('gives options to check and test', () => {
    assert.deepEqual(taskWords(gene('check', { file: ['a.gene', 'b.gene'], args: ['-f', 'json'] })), ['check', '-f', 'json', 'a.gene', 'b.gene']);
    assert.deepEqual(taskWords(gene('test')), ['test']);
  });
  it('says what is wrong', () => {
    assert.match(JSON.stringify(taskWords(gene('fly'))), /run, check or test, not fly/);
    assert.match(JSON.stringify(taskWords(gene('check'))), /check names a \\"file/);
    assert.match(JSON.stringify(taskWords(gene('run', { file: ['a', 'b'] }))), /runs one file/);
  });
});

it('taskName tells one from another', () => {
  assert.equal(taskName(gene('check', { file: ['a.gene', 'b.gene'] })), 'check a.gene b.gene');
  assert.equal(taskName(gene('test')), 'test');
});
