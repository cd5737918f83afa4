// Launching: arguments, folder, environment, output, exit status, and what is said when there is nothing to run.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Session, refused } from './session.mjs';

test('runs a program to its end and tells its exit status', () =>
  Session.run(['(println "one")', '(println ^^stderr "two")', '(println "three")', '(exit 3)'], async (s) => {
    const { capabilities } = await s.launch();
    assert.equal(await s.ends(), 3);
    const texts = s.events('output').map((e) => `${e.body.category} ${e.body.output}`);
    assert.deepEqual(texts, ['stdout one\n', 'stderr two\n', 'stdout three\n']);
    assert.equal(s.events('terminated').length, 1);
    assert.equal(capabilities.supportsConfigurationDoneRequest, true);
  }));

test('refuses clearly what it cannot do', () =>
  Session.run(['(println 1)'], async (s, client) => {
    await client.initializeRequest();
    assert.equal(await refused(client.stepBackRequest({ threadId: 1 })), "The program has not started yet");
    assert.equal(await refused(client.customRequest('gene/nonsense')), "Gene's debug adapter does not know this request");
    assert.equal(await refused(client.nextRequest({ threadId: 1 })), 'The program has not started yet');
  }));

test('passes arguments, working folder and environment', () =>
  Session.run(['(println $args (get_env "A_NAME") (get_env "HOME") (cwd))'], async (s) => {
    const cwd = path.join(s.folder, 'inner');
    fs.mkdirSync(cwd);
    await s.launch({ args: ['a', 'b c'], cwd, env: { A_NAME: 'grüße', HOME: null } });
    assert.equal(await s.ends(), 0);
    assert.equal(s.output, `[a b c] grüße nil ${cwd}\n`);
  }));

test('answers the launch behind the configuration on demand', () =>
  Session.run(['(println 1)   # @a'], async (s) => {
    const order = () => s.received.filter((m) => m.type === 'response' && ['launch', 'configurationDone'].includes(m.command)).map((m) => m.command);
    await s.stops('breakpoint', 'a', () => s.launch({ breakpoints: ['a'], answerWhenConfigured: true }));
    assert.deepEqual(order(), ['configurationDone', 'launch']);
    await s.continue();
    assert.equal(await s.ends(), 0);
  }));

test('refuses a program that does not compile before the configuration is done', () =>
  Session.run(['(println'], async (s, client) => {
    await client.initializeRequest();
    assert.match(await refused(client.launchRequest({ program: s.program, answerWhenConfigured: true })), /does not compile/);
  }));

test('stops on entry', () =>
  Session.run(['# a comment', '(var a 1)   # @first', '(println a)   # @second'], async (s) => {
    await s.stops('entry', 'first', () => s.launch({ stopOnEntry: true }));
    await s.step('next', 'second');
  }));

test('does not stop without debugging', () =>
  Session.run(['(println 1)   # @a', '(throw "no")'], async (s) => {
    await s.launch({ breakpoints: ['a'], filters: ['all'], stopOnEntry: true, noDebug: true });
    assert.equal(await s.ends(), 1);
    assert.equal(s.events('stopped').length, 0);
  }));

test('is not stopped without debugging by what is set while it runs', () =>
  Session.run(['(readline)', '(fn f [] 1)   # @f', '(f)   # @a', '(throw "no")'], async (s, client) => {
    await s.launch({ noDebug: true });
    const unset = { verified: false, message: 'The program runs without debugging', reason: 'failed', id: 0 };
    assert.deepEqual(await s.setBreakpoints('a'), [unset]);
    assert.deepEqual((await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'f' }] })).body.breakpoints, [unset]);
    assert.equal((await client.setExceptionBreakpointsRequest({ filters: ['all'] })).body.breakpoints[0].message, unset.message);
    await client.evaluateRequest({ expression: 'go on', context: 'repl' });
    assert.equal(await s.ends(), 1);
    assert.equal(s.events('stopped').length, 0);
  }));

test('reports an uncaught exception as the command line does', () =>
  Session.run(['(fn f [x]', '  (throw "broken"))', '(f 1)'], async (s) => {
    await s.launch();
    assert.equal(await s.ends(), 1);
    assert.match(s.output, /^error: Exception: broken\n --> .*main\.gene:2:/);
    assert.match(s.output, /at f \(.*main\.gene:2:3\)\n {2}at <module> \(.*main\.gene:3:1\)\n$/);
  }));

test('answers what cannot be run', () =>
  Session.run(['(println 1)'], async (s, client) => {
    await client.initializeRequest();
    const missing = path.join(s.folder, 'missing.gene');
    assert.equal(await refused(client.launchRequest({ program: missing })), `Cannot run ${missing}: there is no such file`);
    assert.equal(await refused(client.launchRequest({ program: s.folder })), `Cannot run ${s.folder}: it is a folder`);
    fs.writeFileSync(path.join(s.folder, 'latin.gene'), Buffer.from([0x22, 0xe4, 0x22]));
    assert.match(await refused(client.launchRequest({ program: path.join(s.folder, 'latin.gene') })), /: it is no UTF-8 text$/);
    assert.match(await refused(client.launchRequest({})), /has no `program`/);
    assert.match(await refused(client.launchRequest({ program: s.program, console: 'integratedTerminal' })), /opens no terminals.*--debug-listen FILE.*attach/);
    assert.match(await refused(client.launchRequest({ program: s.program, console: 'nowhere' })), /internalConsole, integratedTerminal or externalTerminal, not nowhere/);
    assert.match(await refused(client.launchRequest({ program: s.program, cwd: missing })), /`cwd` .* is no folder/);
    assert.equal(await refused(client.attachRequest({})), 'There is no running program here to attach to; launch one');
    await client.launchRequest({ program: s.program });
    assert.equal(await refused(client.launchRequest({ program: s.program })), 'A program was launched already');
    assert.equal(await s.ends(() => client.configurationDoneRequest()), 0);
  }));

test('answers a program that does not compile, with a report', () =>
  Session.run(['(println 1)', '(if)', '(fn f [x'], async (s) => {
    const terminated = s.client.waitForEvent('terminated');
    assert.match(await refused(s.launch()), /^The program does not compile: there (is an error|are \d+ errors), told in the debug console$/);
    await terminated;
    assert.match(s.output, /^error: .*\n --> .*main\.gene:\d/);
  }));

test('shows the library as text of its own', () =>
  Session.run(['(var ys ([1] .map (fn [x]', '  (x + 1))))   # @body'], async (s, client) => {
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: ['body'] }));
    const library = (await s.stack()).find((f) => f.presentationHint === 'subtle');
    assert.equal(library.source.presentationHint, 'deemphasize');
    const { body } = await client.sourceRequest({ sourceReference: library.source.sourceReference });
    assert.match(body.content, /\(method map/);
  }));
