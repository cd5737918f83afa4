// Each flag that `initialize` announces has a test here that fails when its request does nothing; no flag is announced without one.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const LOOP = ['(var total 0)', '(for i in [1 2 3 4 5 6]', '  (total += i))   # @body', '(println total)   # @print'];
const CALLS = [
  '(fn double [n]', '  (n * 2))   # @double', '(fn add [a b]', '  (a + b))   # @add',
  '(var x (add (double 3) (double 4)))   # @nested', '(println x)   # @end'];

const flags = {
  async supportsConfigurationDoneRequest(s, client) {
    await client.initializeRequest();
    await client.launchRequest({ program: s.program });
    assert.equal(s.output, '');
    assert.equal(s.events('exited').length, 0);
    assert.equal(await s.ends(() => client.configurationDoneRequest()), 0);
  },

  async supportsFunctionBreakpoints(s, client) {
    s.write('main.gene', ...CALLS, '(class Shop', '  (method buy [n]', '    (n + 1)))   # @method', '((new Shop) .buy 1)');
    await s.stops('entry', '(fn double [n]', () => s.launch({ stopOnEntry: true }));
    const set = (...names) => client.customRequest('setFunctionBreakpoints', { breakpoints: names.map((name) => ({ name })) });
    const { body } = await set('add', 'Shop/buy', 'nothing');
    assert.deepEqual(body.breakpoints.map((b) => b.verified), [true, true, false]);
    assert.match(body.breakpoints[2].message, /`nothing` is loaded/);
    const stop = await s.stops('function breakpoint', 'add', () => s.continue());
    assert.deepEqual(stop.hitBreakpointIds, [body.breakpoints[0].id]);
    await s.stops('function breakpoint', 'method', () => s.continue());
    await set();
    await s.ends(() => s.continue());
  },

  async supportsConditionalBreakpoints(s) {
    s.write('main.gene', ...LOOP);
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: [{ line: 'body', condition: '(i == 4)' }] }));
    assert.equal(await s.shown('Locals'), 'i=4 total=6');
  },

  async supportsHitConditionalBreakpoints(s) {
    s.write('main.gene', ...LOOP);
    await s.stops('breakpoint', 'body', () => s.launch({ breakpoints: [{ line: 'body', hitCondition: '%3' }] }));
    assert.match(await s.shown('Locals'), /^i=3 /);
    await s.setBreakpoints({ line: 'body', hitCondition: '>1' });
    await s.stops('breakpoint', 'body', () => s.continue());
    assert.match(await s.shown('Locals'), /^i=5 /);
  },

  async supportsLogPoints(s) {
    s.write('main.gene', ...LOOP);
    await s.launch({ breakpoints: [{ line: 'body', logMessage: 'i is {i}, {(i * 2)}' }] });
    await s.ends();
    assert.equal(s.events('output').filter((e) => e.body.category === 'console').map((e) => e.body.output).join('').split('\n').length, 7);
    assert.match(s.output, /i is 6, 12\n/);
  },

  async supportsBreakpointLocationsRequest(s, client) {
    s.write('main.gene', ...CALLS);
    await s.stops('entry', '(fn double [n]', () => s.launch({ stopOnEntry: true }));
    const line = s.line('nested');
    const { body } = await client.customRequest('breakpointLocations', { source: { path: s.program }, line });
    assert.deepEqual(body.breakpoints.map((b) => b.column), [1, 8, 13, 24]);
    const answer = await client.setBreakpointsRequest({ source: { path: s.program }, breakpoints: [{ line, column: 24 }] });
    assert.deepEqual([answer.body.breakpoints[0].verified, answer.body.breakpoints[0].column], [true, 24]);
    await s.stops('breakpoint', 'nested', () => s.continue());
    assert.equal((await s.stack())[0].column, 32);
    await s.stops('step', 'double', () => client.stepInRequest({ threadId: 1 }));
    assert.equal(await s.shown('Locals'), 'n=4');
  },

  async supportsDataBreakpoints(s, client) {
    s.write('main.gene', '(class Box', '  (ctor [n] (/n = n))', '  (method put [n]', '    (/n = n)   # @put', '    n))',
      '(var b (new Box 1))', '(var m {^k 1})', '(var count 0)   # @start', '(b .put 2)', '(m/k = 5)   # @key', '(count += 1)', '(println count b/n m/k)   # @print');
    await s.stops('breakpoint', 'start', () => s.launch({ breakpoints: ['start'] }));
    await s.stops('step', '(b .put 2)', () => client.nextRequest({ threadId: 1 }));
    const info = async (name) => (await client.customRequest('dataBreakpointInfo', { name })).body;
    const [field, key, variable] = [await info('b/n'), await info('m/k'), await info('count')];
    assert.deepEqual([field.description, field.accessTypes], ['b/n', ['write']]);
    assert.equal((await info('(1 + 2)')).dataId ?? null, null);
    const set = (...wanted) => client.customRequest('setDataBreakpoints', { breakpoints: wanted });
    const { body } = await set({ dataId: field.dataId }, { dataId: key.dataId }, { dataId: variable.dataId, condition: '(count > 0)' });
    assert.deepEqual(body.breakpoints.map((b) => b.verified), [true, true, true]);
    const first = await s.stops('data breakpoint', 'put', () => s.continue());
    assert.deepEqual([first.text, first.hitBreakpointIds], ['b/n was 1, is 2', [body.breakpoints[0].id]]);
    assert.equal((await s.stops('data breakpoint', 'key', () => s.continue())).text, 'm/k was 1, is 5');
    assert.equal((await s.stops('data breakpoint', 'print', () => s.continue())).text, 'count was 0, is 1');
    await set();
    await s.ends(() => s.continue());
    assert.equal(s.output, '1 2 5\n');
  },

  async supportsInstructionBreakpoints(s, client) {
    s.write('main.gene', ...CALLS);
    await s.stops('breakpoint', 'double', () => s.launch({ breakpoints: ['double'] }));
    await s.setBreakpoints();
    const [frame] = await s.stack();
    const { body: code } = await client.customRequest('disassemble', { memoryReference: frame.instructionPointerReference, instructionCount: 4 });
    const multiply = code.instructions.find((i) => i.instruction.startsWith('MULTIPLY') || i.instruction.includes('*'));
    const { body } = await client.customRequest('setInstructionBreakpoints', { breakpoints: [{ instructionReference: multiply.address }, { instructionReference: '0x7f0000000' }] });
    assert.deepEqual(body.breakpoints.map((b) => b.verified), [true, false]);
    const stop = await s.stops('instruction breakpoint', 'double', () => s.continue());
    assert.deepEqual(stop.hitBreakpointIds, [body.breakpoints[0].id]);
    assert.equal((await s.stack())[0].instructionPointerReference, multiply.address);
    const operands = (await s.scopes()).find((scope) => scope.name === 'Operand Stack');
    assert.deepEqual((await s.variables(operands.variablesReference)).map((v) => v.value), ['3', '2']);
  },

  async exceptionBreakpointFilters(s) {
    s.write('main.gene', '(try (throw "one") catch * nil)   # @caught', '(throw "two")   # @uncaught');
    await s.stops('exception', 'uncaught', () => s.launch({ filters: ['uncaught'] }));
  },

  async supportsExceptionFilterOptions(s, client) {
    s.write('main.gene', '(class Mine < Exception)', '(class Inner < Mine)', '(fn t [e]', '  (try (throw e) catch * nil))   # @throw',
      '(t (new Exception "a"))', '(t (new Inner "b"))', '(t (new Exception "c"))', '(println "end")');
    const stopped = async () => (await client.exceptionInfoRequest({ threadId: 1 })).body.description;
    await client.initializeRequest();
    const set = (...filterOptions) => client.setExceptionBreakpointsRequest({ filters: [], filterOptions });
    const { body } = await set({ filterId: 'class', condition: 'Mine' }, { filterId: 'all', condition: '($ex/message == "c")' }, { filterId: 'all', condition: '(((' });
    assert.deepEqual(body.breakpoints.map((b) => b.verified), [true, true, false]);
    await client.launchRequest({ program: s.program });
    await s.stops('exception', 'throw', () => client.configurationDoneRequest());
    assert.equal(await stopped(), 'Inner: b');
    await s.stops('exception', 'throw', () => s.continue());
    assert.equal(await stopped(), 'Exception: c');
    await s.ends(() => s.continue());
  },

  async supportsExceptionOptions(s, client) {
    s.write('main.gene', '(fn t [e]', '  (try (throw e) catch * nil))   # @throw', '(t (new Exception "a"))', '(t (new TypeException "b"))');
    await client.initializeRequest();
    await client.setExceptionBreakpointsRequest({ filters: [], exceptionOptions: [{ path: [{ names: ['Gene'] }, { names: ['TypeException'] }], breakMode: 'always' }] });
    await client.launchRequest({ program: s.program });
    await s.stops('exception', 'throw', () => client.configurationDoneRequest());
    assert.equal((await client.exceptionInfoRequest({ threadId: 1 })).body.exceptionId, 'TypeException');
    await s.ends(() => s.continue());
  },

  async supportsSteppingGranularity(s, client) {
    s.write('main.gene', '(var a 1) (var b 2)   # @two', '(println a b)   # @next');
    await s.stops('entry', 'two', () => s.launch({ stopOnEntry: true }));
    const step = (granularity, marker) => s.stops('step', marker, () => client.nextRequest({ threadId: 1, granularity }));
    const before = (await s.stack())[0].instructionPointerReference;
    await step('instruction', 'two');
    assert.equal(parseInt((await s.stack())[0].instructionPointerReference) - parseInt(before), 1);
    await step('statement', 'two');
    assert.equal((await s.stack())[0].column, 11);
    await step('line', 'next');
  },

  async supportsStepBack(s, client) {
    s.write('main.gene', '(var a 1)   # @first', '(a = 2)   # @second', '(println a)   # @last');
    await s.stops('entry', 'first', () => s.launch({ stopOnEntry: true, record: true }));
    await s.stops('step', 'second', () => client.nextRequest({ threadId: 1 }));
    await s.stops('step', 'last', () => client.nextRequest({ threadId: 1 }));
    const timeline = (await client.customRequest('gene/timeline', {})).body;
    assert.ok(timeline.recording && timeline.atPresent && timeline.position > 3);
    const { write } = (await client.customRequest('gene/lastWrite', { expression: 'a' })).body;
    assert.deepEqual([write.value, write.before, write.line], ['2', '1', 2]);
    await s.stops('step', 'second', () => client.stepBackRequest({ threadId: 1 }));
    assert.equal((await client.evaluateRequest({ expression: 'a', context: 'watch' })).body.result, '1');
    await s.stops('step', 'first', () => client.reverseContinueRequest({ threadId: 1 }));
  },

  async supportsStepInTargetsRequest(s, client) {
    s.write('main.gene', ...CALLS);
    await s.stops('breakpoint', 'nested', () => s.launch({ breakpoints: ['nested'] }));
    const frameId = (await s.stack())[0].id;
    const { body } = await client.customRequest('stepInTargets', { frameId });
    assert.deepEqual(body.targets.map((t) => t.label), ['(double 3)', '(double 4)', '(add (double 3) (double 4))']);
    await s.stops('step', 'add', () => client.stepInRequest({ threadId: 1, targetId: body.targets[2].id }));
    assert.equal(await s.shown('Arguments'), 'a=6 b=8');
  },

  async supportsGotoTargetsRequest(s, client) {
    s.write('main.gene', '(var n 1)', '(n += 10)   # @skipped', '(n += 100)   # @to', '(for i in [1]', '  (n += i))   # @loop', '(println n)   # @print');
    await s.stops('breakpoint', 'skipped', () => s.launch({ breakpoints: ['skipped'] }));
    const targets = async (marker) => (await client.customRequest('gotoTargets', { source: { path: s.program }, line: s.line(marker) })).body.targets;
    assert.deepEqual(await targets('loop'), []);
    const [to] = await targets('to');
    assert.equal(to.line, s.line('to'));
    await s.stops('goto', 'to', () => client.customRequest('goto', { threadId: 1, targetId: to.id }));
    await s.ends(() => s.continue());
    assert.equal(s.output, '102\n');
  },

  async supportsRestartFrame(s, client) {
    s.write('main.gene', '(fn double [n]', '  (var m n)   # @first', '  (m * 2))   # @double', '(println (double 4))   # @call');
    await s.stops('breakpoint', 'double', () => s.launch({ breakpoints: ['double'] }));
    const [inner, module] = await s.stack();
    assert.match(await refused(client.customRequest('restartFrame', { frameId: module.id })), /outside of functions/);
    await s.stops('restart', 'first', () => client.customRequest('restartFrame', { frameId: inner.id }));
    assert.equal(await s.shown('Locals'), 'n=4');
    await s.stops('breakpoint', 'double', () => s.continue());
    await s.ends(() => s.continue());
    assert.equal(s.output, '8\n');
  },

  async supportsTerminateThreadsRequest(s, client) {
    s.write('main.gene', '(async fn work []', '  (await (gene/sleep_async 60000))', '  1)', '(var f (work))',
      '(println 1)   # @here', '(try (await f) catch * (println "cancelled"))');
    await s.stops('breakpoint', 'here', () => s.launch({ breakpoints: ['here'] }));
    const { threads } = (await client.threadsRequest()).body;
    assert.equal(threads.length, 2);
    assert.match(await refused(client.customRequest('terminateThreads', { threadIds: [1] })), /ends with the program/);
    await client.customRequest('terminateThreads', { threadIds: [threads[1].id] });
    const said = client.assertOutput('stdout', '1\ncancelled\n');
    await s.continue();
    await said;
  },

  async supportsDelayedStackTraceLoading(s, client) {
    s.write('main.gene', '(fn deep [n]', '  (if (n == 0) 0 else (1 + (deep (n - 1)))))   # @deep', '(deep 500)');
    await s.stops('breakpoint', 'deep', () => s.launch({ breakpoints: [{ line: 'deep', condition: '(n == 0)' }] }));
    const { body } = await client.stackTraceRequest({ threadId: 1, startFrame: 100, levels: 3 });
    assert.deepEqual([body.totalFrames, body.stackFrames.length], [502, 3]);
    const { body: scopes } = await client.scopesRequest({ frameId: body.stackFrames[0].id });
    assert.equal((await s.variables(scopes.scopes[0].variablesReference))[0].value, '100');
  },

  async supportsEvaluateForHovers(s) {
    s.write('main.gene', ...LOOP);
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    assert.equal((await s.evaluate('total', { context: 'hover' })).result, '21');
    assert.match(await refused(s.evaluate('(total = 1)', { context: 'hover' })), /without running code/);
  },

  async supportsClipboardContext(s) {
    s.write('main.gene', '(var xs [])', '(for i in (range 0 299) (xs .push i))', '(println 1)   # @print');
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    assert.match((await s.evaluate('xs')).result, /more\]$/);
    assert.equal((await s.evaluate('xs', { context: 'clipboard' })).result, `[${[...Array(300).keys()].join(' ')}]`);
  },

  async supportsValueFormattingOptions(s, client) {
    s.write('main.gene', '(fn f [n s]', '  (println n s))   # @f', '(f 255 "a")');
    await s.stops('breakpoint', 'f', () => s.launch({ breakpoints: ['f'] }));
    const [scope] = await s.scopes();
    const shown = await s.variables(scope.variablesReference, { format: { hex: true } });
    assert.deepEqual(shown.map((v) => v.value), ['0xff', '"a"']);
    assert.equal((await client.evaluateRequest({ expression: '[n -16]', format: { hex: true } })).body.result, '[0xff -0x10]');
    const format = { parameters: true, parameterNames: true, parameterValues: true, line: true };
    assert.equal((await s.stack(1, { format }))[0].name, 'f(n = 255, s = "a") Line 2');
  },

  async supportsSetVariable(s, client) {
    s.write('main.gene', ...LOOP);
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    const [scope] = await s.scopes();
    const { body } = await client.customRequest('setVariable', { variablesReference: scope.variablesReference, name: 'total', value: '(total * 2)' });
    assert.equal(body.value, '42');
    await s.ends(() => s.continue());
    assert.equal(s.output, '42\n');
  },

  async supportsSetExpression(s, client) {
    s.write('main.gene', '(var m {^a {^b [1 2]}})', '(println m)   # @print');
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    const frameId = (await s.stack())[0].id;
    const { body } = await client.customRequest('setExpression', { expression: 'm/a/b/1', value: '(1 + 6)', frameId });
    assert.equal(body.value, '7');
    assert.match(await refused(client.customRequest('setExpression', { expression: '(f 1)', value: '1', frameId })), /cannot be set/);
    await s.ends(() => s.continue());
    assert.equal(s.output, '{^a {^b [1 7]}}\n');
  },

  async supportsCompletionsRequest(s, client) {
    s.write('main.gene', '(var balance {^amount 1 ^owner "x"})', '(var basket 2)', '(println balance)   # @print');
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    const frameId = (await s.stack())[0].id;
    const at = async (text) => (await client.customRequest('completions', { frameId, text, column: text.length + 1 })).body.targets;
    assert.deepEqual((await at('(println ba')).filter((t) => t.type === 'variable').map((t) => [t.label, t.start, t.length]), [['balance', 10, 2], ['basket', 10, 2]]);
    assert.deepEqual((await at('balance/a')).map((t) => [t.label, t.start]), [['amount', 9]]);
  },

  async completionTriggerCharacters(s, client) {
    s.write('main.gene', '(var m {^inner 1})', '(println m)   # @print');
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    const frameId = (await s.stack())[0].id;
    assert.equal((await client.customRequest('completions', { frameId, text: 'm/', column: 3 })).body.targets[0].label, 'inner');
  },

  async supportsExceptionInfoRequest(s, client) {
    s.write('main.gene', '(throw (new Exception "outer" ^cause (new TypeException "inner")))   # @throw');
    await s.stops('exception', 'throw', () => s.launch({ filters: ['uncaught'] }));
    const { body } = await client.exceptionInfoRequest({ threadId: 1 });
    assert.deepEqual([body.exceptionId, body.breakMode, body.details.message, body.details.innerException[0].typeName], ['Exception', 'unhandled', 'outer', 'TypeException']);
    assert.match(await s.shown('Exception'), /^\$ex=Exception: outer/);
  },

  async supportsReadMemoryRequest(s, client) {
    s.write('main.gene', '(var text "grüße")', '(println text)   # @print');
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    const { memoryReference } = await s.evaluate('text');
    const { body } = await client.customRequest('readMemory', { memoryReference, offset: 2, count: 10 });
    assert.equal(Buffer.from(body.data, 'base64').toString(), 'üße');
    assert.equal(body.unreadableBytes, 5);
  },

  async supportsLoadedSourcesRequest(s, client) {
    const lib = s.write('lib.gene', '(fn double [n]', '  (n * 2))');
    s.write('main.gene', '(import double from "./lib")', '(println (double 4))   # @call');
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call'] }));
    const { body } = await client.customRequest('loadedSources', {});
    assert.deepEqual(body.sources.map((source) => source.path).sort(), [lib, s.program]);
    assert.deepEqual(s.events('loadedSource').map((e) => e.body.source.path).sort(), [lib, s.program]);
  },

  async supportedChecksumAlgorithms(s, client) {
    const { createHash } = await import('node:crypto');
    await s.stops('entry', '(println 1)', () => s.launch({ stopOnEntry: true }));
    const { body } = await client.customRequest('loadedSources', {});
    const sum = createHash('sha256').update(fs.readFileSync(s.program)).digest('hex');
    assert.deepEqual(body.sources[0].checksums, [{ algorithm: 'SHA256', checksum: sum }]);
  },

  async supportsModulesRequest(s, client) {
    s.write('lib.gene', '(fn double [n]', '  (n * 2))');
    s.write('main.gene', '(import double from "./lib")', '(println (double 4))   # @call');
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call'] }));
    const { body } = await client.customRequest('modules', { startModule: 1, moduleCount: 1 });
    assert.deepEqual([body.totalModules, body.modules.length], [2, 1]);
    assert.equal((await s.stack())[0].moduleId, s.program);
  },

  async additionalModuleColumns(s, client) {
    s.write('main.gene', ...CALLS);
    await s.stops('entry', '(fn double [n]', () => s.launch({ stopOnEntry: true }));
    assert.equal((await client.customRequest('modules', {})).body.modules[0].functions, 3);
  },

  async supportsDisassembleRequest(s, client) {
    s.write('main.gene', ...CALLS);
    await s.stops('breakpoint', 'double', () => s.launch({ breakpoints: ['double'] }));
    const memoryReference = (await s.stack())[0].instructionPointerReference;
    const { body } = await client.customRequest('disassemble', { memoryReference, instructionOffset: -100, instructionCount: 104, resolveSymbols: true });
    assert.equal(body.instructions.length, 104);
    const here = body.instructions[100];
    assert.deepEqual([here.address, here.instruction.split(' ')[0], here.line, here.symbol], [memoryReference, 'LOAD_VAR', s.line('double'), 'double']);
    assert.equal(body.instructions[0].presentationHint, 'invalid');
    for (const i of body.instructions.filter((row) => row.presentationHint !== 'invalid')) assert.ok(i.line >= 1 && i.location.path === s.program);
  },

  async supportsRestartRequest(s, client) {
    s.write('main.gene', '(println "begin")', '(println "end")   # @end');
    await s.stops('breakpoint', 'end', () => s.launch({ breakpoints: ['end'] }));
    await s.stops('breakpoint', 'end', () => client.customRequest('restart', {}));
    assert.equal(s.events('terminated').length, 0);
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, 'begin\nbegin\nend\n');
  },

  async supportsCancelRequest(s, client) {
    s.write('main.gene', ...LOOP);
    await s.stops('breakpoint', 'print', () => s.launch({ breakpoints: ['print'] }));
    const endless = client.evaluateRequest({ expression: '(while true 1)', context: 'repl', frameId: (await s.stack())[0].id });
    const requestId = client.sequence - 1;
    const answered = refused(endless);
    await client.customRequest('cancel', { requestId });
    assert.equal(await answered, 'cancelled');
    assert.equal((await s.evaluate('total')).result, '21');
    await s.ends(() => s.continue());
  },

  async supportsANSIStyling(s, client) {
    s.write('main.gene', '(throw "red")');
    await client.initializeRequest({ adapterID: 'gene', supportsANSIStyling: true });
    await client.launchRequest({ program: s.program });
    await s.ends(() => client.configurationDoneRequest());
    assert.match(s.output, /\u001b\[[0-9;]*m/);
  },

  async supportsTerminateRequest(s, client) {
    s.write('main.gene', '(while true 1)');
    await s.launch();
    await s.ends(() => client.customRequest('terminate', {}));
  },

  async supportTerminateDebuggee(s, client) {
    s.write('main.gene', '(println 1)   # @start', '(File/write "done.txt" "yes")');
    await s.stops('breakpoint', 'start', () => s.launch({ breakpoints: ['start'] }));
    await client.disconnectRequest({ terminateDebuggee: false });
    await s.exited;
    assert.ok(fs.existsSync(path.join(s.folder, 'done.txt')));
  },

  async supportsGeneRecording(s, client) {
    s.write('main.gene', '(var a 1)   # @first', '(println a)   # @print');
    await s.stops('entry', 'first', () => s.launch({ stopOnEntry: true }));
    assert.equal((await client.customRequest('gene/record', { enabled: true })).body.recording, true);
    await s.step('next', 'print');
    assert.ok((await client.customRequest('gene/timeline', {})).body.newest > 0);
    await s.ends(() => s.continue());
  },

  async supportsGeneTrace(s, client) {
    s.write('main.gene', '(var a 1)   # @first', '(println (a + 2))   # @print');
    await s.stops('entry', 'first', () => s.launch({ stopOnEntry: true }));
    await client.customRequest('gene/traceStart', {});
    await s.ends(() => s.continue());
    const { rows } = (await client.customRequest('gene/trace', {})).body;
    assert.ok(rows.some((row) => row.opcode === 'CALL' && row.operands === '+, 2' && row.stack.at(-1) === '3' && row.line === 2));
  },
};

