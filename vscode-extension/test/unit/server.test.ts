// Which server is run, how often it may be started again, and what the status item says.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RestartBudget } from '../../src/plain/restartBudget';
import { chooseJar } from '../../src/plain/serverJar';
import { statusView, type ServerState } from '../../src/plain/serverState';

describe('chooseJar', () => {
  const choose = (files: readonly string[], setting = '', developing = false) =>
    chooseJar({ setting, extensionFolder: '/x/ext', developing, isFile: (file) => files.includes(file) });
  const bundled = '/x/ext/server/gene.jar';
  const built = '/x/server/target/dist/gene.jar';

  it('takes the bundled one', () => assert.deepEqual(choose([bundled, built]), { jar: bundled }));
  it('takes the built one while developing', () => assert.deepEqual(choose([bundled, built], '', true), { jar: built }));
  it('takes the setting', () => assert.deepEqual(choose([bundled, '/o/gene.jar'], ' /o/gene.jar '), { jar: '/o/gene.jar' }));
  it('never goes past a setting that is wrong', () => assert.match(JSON.stringify(choose([bundled], '/o/gene.jar')), /gene\.server\.path is \/o\/gene\.jar, but there is no such file/));
  it('says how to get one', () => {
    assert.match(JSON.stringify(choose([built])), /server\/gene\.jar is missing from the extension/);
    assert.match(JSON.stringify(choose([], '', true)), /Build the server first: mvn/);
  });
});

describe('RestartBudget', () => {
  it('allows four restarts in three minutes', () => {
    const budget = new RestartBudget();
    assert.deepEqual([0, 1, 2, 3, 4].map((time) => budget.take(time)), [true, true, true, true, false]);
    assert.equal(budget.take(180_000), true, 'the first is three minutes old');
    assert.equal(budget.take(180_000), false);
  });
  it('begins anew when a person asks', () => {
    const budget = new RestartBudget();
    [0, 1, 2, 3].forEach((time) => budget.take(time));
    budget.reset();
    assert.equal(budget.take(4), true);
  });
});

describe('statusView', () => {
  const views: [ServerState, RegExp, boolean][] = [
    [{ kind: 'untrusted' }, /not trusted/, false],
    [{ kind: 'starting' }, /starting/, false],
    [{ kind: 'running', version: '0.1.0' }, /server 0\.1\.0 is running/, false],
    [{ kind: 'running', version: undefined }, /server is running/, false],
    [{ kind: 'running', version: '0.1.0', files: 12 }, /running\.\n12 Gene files are indexed\.$/, false],
    [{ kind: 'running', version: '0.1.0', files: 1 }, /1 Gene file is indexed/, false],
    [{ kind: 'running', version: '0.1.0', files: 3, work: { title: 'Indexing Gene files', percentage: 40 } }, /Indexing Gene files 40 %$/, false],
    [{ kind: 'failed', reason: 'It crashed.' }, /^It crashed\.\n\n.*Run File works/, true],
    [{ kind: 'failed', reason: 'No Java.', nothingRuns: true }, /^No Java\.\n\n.*nothing runs\.$/, true],
    [{ kind: 'stopped' }, /Restart Language Server/, false],
  ];
  for (const [state, tooltip, warning] of views) {
    it(`${state.kind} names Gene and tells the state`, () => {
      const view = statusView(state);
      assert.match(view.text, /Gene( 40 %)?$/);
      assert.match(view.tooltip, tooltip);
      assert.equal(view.warning, warning);
    });
  }
});
