// Stepping over the protocol; SteppingTest has the finer cases.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session } from './session.mjs';

test('steps over, in and out', () =>
  Session.run([
    '(fn inner [n]', '  (n * 2))   # @inner',
    '(fn outer [n]', '  (var a (inner n))   # @outer', '  (a + 1))   # @sum',
    '(println (outer 1))   # @one', '(println (outer 2))   # @two', '(println (outer 3))   # @three'], async (s) => {
    await s.stops('breakpoint', 'one', () => s.launch({ breakpoints: ['one'] }));
    await s.step('next', 'two');
    await s.step('stepIn', 'outer');
    await s.step('stepIn', 'inner');
    assert.deepEqual((await s.stack()).map((f) => f.name), ['inner', 'outer', '<module>']);
    await s.step('stepOut', 'outer');
    await s.step('next', 'sum');
    await s.step('stepOut', 'two');
    await s.step('next', 'three');
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, '3\n5\n7\n');
  }));

test('keeps to its frame in recursion', () =>
  Session.run([
    '(fn fact [n]', '  (if (n <= 1)   # @test', '    1', '   else', '    (n * (fact (n - 1)))))   # @recursion',
    '(println (fact 10))   # @call'], async (s) => {
    await s.stops('breakpoint', 'test', () => s.launch({ breakpoints: ['test'] }));
    await s.setBreakpoints();
    await s.step('next', 'recursion');
    await s.step('stepIn', 'test');
    await s.step('next', 'recursion');
    await s.step('next', 'recursion');
    assert.equal(await s.shown('Locals'), 'n=10');
    await s.step('next', 'call');
    assert.equal(await s.ends(() => s.continue()), 0);
  }));

test('answers a step before the stop that it leads to', () =>
  Session.run(['(var i 0)', '(while (i < 30)   # @head', '  (i += 1))   # @body'], async (s, client) => {
    await s.stops('breakpoint', 'head', () => s.launch({ breakpoints: ['head'] }));
    await s.setBreakpoints();
    const before = s.received.length;
    for (let i = 0; i < 20; i++) {
      await Promise.all([client.waitForEvent('stopped'), client.nextRequest({ threadId: 1 })]);
    }
    const order = s.received.slice(before).map((message) => message.command ?? message.event);
    assert.deepEqual(order, Array(20).fill(['next', 'stopped']).flat());
  }));

test('async functions are threads', () =>
  Session.run([
    '(async fn work [n]', '  (n * 2))   # @body', '(var f (work 4))', '(println (await f))   # @await'], async (s, client) => {
    const [stopped] = await Promise.all([client.waitForEvent('stopped'), s.launch({ breakpoints: ['body'] })]);
    const { body } = await client.threadsRequest();
    assert.deepEqual(body.threads.map((t) => t.name), ['main', 'work']);
    assert.equal(body.threads.find((t) => t.id === stopped.body.threadId).name, 'work');
    assert.equal((await s.stack(stopped.body.threadId))[0].name, 'work');
    assert.equal((await s.stack(1))[0].name, '<module>');
    assert.equal(await s.ends(() => s.continue()), 0);
  }));
