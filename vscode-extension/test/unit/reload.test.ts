// What is said of edits that were applied to a running program.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profileName } from '../../src/plain/profileName';
import { reloadText } from '../../src/plain/reloadText';

const refusal = (name: string, line: number) => ({ name, line, reason: 'a call of it is running and its parameters differ' });

describe('reloadText', () => {
  it('names what was exchanged', () => {
    const text = reloadText({ replaced: ['f', 'Box.size'], refused: [], unchanged: 3 }, 'main.gene');
    assert.deepEqual([text.kind, text.message], ['done', 'Exchanged in main.gene: f, Box.size.']);
    assert.equal(text.details.length, 2);
  });
  it('counts names that do not fit', () =>
    assert.equal(reloadText({ replaced: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], refused: [], unchanged: 0 }, 'm.gene').message, 'Exchanged in m.gene: a, b, c, d, e and 2 more.'));
  it('says that nothing has changed', () =>
    assert.deepEqual(reloadText({ replaced: [], refused: [], unchanged: 3 }, 'm.gene'), { kind: 'nothing', message: 'No function of m.gene has changed since it was loaded.', details: [] }));
  it('tells the first refusal, and all of them in the log', () => {
    const text = reloadText({ replaced: ['f'], refused: [refusal('g', 7), refusal('<module>', 0)], unchanged: 0 }, 'm.gene');
    assert.equal(text.kind, 'refused');
    assert.equal(text.message, 'Exchanged in m.gene: f. Not exchanged: g (line 7): a call of it is running and its parameters differ. And 1 more.');
    assert.deepEqual(text.details.slice(1), ['m.gene:7: g is not exchanged: a call of it is running and its parameters differ', 'm.gene: what stands outside of functions is not exchanged: a call of it is running and its parameters differ']);
  });
});

describe('profileName', () => {
  it('is the name of the session and the time', () => assert.equal(profileName('report.gene', new Date(2026, 2, 4, 5, 6, 7)), 'report.gene 2026-03-04 05-06-07.cpuprofile'));
  it('has nothing in it that a file system refuses', () => assert.equal(profileName('a/b\\c:"d"', new Date(2026, 0, 1)), 'a-b-c--d- 2026-01-01 00-00-00.cpuprofile'));
});
