// Requests in any order: each is answered once, nothing hangs, and a session ends with one `terminated` and nothing after the goodbye.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session } from './session.mjs';

const ROUNDS = Number(process.env.GENE_DAP_ORDERS ?? 6);
const REQUESTS = 60;

/** The same numbers for the same seed, so that a failure can be repeated. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function choices(s, pick) {
  const source = { path: s.program };
  const frameId = pick(40);
  return [
    ['threads'], ['stackTrace', { threadId: 1, startFrame: pick(3), levels: pick(4) }], ['scopes', { frameId }],
    ['variables', { variablesReference: 1 + pick(30) }], ['evaluate', { expression: ['i', '(i + 1)', '(((', 'nothing'][pick(4)], context: 'watch' }],
    ['next', { threadId: 1 }], ['stepIn', { threadId: 1 }], ['stepOut', { threadId: 1 }], ['continue', { threadId: 1 }], ['pause', { threadId: 1 }],
    ['setBreakpoints', { source, breakpoints: pick(2) ? [{ line: 1 + pick(5) }] : [] }], ['setExceptionBreakpoints', { filters: pick(2) ? ['all'] : [] }],
    ['setFunctionBreakpoints', { breakpoints: [{ name: 'work' }] }], ['breakpointLocations', { source, line: 1 + pick(5) }], ['loadedSources', {}],
    ['modules', {}], ['stepInTargets', { frameId }], ['exceptionInfo', { threadId: 1 }], ['completions', { text: 'i', column: 2 }],
    ['configurationDone', {}], ['restart', {}], ['cancel', { requestId: pick(50) }], ['goto', { threadId: 1, targetId: pick(20) }],
  ][pick(23)];
}

for (let seed = 1; seed <= ROUNDS; seed++) {
  test(`random requests, seed ${seed}`, () =>
    Session.run(['(fn work [n]', '  (n + 1))', '(var i 0)', '(while true', '  (i = (work i)))'], async (s, client) => {
      const pick = numbers(seed);
      await client.initializeRequest();
      await client.launchRequest({ program: s.program });
      const answers = [];
      for (let i = 0; i < REQUESTS; i++) {
        answers.push(client.send(...choices(s, pick)).then(() => 'answered', () => 'refused'));
        for (let delay = pick(10); delay > 0; delay--) await new Promise((resolve) => { setImmediate(resolve); });
      }
      // While the program runs, what needs a stop is refused; nothing stays without an answer.
      const all = await Promise.race([Promise.all(answers), new Promise((resolve) => { setTimeout(resolve, 20_000, null).unref(); })]);
      assert.ok(all, 'every request is answered');
      assert.ok(all.includes('answered') && all.includes('refused'));
      await client.disconnectRequest({ terminateDebuggee: true });
      const responses = s.received.filter((m) => m.type === 'response').map((m) => m.request_seq);
      assert.equal(new Set(responses).size, responses.length);
      assert.equal(s.events('terminated').length, 1);
      const end = s.received.findIndex((m) => m.event === 'terminated');
      assert.deepEqual(s.received.slice(end + 1).filter((m) => m.type === 'event'), []);
    }));
}
