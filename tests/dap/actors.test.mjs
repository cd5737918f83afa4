// Actors over the protocol: each turn of one is a thread; all threads stop and go on together. ActorsTest has the finer cases.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const COUNTER = [
  '(gene/actor/enable ^workers 2)',
  '(fn twice [n]', '  (n * 2))   # @twice',
  '(fn count [ctx msg state]', '  (var more (state + msg))   # @more', '  (var double (twice more))   # @double',
  '  (ctx .reply double)   # @reply', '  more)   # @end',
  '(var a (gene/actor/spawn count ^state 10))',
  '(println (await (a .send_expect_reply 1)))   # @first',
  '(println (await (a .send_expect_reply 2)))   # @second',
  '(println "done")   # @done'];

const threads = async (client) => (await client.threadsRequest()).body.threads;

/** A scope of the innermost frame of a thread. */
async function scope(s, threadId, name) {
  const [top] = await s.stack(threadId);
  const { body } = await s.client.scopesRequest({ frameId: top.id });
  return body.scopes.find((found) => found.name === name).variablesReference;
}

test('an actor is a thread with a name while it handles a message', () =>
  Session.run(COUNTER, async (s, client) => {
    const stopped = await s.stops('breakpoint', 'more', () => s.launch({ breakpoints: ['more', 'done'] }));
    assert.equal(stopped.allThreadsStopped, true);
    const [main, actor] = await threads(client);
    assert.deepEqual([main, actor], [{ id: 1, name: 'main' }, { id: stopped.threadId, name: 'actor 1 (count)' }]);
    assert.deepEqual(s.events('thread').map((e) => e.body), [{ reason: 'started', threadId: actor.id }]);
    assert.equal(s.marker(s.program, (await s.stack(main.id))[0].line), 'first');
    const arguments_ = await s.variables(await scope(s, actor.id, 'Arguments'));
    assert.deepEqual(arguments_.map((v) => `${v.name}=${v.value}`), ['ctx=VkActorContext', 'msg=1', 'state=10']);
    const again = await s.stops('breakpoint', 'more', async () => {
      const { body } = await client.continueRequest({ threadId: actor.id });
      assert.equal(body.allThreadsContinued, true);
    });
    assert.equal(again.threadId, actor.id, 'the same actor is the same thread');
    assert.equal((await s.stops('breakpoint', 'done', () => s.continue())).threadId, main.id);
    assert.deepEqual(s.events('thread').map((e) => e.body), [{ reason: 'started', threadId: actor.id }, { reason: 'exited', threadId: actor.id }]);
    assert.deepEqual(await threads(client), [main]);
    assert.match(await refused(client.stackTraceRequest({ threadId: actor.id })), /waits for a message/);
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, '22\n26\ndone\n');
  }));

test('evaluates and sets variables in an actor', () =>
  Session.run(COUNTER, async (s, client) => {
    const { threadId } = await s.stops('breakpoint', 'double', () => s.launch({ breakpoints: ['double'] }));
    await s.setBreakpoints();
    const [top] = await s.stack(threadId);
    const value = await client.evaluateRequest({ expression: '(twice (more + 1))', frameId: top.id, context: 'watch' });
    assert.equal(value.body.result, '24');
    const set = await client.setVariableRequest({ variablesReference: await scope(s, threadId, 'Locals'), name: 'more', value: '20' });
    assert.equal(set.body.value, '20');
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, '40\n44\ndone\n');
  }));

test('steps through a handler, by statements and by instructions', () =>
  Session.run(COUNTER, async (s, client) => {
    const { threadId } = await s.stops('breakpoint', 'more', () => s.launch({ breakpoints: ['more'] }));
    await s.setBreakpoints();
    const step = async (request, marker, args = {}) => {
      const stopped = await s.stops('step', marker, () => client[`${request}Request`]({ threadId, ...args }));
      assert.equal(stopped.threadId, threadId);
    };
    await step('next', 'double');
    await step('stepIn', 'twice');
    await step('stepOut', 'double');
    await step('next', 'reply', { granularity: 'line' });
    await step('next', 'reply', { granularity: 'instruction' });
    await step('next', 'end');
    await step('next', 'more');
    assert.equal(await s.ends(() => s.continue()), 0);
  }));

