// Texts that are edited while they run, told by a client in another process: `gene/sourceText`.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const LINES = ['(fn work [n]', '  (n + 1))   # @work', '(var i 0)', '(while (i < 3)', '  (i = (work i)))   # @call'];

test('positions and breakpoints are those of the edited text', () =>
  Session.run(LINES, async (s, client) => {
    await s.stops('breakpoint', 'work', () => s.launch({ breakpoints: ['work'] }));
    const source = { path: s.program };
    const text = fs.readFileSync(s.program, 'utf8');
    const moved = client.waitForEvent('breakpoint');
    await client.customRequest('gene/sourceText', { source, text: `# one\n# two\n${text}` });
    assert.deepEqual([(await moved).body.breakpoint.line, (await moved).body.breakpoint.verified], [4, true]);
    assert.deepEqual((await s.stack()).map((f) => f.line), [4, 7]);
    await Promise.all([client.waitForEvent('stopped'), s.continue()]);
    assert.deepEqual((await s.stack()).map((f) => f.line), [4, 7]);
    const set = await client.setBreakpointsRequest({ source, breakpoints: [{ line: 7 }] });
    assert.deepEqual(set.body.breakpoints.map((b) => [b.line, b.verified]), [[7, true]]);
    await Promise.all([client.waitForEvent('stopped'), s.continue()]);
    assert.deepEqual((await s.stack()).map((f) => f.line), [7]);
    const gone = client.waitForEvent('breakpoint');
    await client.customRequest('gene/sourceText', { source, text: text.replace('  (i = (work i)))   # @call', ')') });
    assert.equal((await gone).body.breakpoint.verified, false);
    assert.match((await gone).body.breakpoint.message, /was edited/);
    await s.ends(() => s.continue());
    assert.match(await refused(client.customRequest('gene/sourceText', { source })), /no `text`/);
  }));

test('code is exchanged by the unsaved text', () =>
  Session.run([...LINES, '(println i (work 1))   # @end'], async (s, client) => {
    await s.stops('breakpoint', 'end', () => s.launch({ breakpoints: ['end'] }));
    const source = { path: s.program };
    await client.customRequest('gene/sourceText', { source, text: fs.readFileSync(s.program, 'utf8').replace('(n + 1)', '(n + 100)') });
    assert.deepEqual((await client.customRequest('gene/hotReload', { source })).body.replaced, ['work']);
    await s.ends(() => s.continue());
    assert.equal(s.output, '3 101\n');
  }));
