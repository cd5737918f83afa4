// Code that is edited while it runs: `gene/hotReload` exchanges functions of a program that stands still.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const LINES = ['(fn price [n]', '  (n * 2))   # @price', '(fn other [] 1)', '(println (price 4))', '(println "here")   # @here', '(println (price 4))'];

test('exchanges a function, from the text of the request or from the file', () =>
  Session.run(LINES, async (s, client) => {
    await s.stops('breakpoint', 'here', () => s.launch({ breakpoints: ['here'], abilities: { supportsInvalidatedEvent: true } }));
    const reload = async (args) => (await client.customRequest('gene/hotReload', { source: { path: s.program }, ...args })).body;
    const text = fs.readFileSync(s.program, 'utf8');
    assert.deepEqual(await reload({ text }), { replaced: [], refused: [], unchanged: 2 });
    assert.deepEqual(await reload({ text: text.replace('(n * 2)', '(n * 3)') }), { replaced: ['price'], refused: [], unchanged: 1 });
    assert.deepEqual(s.received.filter((m) => m.event === 'invalidated').map((m) => m.body), [{ areas: ['all'] }, { areas: ['all'] }]);
    assert.equal((await s.evaluate('(price 5)')).result, '15');
    s.write('main.gene', ...LINES.map((line) => line.replace('(n * 2)', '(n\n   * 5)').replace('[] 1', '[] 2').replace('"here"', '"there"')));
    const { replaced, refused: kept, unchanged } = await reload({});
    assert.deepEqual([replaced, unchanged], [['price', 'other'], 0]);
    assert.deepEqual(kept.map((r) => [r.name, r.line]), [['<module>', 0]]);
    assert.match(kept[0].reason, /is not run again/);
    assert.equal((await s.stack())[0].name, '<module>');
    await s.ends(() => s.continue());
    assert.equal(s.output, '8\nhere\n20\n');
  }));

test('says why nothing was exchanged', () =>
  Session.run(LINES, async (s, client) => {
    await s.stops('breakpoint', 'price', () => s.launch({ breakpoints: ['price'] }));
    const reload = (args) => client.customRequest('gene/hotReload', args);
    const source = { path: s.program };
    assert.match(await refused(reload({ source, text: '(fn price [' })), /does not compile: .*main\.gene:1/);
    assert.match(await refused(reload({ source: { path: `${s.program}.other` }, text: '1' })), /has not loaded/);
    assert.match(await refused(reload({})), /names no file/);
    const { refused: kept } = (await reload({ source, text: fs.readFileSync(s.program, 'utf8').replace('[n]', '[n m]') })).body;
    assert.deepEqual(kept.map((r) => [r.name, r.line]), [['price', 1]]);
    await s.setBreakpoints();
    await s.ends(() => s.continue());
    assert.match(await refused(reload({ source })), /has ended/);
    assert.equal(s.output, '8\nhere\n8\n');
  }));
