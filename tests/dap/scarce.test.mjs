// Programs that take what a process has: memory, output, time. The adapter lives, tells, pauses and ends them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session } from './session.mjs';

/** The adapter's JVM gets little memory for the time of a test. */
async function withLittleMemory(lines, behaviour) {
  const before = process.env.GENE_JAVA_OPTS;
  process.env.GENE_JAVA_OPTS = '-Xmx150m';
  try {
    await Session.run(lines, behaviour);
  } finally {
    if (before === undefined) delete process.env.GENE_JAVA_OPTS; else process.env.GENE_JAVA_OPTS = before;
  }
}

const LINE = 'x'.repeat(1024);
const GROWING = ['(var xs [])', '(while true', '  (xs .push [1 2 3 4 5 6 7 8 "text"]))   # @body'];

test('a program that allocates without end is paused, looked at, and ended when it goes on', () =>
  withLittleMemory(GROWING, async (s, client) => {
    await s.launch();
    const stopped = await client.waitForEvent('stopped');
    assert.equal(stopped.body.reason, 'pause');
    assert.match(s.output, /^Memory is scarce: \d+ of \d+ MB are in use, so the program was paused\./);
    assert.match((await s.evaluate('xs/.size')).result, /^\d{4,}$/);
    assert.equal(await s.ends(() => s.continue()), 130);
    assert.match(s.output, /Out of memory: \d+ of \d+ MB are in use, so the program was ended\./);
    // The adapter is as good as before.
    assert.equal((await client.threadsRequest()).body.threads.length, 1);
    await client.disconnectRequest();
    assert.equal(await s.exited, 0);
  }));

test('what is freed while it stands still lets it go on', () =>
  withLittleMemory(['(var xs [])', '(var go true)', '(while go', '  (xs .push [1 2 3 4 5 6 7 8 "text"]))', '(println "done" xs/.size)'], async (s, client) => {
    await s.launch();
    await client.waitForEvent('stopped');
    await s.evaluate('(do (xs = []) (go = false))', { context: 'repl' });
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.match(s.output, /done [01]\n$/);
  }));

test('prints a hundred megabytes', () =>
  Session.run([`(var line "${LINE}")`, '(repeat 100000 (println line))', '(println "last")'], async (s) => {
    // Kept by nobody: only counted.
    let bytes = 0;
    const dispatch = s.client.dispatch;
    s.client.dispatch = (text) => {
      const message = JSON.parse(text);
      if (message.event === 'output') {
        bytes += message.body.output.length;
        s.last = message.body.output;
      } else {
        dispatch(text);
      }
    };
    await s.launch();
    assert.equal(await s.ends(), 0);
    assert.equal(bytes, 100_000 * 1025 + 5);
    assert.match(s.last, /last\n$/);
  }));

test('is paused and ended while nobody reads what it prints', () =>
  Session.run([`(var line "${LINE}")`, '(while true (println line))'], async (s, client) => {
    await s.launch();
    const [stopped] = await Promise.all([client.waitForEvent('stopped'), client.pauseRequest({ threadId: 1 })]);
    assert.equal(stopped.body.reason, 'pause');
    await s.continue();
    assert.equal(await s.ends(() => client.terminateRequest()), 130);
  }));

for (const [name, lines] of [
  ['that await each other', ['(var a nil)', '(var b nil)', '(async fn wait_b [] (await (gene/sleep_async 5)) (await b))',
    '(async fn wait_a [] (await (gene/sleep_async 5)) (await a))', '(a = (wait_b))', '(b = (wait_a))', '(println "waits")', '(await a)']],
  ['that wait for nobody', ['(println "waits")', '(await (new gene/Future))']]]) {
  test(`tasks ${name} end the program with a report`, () =>
    Session.run(lines, async (s, client) => {
      await s.launch();
      assert.equal(await s.ends(), 1);
      assert.match(s.output, /^waits\nerror: .*GENE\.ASYNC\.DEADLOCK[^]*main\.gene:\d/);
      await client.disconnectRequest();
      assert.equal(await s.exited, 0);
    }));
}
