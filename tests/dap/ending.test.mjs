// Pausing and ending: tight loops, terminate, disconnect, a client that is gone, and what comes after the end.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const ENDLESS = ['(var i 0)', '(while true', '  (i += 1))   # @body'];

test('pauses a tight loop', () =>
  Session.run(ENDLESS, async (s, client) => {
    await s.launch();
    assert.match(await refused(client.evaluateRequest({ expression: 'i' })), /is running/);
    const [stopped] = await Promise.all([client.waitForEvent('stopped'), client.pauseRequest({ threadId: 1 })]);
    assert.equal(stopped.body.reason, 'pause');
    assert.match((await s.evaluate('i')).result, /^\d+$/);
    await s.step('next', 'body');
    await s.continue();
    await Promise.all([client.waitForEvent('stopped'), client.pauseRequest({ threadId: 1 })]);
  }));

test('sets breakpoints while the program runs', () =>
  Session.run(ENDLESS, async (s) => {
    await s.launch();
    const [set] = await s.stops('breakpoint', 'body', async () => {
      assert.equal((await s.setBreakpoints('body'))[0].verified, true);
    }).then((stop) => stop.hitBreakpointIds);
    assert.equal(typeof set, 'number');
  }));

test('cancels an evaluation that does not end', () =>
  Session.run(ENDLESS, async (s, client) => {
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: ['body'] }));
    const answer = refused(s.evaluate('(while true nil)', { context: 'repl' }));
    let pending = true;
    answer.then(() => { pending = false; });
    while (pending) await client.pauseRequest({ threadId: 1 });
    assert.equal(await answer, 'Exception: the evaluation was cancelled');
    assert.equal((await s.evaluate('(1 + 1)')).result, '2');
  }));

for (const [where, launch] of [
  ['a running program', (s) => s.launch()],
  ['a stopped program', (s) => s.stops('breakpoint', 'body', () => s.launch({ breakpoints: ['body'] }))]]) {
  test(`terminates ${where}`, () =>
    Session.run(ENDLESS, async (s, client) => {
      await launch(s);
      assert.equal(await s.ends(() => client.terminateRequest()), 130);
      assert.match(await refused(client.nextRequest({ threadId: 1 })), /has ended/);
      await client.disconnectRequest();
      assert.equal(s.events('terminated').length, 1);
      assert.equal(s.received.filter((m) => m.type === 'event').at(-1).event, 'terminated');
    }));

  test(`disconnects from ${where}`, () =>
    Session.run(ENDLESS, async (s, client) => {
      await launch(s);
      await client.disconnectRequest({ terminateDebuggee: true });
      const known = s.received.length;
      assert.equal(await s.exited, 0);
      assert.equal(s.received.length, known);
      assert.equal(s.events('terminated').length, 1);
    }));
}

test('ends with a client that is gone', () =>
  Session.run(ENDLESS, async (s, client) => {
    await s.launch();
    client._adapterProcess.stdin.end();
    assert.equal(await s.exited, 0);
  }));

test('a program that is let go runs to its end', () =>
  Session.run(['(for i in [1 2 3]', '  (write_file "done" i/.to_s))   # @body'], async (s, client) => {
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: ['body'], filters: ['all'] }));
    await client.disconnectRequest({ terminateDebuggee: false });
    assert.equal(await s.exited, 0);
  }));

test('survives what programs do', () =>
  Session.run([
    '(fn deep [n] (1 + (deep (n + 1))))',
    '(try (deep 0) catch RuntimeException (println "overflow caught"))',
    '(repeat 20000 (println "a line of output that is not short"))',
    '(deep 0)'], async (s) => {
    await s.launch();
    assert.equal(await s.ends(), 1);
    assert.match(s.output, /^overflow caught\n/);
    assert.equal(s.output.match(/a line of output that is not short\n/g).length, 20_000);
    assert.match(s.output, /error: RuntimeException: Stack overflow/);
  }));
