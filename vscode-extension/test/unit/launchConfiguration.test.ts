// Launch configurations as VS Code hands them over, completed.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { absoluteLaunch, completeLaunch, offeredLaunches } from '../../src/plain/launchConfiguration';

describe('completeLaunch', () => {
  it('makes the active file the program when there is no launch.json', () =>
    assert.deepEqual(completeLaunch({}, '/w/main.gene'), { launch: { type: 'gene', request: 'launch', name: 'main.gene', program: '/w/main.gene' } }));

  it('keeps what "Run Without Debugging" adds', () =>
    assert.deepEqual(completeLaunch({ noDebug: true }, '/w/a.gene'), { launch: { noDebug: true, type: 'gene', request: 'launch', name: 'a.gene', program: '/w/a.gene' } }));

  it('leaves a whole configuration alone', () => {
    const given = { type: 'gene', request: 'launch', name: 'n', program: '${file}', stopOnEntry: true };
    assert.deepEqual(completeLaunch(given, '/w/other.gene'), { launch: given });
  });

  it('gives the active file to a configuration without program', () =>
    assert.deepEqual(completeLaunch({ type: 'gene', request: 'launch', name: 'n' }, '/w/a.gene'), {
      launch: { type: 'gene', request: 'launch', name: 'n', program: '/w/a.gene' },
    }));

  it('says what to do without a Gene file, and about attach', () => {
    assert.deepEqual(completeLaunch({}, undefined), { problem: 'There is no Gene file to debug: open one, or name it as "program" in launch.json.' });
    assert.match(JSON.stringify(completeLaunch({ type: 'gene', request: 'attach', name: 'n' }, '/w/a.gene')), /debug-listen=PATH/);
    assert.deepEqual(completeLaunch({ type: 'gene', request: 'attach', name: 'n', path: '/s' }, undefined), { launch: { type: 'gene', request: 'attach', name: 'n', path: '/s' } });
  });
});

describe('absoluteLaunch', () => {
  const exists = (file: string) => file === '/w/src/a.gene';

  it('resolves program and cwd against the workspace folder', () =>
    assert.deepEqual(absoluteLaunch({ program: 'src/a.gene', cwd: 'data' }, '/w', exists), { launch: { program: '/w/src/a.gene', cwd: '/w/data', answerWhenConfigured: true } }));

  it('takes the workspace folder, or else the folder of the program, as cwd', () => {
    assert.deepEqual(absoluteLaunch({ program: '/w/src/a.gene' }, '/w', exists), { launch: { program: '/w/src/a.gene', cwd: '/w', answerWhenConfigured: true } });
    assert.deepEqual(absoluteLaunch({ program: '/w/src/a.gene' }, undefined, exists), { launch: { program: '/w/src/a.gene', cwd: '/w/src', answerWhenConfigured: true } });
  });

  it('names a program that is not there, and fields that are no texts', () => {
    assert.deepEqual(absoluteLaunch({ program: 'b.gene' }, '/w', exists), { problem: 'There is no file /w/b.gene to debug: mend "program" in launch.json.' });
    assert.match(JSON.stringify(absoluteLaunch({ program: 5 }, '/w', exists)), /are texts/);
    assert.match(JSON.stringify(absoluteLaunch({ program: 'src/a.gene', cwd: [] }, '/w', exists)), /are texts/);
  });
});

it('an attach needs no program', () =>
  assert.deepEqual(absoluteLaunch({ request: 'attach', path: 'run/gene.sock' }, '/w', () => false), { launch: { request: 'attach', path: '/w/run/gene.sock' } }));

it('offers the active file first, then those nearest to the folder', () => {
  const offered = offeredLaunches('src/b.gene', ['src/deep/c.gene', 'src/b.gene', 'z.gene', 'a.gene']);
  assert.deepEqual(offered.map((launch) => launch.program), ['src/b.gene', 'a.gene', 'z.gene', 'src/deep/c.gene'].map((file) => `\${workspaceFolder}/${file}`));
  assert.deepEqual(offeredLaunches(undefined, []), []);
  assert.deepEqual(offeredLaunches('/else/where.gene', []), [{ type: 'gene', request: 'launch', name: 'Gene: where.gene', program: '/else/where.gene' }]);
});
