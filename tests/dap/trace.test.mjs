// The instruction trace over the protocol: rows, filters, the ring, files, and what a running program gives.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const CALLS = ['(class Box', '  (ctor [n] (/n = n))', '  (method twice []', '    (/n * 2)))   # @twice', '(fn add [a b]', '  (a + b))   # @add',
  '(var b (new Box 4))   # @new', '(println (add (b .twice) 1))   # @call'];
const MODULES = ['(import more from "./more")', ...CALLS, '(println (more))'];
const ENDLESS = ['(var n 0)', '(fn step [k] (k + 1))', '(while true (n = (step n)))'];

const start = (client, args = {}) => client.customRequest('gene/traceStart', args);
const stop = async (client) => (await client.customRequest('gene/traceStop', {})).body;
const page = async (client, args = {}) => (await client.customRequest('gene/trace', args)).body;
const shown = (rows) => rows.map((r) => `${r.function}: ${r.opcode} ${r.operands} [${r.stack.join(', ')}]`);

test('rows are in the published format, each with its source', () =>
  Session.run(CALLS, async (s, client) => {
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call'] }));
    await start(client);
    await s.ends(() => s.continue());
    const { rows, first, next, total, running } = await page(client);
    assert.deepEqual([first, next, total, running], [0, rows.length, rows.length, false]);
    assert.deepEqual(rows.map((r) => r.number), rows.map((r, index) => index));
    assert.deepEqual(shown(rows), [
      '<module>: LOAD_VAR println [VkNativeFn]', '<module>: LOAD_VAR b [VkNativeFn, VkInstance]', 'Box.twice: LOAD_SELF  [VkInstance]', 'Box.twice: GET_MEMBER n [4]', 'Box.twice: LOAD_CONST 2 [4, 2]',
      'Box.twice: CALL *, 2 [8]', 'Box.twice: RETURN  []', '<module>: CALL_METHOD twice, 0 [VkNativeFn, 8]', '<module>: LOAD_CONST 1 [VkNativeFn, 8, 1]', 'add: LOAD_VAR a [8]',
      'add: LOAD_VAR b [8, 1]', 'add: CALL +, 2 [9]', 'add: RETURN  []', '<module>: CALL add, 2 [VkNativeFn, 9]', '<module>: CALL 1 [nil]', '<module>: RETURN  []']);
    const product = rows.find((r) => r.operands === '*, 2');
    assert.deepEqual([product.source.path, product.line, product.column, product.endLine, product.endColumn, product.depth, product.threadId], [s.program, s.line('twice'), 5, s.line('twice'), 13, 1, 1]);
  }));

test('a row must match a word of each filter', () =>
  Session.run(MODULES, async (s, client) => {
    s.write('more.gene', '(fn add [a b] (a * b))', '(fn more [] (add 2 3))');
    // Before there is a program: the run to come is traced from its beginning.
    await client.initializeRequest();
    await start(client, { functions: ['add'], opcodes: ['call', 'RETURN'] });
    await client.launchRequest({ program: s.program });
    await s.ends(() => client.configurationDoneRequest());
    assert.deepEqual(shown((await page(client)).rows), ['add: CALL +, 2 [9]', 'add: RETURN  []', 'add: CALL *, 2 [6]', 'add: RETURN  []']);
  }));

test('a function of a class and the end of a path are filters too', () =>
  Session.run(MODULES, async (s, client) => {
    s.write('more.gene', '(fn add [a b] (a * b))', '(fn more [] (add 2 3))');
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call'] }));
    await start(client, { functions: ['Box.twice', 'add'], files: [path.basename(s.folder) + '/main.gene'], opcodes: ['RETURN'] });
    await s.ends(() => s.continue());
    assert.deepEqual(shown((await page(client)).rows), ['Box.twice: RETURN  []', 'add: RETURN  []']);
  }));

test('what cannot be traced is refused, and changes nothing', () =>
  Session.run(CALLS, async (s, client) => {
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call'] }));
    assert.match(await refused(stop(client)), /Nothing is traced/);
    assert.match(await refused(start(client, { opcodes: ['LAOD_VAR'] })), /no instruction `LAOD_VAR`.*LOAD_VAR/);
    assert.match(await refused(start(client, { functions: 'add' })), /`functions` is a list of words/);
    assert.match(await refused(start(client, { ringSize: 0 })), /`ringSize` is a number from 1 to 1000000/);
    assert.match(await refused(start(client, { file: path.join(s.folder, 'none', 'trace') })), /cannot be written to .*no such folder/);
    assert.deepEqual(await page(client), { rows: [], first: 0, next: 0, total: 0, running: false });
  }));

