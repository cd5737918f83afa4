// Which server is run, how often it may be started again, and what the status item says.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { geneInvocation } from '../../src/plain/invocation';
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

it('geneInvocation needs no shell', () =>
  assert.deepEqual(geneInvocation('/j/bin/java', '/a b/gene.jar', ['run', '/c d/x.gene']), {
    command: '/j/bin/java',
    args: ['-jar', '/a b/gene.jar', 'run', '/c d/x.gene'],
  }));

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
    [{ kind: 'failed', reason: 'No Java.' }, /^No Java\.\n\n.*Run File works/, true],
    [{ kind: 'stopped' }, /Restart Language Server/, false],
  ];
  for (const [state, tooltip, warning] of views) {
    it(`${state.kind} names Gene and tells the state`, () => {
      const view = statusView(state);
      assert.match(view.text, /Gene$/);
      assert.match(view.tooltip, tooltip);
      assert.equal(view.warning, warning);
    });
  }
});
