// Breakpoints over the protocol: verified, moved, conditional, logging, in modules, on exceptions.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const LOOP = [
  '(var total 0)',
  '(for i in [1 2 3 4 5 6]',
  '  (total += i))   # @body',
  '(println total)   # @print'];

// Whether it is verified at once depends on which of the two requests the client sends first.
test('stops at a breakpoint', () =>
  Session.run(LOOP, (s) => s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }))));

test('takes an empty list of data breakpoints before the program is there', () =>
  Session.run(LOOP, async (s, client) => {
    await client.initializeRequest();
    assert.deepEqual((await client.setDataBreakpointsRequest({ breakpoints: [] })).body.breakpoints, []);
  }));

test('moves a breakpoint to the next line with code, and says so', () =>
  Session.run(['(println 1)', '', '# nothing   # @gap', '(println 2)   # @next'], async (s, client) => {
    await client.initializeRequest();
    const [asked] = await s.setBreakpoints('gap');
    assert.equal(asked.verified, false);
    const changed = client.waitForEvent('breakpoint');
    await client.launchRequest({ program: s.program });
    const { body } = await changed;
    assert.deepEqual([body.reason, body.breakpoint.id, body.breakpoint.verified, body.breakpoint.line], ['changed', asked.id, true, s.line('next')]);
    const stop = await s.stops('breakpoint', 'next', () => client.configurationDoneRequest());
    assert.deepEqual(stop.hitBreakpointIds, [asked.id]);
  }));

test('verifies at once what is set when the program is there', () =>
  Session.run(LOOP, async (s) => {
    await s.stops('entry', '(var total 0)', () => s.launch({ stopOnEntry: true }));
    const [set] = await s.setBreakpoints('print');
    assert.equal(set.verified, true);
    await s.stops('breakpoint', 'print', () => s.continue());
  }));

test('keeps to conditions and hit counts', () =>
  Session.run(LOOP, async (s) => {
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: [{ line: 'body', condition: '((i % 2) == 0)', hitCondition: '2' }] }));
    assert.equal(await s.shown('Locals'), 'i=4 total=6');
    const [bad] = await s.setBreakpoints({ line: 'body', condition: '(i ==' });
    assert.equal(bad.verified, false);
    assert.ok(bad.message);
    await s.ends(() => s.continue());
  }));

test('logs without stopping, in order with the output', () =>
  Session.run(['(for i in [1 2]', '  (print #"#{i};"))   # @body'], async (s) => {
    await s.launch({ breakpoints: [{ line: 'body', logMessage: 'i = {i}' }] });
    await s.ends();
    assert.equal(s.output, 'i = 1\n1;i = 2\n2;');
    const log = s.events('output').find((e) => e.body.category === 'console');
    assert.equal(log.body.line, s.line('body'));
  }));

test('finds a module when it is imported, under the path that the client uses', () =>
  Session.run(['(import double from "./lib")', '(println (double 4))   # @call'], async (s, client) => {
    const lib = s.write('lib.gene', '(fn double [n]', '  (n * 2))   # @body');
    await client.initializeRequest();
    const answer = await client.setBreakpointsRequest({ source: { path: lib }, breakpoints: [{ line: 2 }] });
    assert.equal(answer.body.breakpoints[0].verified, false);
    await client.launchRequest({ program: s.program });
    await s.stops('breakpoint', 'body', () => client.configurationDoneRequest());
    await s.step('stepOut', 'call');
  }));

test('stops at exceptions, caught or not, and tells of them', () =>
  Session.run([
    '(fn risky [n]', '  (throw (new TypeException #"bad #{n}")))   # @throw',
    '(try (risky 1) catch * nil)', '(risky 2)'], async (s, client) => {
    const first = await s.stops('exception', 'throw', () => s.launch({ filters: ['all', 'uncaught'] }));
    assert.equal(first.text, 'TypeException: bad 1');
    const info = (await client.exceptionInfoRequest({ threadId: 1 })).body;
    assert.deepEqual([info.exceptionId, info.breakMode, info.details.message], ['TypeException', 'always', 'bad 1']);
    await client.setExceptionBreakpointsRequest({ filters: ['uncaught'] });
    const second = await s.stops('exception', 'throw', () => s.continue());
    assert.equal(second.text, 'TypeException: bad 2');
    assert.equal((await client.exceptionInfoRequest({ threadId: 1 })).body.breakMode, 'unhandled');
    assert.equal(await s.ends(() => s.continue()), 1);
    assert.match(await refused(client.setExceptionBreakpointsRequest({ filters: ['some'] })), /no exception filter `some`/);
  }));