test('the ring forgets the oldest rows, a file has all of them', () =>
  Session.run(['(var n 0)   # @first', '(while (n < 500) (n += 1))', '(println n)   # @last'], async (s, client) => {
    const file = path.join(s.folder, 'trace.jsonl');
    await s.stops('entry', 'first', () => s.launch({ stopOnEntry: true, breakpoints: ['last'] }));
    await start(client, { ringSize: 100, file });
    await s.stops('breakpoint', 'last', () => s.continue());
    const { total, file: written } = await stop(client);
    assert.equal(written, file);
    assert.ok(total > 3000);
    const { rows, first, next } = await page(client, { start: 0, count: 1000 });
    assert.deepEqual([rows.length, rows[0].number, first, next], [100, total - 100, total - 100, total]);
    assert.deepEqual((await page(client, { start: total - 2, count: 9 })).rows.map((r) => r.number), [total - 2, total - 1]);
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(lines.length, total);
    assert.deepEqual([lines[0].number, lines[0].opcode, path.basename(lines[0].file), lines[0].line, lines[0].thread, lines[0].stack], [0, 'LOAD_CONST', 'main.gene', 1, 'main', ['0']]);
    await s.ends(() => s.continue());
  }));

test('a loop that runs does not flood the client, and can be paused and traced again', () =>
  Session.run(ENDLESS, async (s, client) => {
    await s.launch();
    for (let round = 0; round < 2; round++) {
      const before = s.events('gene/traceRows').length;
      const begun = performance.now();
      await start(client, { functions: ['step'] });
      while (s.events('gene/traceRows').length < before + 5) await client.waitForEvent('gene/traceRows');
      const rows = (await page(client)).rows;
      assert.deepEqual(new Set(rows.map((r) => r.function)), new Set(['step']));
      const { total } = await stop(client);
      const took = performance.now() - begun;
      assert.ok(total > 1000, `${total} rows`);
      const events = s.events('gene/traceRows').slice(before);
      assert.ok(events.length <= took / 100 + 2, `${events.length} events in ${took} ms`);
      const { rows: newest, ...end } = events.at(-1).body;
      assert.deepEqual(end, { first: end.first, next: total, running: false });
      assert.deepEqual(newest.slice(-50), (await page(client, { count: 50 })).rows);
      assert.equal((await page(client, { count: 0 })).running, false);
    }
    await start(client);
    let told;
    do told = await page(client, { count: 0 }); while (told.next - told.first < 200);
    const stopped = client.waitForEvent('stopped');
    await client.pauseRequest({ threadId: 1 });
    assert.equal((await stopped).body.reason, 'pause');
    await s.ends(() => client.customRequest('terminate', {}));
    assert.equal(s.events('gene/traceRows').at(-1).body.running, false);
    assert.ok(s.events('gene/traceRows').at(-1).body.rows.length > 100);
  }));

test('goes together with steps and with recording', () =>
  Session.run(CALLS, async (s, client) => {
    await s.stops('breakpoint', 'new', () => s.launch({ breakpoints: ['new'], record: true }));
    await start(client);
    await s.step('next', 'call');
    const before = await page(client);
    assert.deepEqual(shown(before.rows).slice(-2), ['<module>: NEW 1 [VkInstance]', '<module>: STORE_VAR b []']);
    await s.stops('step', 'new', () => client.stepBackRequest({ threadId: 1 }));
    await s.step('next', 'call');
    assert.equal((await page(client)).next, before.next, 'what is shown again does not run again');
    await s.step('stepIn', 'twice');
    await s.step('stepOut', 'call');
    await s.ends(() => s.continue());
    const { rows } = await page(client);
    assert.equal(new Set(rows.map((r) => r.number)).size, rows.length);
    assert.deepEqual(shown(rows).filter((row) => row.includes('CALL add')), ['<module>: CALL add, 2 [VkNativeFn, 9]']);
  }));

test('tasks have threads of their own, and large values are cut', () =>
  Session.run(['(var xs [])', '(for i in (range 0 1000) (xs .push i))', '(async fn work [n] (await (sleep_async 1)) (n + 1))', '(var a (work 1)) (var b (work xs/10))   # @start', '(await a) (await b)',
    '(println (xs .size))'], async (s, client) => {
    await s.stops('breakpoint', 'start', () => s.launch({ breakpoints: ['start'] }));
    await start(client);
    await s.ends(() => s.continue());
    const { rows } = await page(client, { count: 1000 });
    const work = rows.filter((r) => r.function === 'work' && r.operands === '+, 2');
    assert.deepEqual(work.map((r) => r.stack), [['2'], ['11']]);
    assert.equal(new Set([1, ...work.map((r) => r.threadId)]).size, 3, JSON.stringify(work));
    const long = rows.find((r) => r.operands === 'xs');
    assert.match(long.stack[0], /^\[0 1 2 .*… \d+ more\]$/);
    assert.equal(rows.filter((r) => r.opcode === 'AWAIT').length, 4, 'an await that waits is one row');
  }));

test('an instruction that raises has a row', () =>
  Session.run(['(fn f [x] (1 + x))   # @f', '(var x 1)   # @start', '(try (f true) catch TypeException (println "caught"))'], async (s, client) => {
    await s.stops('breakpoint', 'start', () => s.launch({ breakpoints: ['start'] }));
    await start(client, { functions: ['f'] });
    await s.ends(() => s.continue());
    assert.equal(s.output, 'caught\n');
    assert.deepEqual(shown((await page(client)).rows), ['f: LOAD_CONST 1 [1]', 'f: LOAD_VAR x [1, true]', 'f: CALL +, 2 [1, true]']);
  }));
