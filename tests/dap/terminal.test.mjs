// Programs in terminals: the client opens one, the program has a process of its own there, and the session goes through the adapter.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const abilities = { supportsRunInTerminalRequest: true, supportsArgsCanBeInterpretedByShell: true };
const launch = (s, args = {}) => s.launch({ console: 'integratedTerminal', abilities, ...args });
const ENDLESS = ['(var i 0)', '(while true', '  (i += 1))   # @body'];

test('runs in a terminal: arguments, folder, environment, streams, exit status', () =>
  Session.run(['(println $args (get_env "A_NAME") (get_env "HOME") (cwd) (readline))', '(exit 3)'], async (s) => {
    await launch(s, { args: ['a', 'b c', '$HOME'], env: { A_NAME: 'grüße', HOME: null } });
    const [{ request, process, exited }] = s.terminals;
    assert.deepEqual([request.kind, request.title, request.cwd, request.argsCanBeInterpretedByShell], ['integrated', 'Gene: main.gene', s.folder, false]);
    assert.deepEqual(request.env, { A_NAME: 'grüße', HOME: null });
    process.stdin.write('typed\n');
    assert.equal(await s.ends(), 3);
    await s.client.disconnectRequest();
    assert.equal(await exited, 3);
    assert.equal(s.terminals[0].output, `[a b c $HOME] grüße nil ${s.folder} typed\n`);
    assert.equal(await s.exited, 0);
    assert.equal(s.received.filter((m) => m.type === 'event').at(-1).event, 'terminated');
  }));

test('stops, looks, steps, sets, goes on; what was printed is seen at the stop', () =>
  Session.run(['(fn f [x]', '  (var y (x * 2))   # @inner', '  (y + 1))   # @next', '(print "so far")', '(println (f 4))   # @call'], async (s, client) => {
    // Set before the launch, they are those of the process.
    await client.initializeRequest({ adapterID: 'gene', ...abilities });
    assert.deepEqual((await s.setBreakpoints('call', 'inner')).map((b) => [b.id, b.verified]), [[1, false], [2, false]]);
    await s.stops('breakpoint', 'call', async () => {
      await client.configurationDoneRequest();
      await client.launchRequest({ program: s.program, console: 'integratedTerminal' });
    });
    assert.equal(s.terminals[0].output, 'so far');
    const stop = await s.stops('breakpoint', 'inner', () => s.continue());
    assert.deepEqual(stop.hitBreakpointIds, [2]);
    assert.equal(s.events('breakpoint').some((e) => e.body.breakpoint.id === 2 && e.body.breakpoint.verified), true);
    await s.step('next', 'next');
    assert.match(await s.shown('Locals'), /x=4/);
    assert.equal((await s.evaluate('(y = 10)', { context: 'repl' })).result, '10');
    assert.equal(await refused(s.evaluate('nothing')), await refused(s.evaluate('nothing')));
    assert.match(await refused(client.customRequest('gene/nonsense')), /does not know this request/);
    await s.setBreakpoints();
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.match(s.terminals[0].output, /^so far11\n$/);
  }));

test('records, and goes back', () =>
  Session.run(['(var a 1)   # @a', '(a = 2)   # @b', '(println a)   # @c'], async (s, client) => {
    await s.stops('breakpoint', 'c', () => launch(s, { breakpoints: ['c'], record: true }));
    await s.stops('step', 'b', () => client.stepBackRequest({ threadId: 1 }));
    assert.equal((await s.evaluate('a')).result, '1');
  }));

test('an external terminal, without debugging', () =>
  Session.run(['(println 1)   # @a', '(throw "no")'], async (s) => {
    await launch(s, { console: 'externalTerminal', breakpoints: ['a'], filters: ['all'], stopOnEntry: true, noDebug: true });
    assert.equal(s.terminals[0].request.kind, 'external');
    assert.equal(await s.ends(), 1);
    assert.equal(s.events('stopped').length, 0);
    assert.match(s.terminals[0].output, /^1\n/);
  }));

test('cancels an evaluation there', () =>
  Session.run(ENDLESS, async (s, client) => {
    await s.stops('breakpoint', 'body', () => launch(s, { breakpoints: ['body'] }));
    const frame = (await s.stack())[0].id;
    const number = client.sequence;
    const answer = refused(client.evaluateRequest({ expression: '(while true nil)', frameId: frame, context: 'repl' }));
    await client.customRequest('cancel', { requestId: number });
    assert.match(await answer, /cancelled/);
    assert.equal((await s.evaluate('(1 + 1)')).result, '2');
  }));

