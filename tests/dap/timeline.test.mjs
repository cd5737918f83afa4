// Recorded time in the words of a person: events of the timeline, console commands, data breakpoints backward.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const LINES = ['(var total 0)', '(for i in [1 2 3]', '  (total += i))   # @body', '(println total)   # @end'];

test('the console walks through recorded time', () =>
  Session.run(LINES, async (s, client) => {
    await s.stops('breakpoint', 'end', () => s.launch({ breakpoints: ['end'], record: true }));
    const type = async (expression) => (await client.evaluateRequest({ expression, context: 'repl' })).body.result;
    assert.match(await type(':timeline'), /^Position \d+ of \d+ to \d+, the present$/);
    assert.match(await type(':last-set total'), /^position \d+: 6 by assignment at .*main\.gene:3$/);
    assert.equal((await type(':history total')).split('\n').length, 4);
    await s.stops('step', 'body', () => type(':back'));
    assert.equal(s.events('gene/timeline').at(-1).body.atPresent, false);
    assert.equal((await s.evaluate('total')).result, '3');
    const at = /position (\d+): 1 /.exec(await type(':history total'))[1];
    await Promise.all([client.waitForEvent('stopped'), type(`:goto ${at}`)]);
    assert.equal((await s.evaluate('total')).result, '1');
    assert.match(await refused(type(':goto home')), /is a number/);
    assert.match(await refused(type(':nonsense')), /The console knows/);
    await client.customRequest('setExpression', { expression: 'total', value: '100', frameId: (await s.stack())[0].id });
    assert.match((await s.once('gene/forked')).body.message, /does them anew/);
    // From there on nothing is known, and that is told.
    const { atPresent, position, newest } = s.events('gene/timeline').at(-1).body;
    assert.deepEqual([atPresent, position], [true, newest]);
    await s.setBreakpoints();
    await s.ends(() => s.continue());
    assert.equal(s.output, '105\n');
  }));

test('going back stops before the write at a data breakpoint', () =>
  Session.run(LINES, async (s, client) => {
    await s.stops('breakpoint', 'end', () => s.launch({ breakpoints: ['end'], record: true }));
    const { dataId } = (await client.customRequest('dataBreakpointInfo', { name: 'total' })).body;
    const { breakpoints } = (await client.customRequest('setDataBreakpoints', { breakpoints: [{ dataId }] })).body;
    const stop = await s.stops('data breakpoint', 'body', () => client.customRequest('reverseContinue', { threadId: 1 }));
    assert.deepEqual(stop.hitBreakpointIds, breakpoints.map((b) => b.id));
    assert.equal(stop.text, 'total is 3, and becomes 6');
    assert.equal((await s.evaluate('total')).result, '3');
    await s.stops('data breakpoint', 'body', () => client.customRequest('reverseContinue', { threadId: 1 }));
    assert.equal((await s.evaluate('total')).result, '1');
    await client.customRequest('setDataBreakpoints', { breakpoints: [] });
    await s.setBreakpoints();
    await s.ends(() => s.continue());
  }));

test('recording is switched from the console', () =>
  Session.run(LINES, async (s, client) => {
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: ['body'] }));
    const type = async (expression) => (await client.evaluateRequest({ expression, context: 'repl' })).body.result;
    assert.equal(await type(':timeline'), 'Nothing is recorded');
    assert.match(await refused(type(':back')), /Nothing is recorded/);
    assert.match(await type(':record on'), /the present/);
    assert.equal(s.events('gene/timeline').at(-1).body.recording, true);
    await s.stops('breakpoint', 'body', () => s.continue());
    await s.stops('step', 'body', () => type(':back'));
    await s.setBreakpoints();
    await s.ends(() => s.continue());
    assert.equal(s.output, '6\n');
  }));

test('going back over messages to actors sends nothing again; a fork does, and the actor is where it was', () =>
  Session.run(['(gene/actor/enable ^workers 1)', '(var scale 1)', '(var a (gene/actor/spawn (fn [ctx msg n]', '  (println "got" msg)',
    '  (ctx .reply (msg + n))', '  (n + 1)) ^state 0))   # @spawn', '(var x (await (a .send_expect_reply (scale * 10))))   # @send', '(var y (await (a .send_expect_reply (scale * 20))))   # @second',
    '(println x y)   # @end'], async (s, client) => {
    await s.stops('breakpoint', 'end', () => s.launch({ breakpoints: ['end'], record: true }));
    await s.step('stepBack', 'second');
    await s.step('stepBack', 'send');
    await s.step('next', 'second');
    await s.step('next', 'end');
    assert.match(await s.shown('Locals'), /x=10 y=21/);
    assert.equal(s.output, 'got 10\ngot 20\n');
    await s.step('stepBack', 'second');
    await client.customRequest('setExpression', { expression: 'scale', value: '3', frameId: (await s.stack())[0].id });
    await s.once('gene/forked');
    await s.setBreakpoints();
    await s.ends(() => s.continue());
    // Its third message: the second one is not taken back.
    assert.equal(s.output, 'got 10\ngot 20\ngot 60\n10 62\n');
  }));