test('an exception of a handler stops there, with its details', () =>
  Session.run([
    '(gene/actor/enable ^workers 1)', '(fn fail [ctx msg state]', '  (throw (new TypeException "no")))   # @throw',
    '(var a (gene/actor/spawn fail))', '(try (await (a .send_expect_reply 1))', '  catch e (println "caught"))'], async (s, client) => {
    const { threadId } = await s.stops('exception', 'throw', () => s.launch({ filters: ['uncaught'] }));
    const { body } = await client.exceptionInfoRequest({ threadId });
    assert.deepEqual([body.exceptionId, body.breakMode, body.details.message], ['TypeException', 'unhandled', 'no']);
    const [top] = await s.stack(threadId);
    assert.equal((await client.evaluateRequest({ expression: '$ex/message', frameId: top.id })).body.result, '"no"');
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, 'caught\n');
  }));

test('a pause has an actor in an endless loop stand still, and the program ends at once', () =>
  Session.run([
    '(gene/actor/enable ^workers 1)', '(fn spin [ctx msg state]', '  (println "spins")', '  (while true', '    (msg += 1)))',
    '(var a (gene/actor/spawn spin))', '(println (await (a .send_expect_reply 1)))   # @await'], async (s, client) => {
    const spins = client.waitForEvent('output');
    await s.launch();
    await spins;
    await s.stops('pause', 'await', () => client.pauseRequest({ threadId: 1 }));
    const actor = (await threads(client)).find((t) => t.name === 'actor 1 (spin)');
    const [top] = await s.stack(actor.id);
    const look = async () => (await client.evaluateRequest({ expression: 'msg', frameId: top.id })).body.result;
    assert.equal(await look(), await look());
    await s.continue();
    const [paused] = await Promise.all([client.waitForEvent('stopped'), client.pauseRequest({ threadId: actor.id })]);
    assert.equal(paused.body.threadId, actor.id);
    const began = performance.now();
    assert.equal(await s.ends(() => client.terminateRequest({})), 130);
    assert.ok(performance.now() - began < 2000);
  }));

test('an instruction trace shows what handlers run, by thread', () =>
  Session.run(COUNTER, async (s, client) => {
    await s.stops('breakpoint', 'first', () => s.launch({ breakpoints: ['first'] }));
    await client.customRequest('gene/traceStart', { functions: ['twice', 'count'], opcodes: ['RETURN'] });
    const { threadId } = await s.stops('breakpoint', 'end', async () => {
      await s.setBreakpoints('end');
      await s.continue();
    });
    assert.equal(await s.ends(async () => {
      await s.setBreakpoints();
      await s.continue();
    }), 0);
    const { rows } = (await client.customRequest('gene/trace', {})).body;
    assert.deepEqual(rows.map((r) => `${r.function} ${r.threadId === threadId}`), ['twice true', 'count true', 'twice true', 'count true']);
  }));

test('a program that stands still in an actor can be restarted', () =>
  Session.run(COUNTER, async (s, client) => {
    await s.stops('breakpoint', 'more', () => s.launch({ breakpoints: ['more'] }));
    const { threadId } = await s.stops('breakpoint', 'more', () => client.restartRequest({}));
    assert.deepEqual((await threads(client)).map((t) => t.name), ['main', 'actor 1 (count)']);
    assert.equal((await s.stack(threadId))[0].name, 'count');
    await s.setBreakpoints();
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, '22\n26\ndone\n');
  }));

test('a turn that waits can be cancelled, and the actor goes on with its next message', () =>
  Session.run([
    '(gene/actor/enable ^workers 1)', '(fn wait [ctx msg state]', '  (if (msg == 1) (await (new gene/Future)))   # @wait', '  (ctx .reply msg))   # @reply',
    '(var a (gene/actor/spawn wait))', '(var first (a .send_expect_reply 1))', '(try (await first)', '  catch e (println "cancelled" e/class/name))',
    '(println (await (a .send_expect_reply 2)))'], async (s, client) => {
    const { threadId } = await s.stops('breakpoint', 'wait', () => s.launch({ breakpoints: ['wait'] }));
    await s.setBreakpoints();
    await client.customRequest('terminateThreads', { threadIds: [threadId] });
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.match(s.output, /^cancelled .*\n2\n$/);
  }));