for (const [flag, behaviour] of Object.entries(flags)) {
  test(flag, () => Session.run(['(println 1)'], behaviour));
}

test('announces exactly these', () =>
  Session.run(['(println 1)'], async (s) => {
    const { capabilities } = await s.launch({ record: true });
    assert.equal(capabilities.supportsStepBack, undefined);
    // What is there while the program records comes by an event.
    const all = Object.assign({}, capabilities, ...s.events('capabilities').map((e) => e.body.capabilities));
    const announced = Object.keys(all).filter((key) => all[key] === true || Array.isArray(all[key]));
    assert.deepEqual(announced.sort(), Object.keys(flags).sort());
    assert.ok(announced.filter((key) => !key.startsWith('supportsGene')).length >= 36);
    await s.ends();
  }));

test('offers steps back as long as the program records', () =>
  Session.run(['(var a 1)   # @first', '(a = 2)   # @second', '(println a)'], async (s, client) => {
    const told = () => s.events('capabilities').map((e) => e.body.capabilities);
    await s.stops('entry', 'first', () => s.launch({ stopOnEntry: true }));
    assert.deepEqual(told(), []);
    await client.customRequest('gene/record', { enabled: true });
    assert.deepEqual(told(), [{ supportsStepBack: true }]);
    await s.step('next', 'second');
    await s.step('stepBack', 'first');
    assert.deepEqual(told(), [{ supportsStepBack: true }]);
    assert.match(await refused(client.customRequest('gene/record', { enabled: false })), /stands in the past/);
    assert.deepEqual(told(), [{ supportsStepBack: true }]);
    await s.step('next', 'second');
    await client.customRequest('gene/record', { enabled: false });
    assert.deepEqual(told(), [{ supportsStepBack: true }, { supportsStepBack: false }]);
  }));