for (const [how, status, end] of [
  ['terminate', 130, (client) => client.terminateRequest()],
  ['disconnect', 130, (client) => client.disconnectRequest()]]) {
  test(`${how} ends a program in its terminal`, () =>
    Session.run(ENDLESS, async (s, client) => {
      await launch(s);
      await end(client);
      await s.once('terminated');
      if (how === 'terminate') await client.disconnectRequest();
      assert.equal(await s.terminals[0].exited, status);
      assert.equal(await s.exited, 0);
      assert.equal(s.events('terminated').length, 1);
    }));
}

test('ends a program that waits for a line', () =>
  Session.run(['(println "waits")', '(readline)'], async (s, client) => {
    await launch(s);
    while (!s.terminals[0].output.includes('waits')) await client.threadsRequest();
    await client.disconnectRequest({ terminateDebuggee: true });
    assert.equal(await s.terminals[0].exited, 130, s.terminals[0].output);
  }));

test('lets a program go on in its terminal', () =>
  Session.run(['(var a 1)', '(println a)   # @print', '(println "end")'], async (s, client) => {
    await s.stops('breakpoint', 'print', () => launch(s, { breakpoints: ['print'] }));
    await client.disconnectRequest({ terminateDebuggee: false });
    assert.equal(await s.exited, 0);
    assert.equal(await s.terminals[0].exited, 0);
    assert.equal(s.terminals[0].output, '1\nend\n');
  }));

test('hears of a terminal that is closed', () =>
  Session.run(ENDLESS, async (s, client) => {
    await s.stops('breakpoint', 'body', () => launch(s, { breakpoints: ['body'] }));
    s.terminals[0].process.kill('SIGKILL');
    await s.once('terminated');
    assert.equal(await refused(client.nextRequest({ threadId: 1 })), 'The program has ended');
    await client.disconnectRequest();
    assert.equal(await s.exited, 0);
  }));

test('a client that is gone ends the program in its terminal', () =>
  Session.run(ENDLESS, async (s, client) => {
    await launch(s);
    client._adapterProcess.stdin.end();
    assert.equal(await s.terminals[0].exited, 130);
    assert.equal(await s.exited, 0);
  }));

test('a restart is left to the client, and said so', () =>
  Session.run(ENDLESS, async (s, client) => {
    await launch(s);
    assert.equal(s.events('capabilities')[0].body.capabilities.supportsRestartRequest, false);
    assert.match(await refused(client.customRequest('restart', {})), /is not restarted: end the session, and launch it again/);
    await client.disconnectRequest({ restart: true });
    assert.equal(await s.terminals[0].exited, 130);
  }));

test('says what is wrong with a program, and where it was told', () =>
  Session.run(['(println 1)', '(if)'], async (s) => {
    assert.equal(await refused(launch(s)), 'The program does not compile: there is an error, told where it was started');
    assert.equal(await s.terminals[0].exited, 1);
    assert.match(s.terminals[0].output, /main\.gene:2/);
  }));

test('refuses clearly without a terminal', () =>
  Session.run(['(println 1)'], async (s, client) => {
    await client.initializeRequest();
    const wanted = { program: s.program, console: 'integratedTerminal' };
    assert.match(await refused(client.launchRequest(wanted)), /opens no terminals .* leave `console` away, or .*`gene run --debug-listen FILE`, and attach/);
    assert.match(await refused(client.launchRequest({ ...wanted, input: s.program })), /`input` .* for the debug console/);
    await client.initializeRequest({ adapterID: 'gene', ...abilities });
    s.openTerminal = () => { throw new Error('no display'); };
    assert.equal(await refused(client.launchRequest(wanted)), 'The client opens no terminal for the program: no display');
    assert.equal(await refused(client.launchRequest({ ...wanted, program: path.join(s.folder, 'none.gene') })), `Cannot run ${path.join(s.folder, 'none.gene')}: there is no such file`);
    // The session is as good as new.
    await client.launchRequest({ program: s.program });
    assert.equal(await s.ends(() => client.configurationDoneRequest()), 0);
  }));

test('is left while the terminal opens, and leaves nothing behind', () =>
  Session.run(['(println 1)'], async (s, client) => {
    const asked = new Promise((resolve) => {
      s.openTerminal = (request) => { resolve(request.args.find((word) => word.startsWith('--debug-connect=')).slice(16)); return {}; };
    });
    const answer = refused(launch(s));
    const at = await asked;
    assert.equal(fs.statSync(path.dirname(at)).mode & 0o777, 0o700);
    await client.disconnectRequest();
    assert.match(await answer, /ended before it began/);
    assert.equal(await s.exited, 0);
    assert.equal(fs.existsSync(path.dirname(at)), false);
    assert.equal(s.events('terminated').length, 1);
  }));
