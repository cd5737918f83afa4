// Stack, scopes, variables, evaluation, assignment.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Session, refused } from './session.mjs';

const ACCOUNT = [
  '(class Account',
  '  (ctor [owner balance]',
  '    (/owner = owner)',
  '    (/balance = balance))',
  '  (method add [n]',
  '    (/balance += n)   # @add',
  '    /balance))',
  '(var items [1 [2 3] {^a 1 ^b "two"}])',
  '(fn run [n]',
  '  (var account (new Account "Ann" 10))',
  '  (account .add n)   # @call',
  '  (println account/balance n items))   # @last',
  '(run 4)'];

test('shows frames, scopes and variables', () =>
  Session.run(ACCOUNT, async (s) => {
    await s.stops('breakpoint', 'add', () => s.launch({ breakpoints: ['add'] }));
    const frames = await s.stack();
    assert.deepEqual(frames.map((f) => `${f.name}:${f.line}:${f.column}`), ['Account.add:6:5', 'run:11:3', '<module>:13:1']);
    assert.equal(await s.shown('Locals'), 'n=4');
    assert.equal(await s.shown('Self'), 'owner="Ann" balance=10');
    assert.match(await s.shown('Captured', 1), /items=\[1 \[2 3\] \{\^a 1 \^b "two"\}\]/);
    assert.match(await s.shown('Namespace', 2), /run=\(fn run \[n\]\)/);
    const locals = (await s.scopes(1)).find((scope) => scope.name === 'Locals');
    assert.equal(locals.presentationHint, 'locals');
    const account = (await s.variables(locals.variablesReference)).find((v) => v.name === 'account');
    assert.deepEqual([account.type, account.namedVariables, account.indexedVariables], ['Account', 2, 0]);
    const fields = await s.variables(account.variablesReference);
    assert.deepEqual(fields.map((v) => v.evaluateName), ['account/owner', 'account/balance']);
    assert.equal((await s.evaluate(fields[1].evaluateName, { level: 1 })).result, '10');
  }));

test('evaluates in frames', () =>
  Session.run(ACCOUNT, async (s, client) => {
    await s.stops('breakpoint', 'add', () => s.launch({ breakpoints: ['add'] }));
    assert.equal((await s.evaluate('(/balance + n)')).result, '14');
    assert.equal((await s.evaluate('account/owner', { level: 1, context: 'hover' })).result, '"Ann"');
    assert.equal(await refused(s.evaluate('(println 1)', { context: 'hover' })), 'Only names and paths are looked up without running code');
    assert.equal(await refused(s.evaluate('nowhere')), 'Exception: nowhere is not defined');
    assert.ok(await refused(s.evaluate('(+ 1')));
    const list = await s.evaluate('items', { level: 1, context: 'repl' });
    assert.equal(list.indexedVariables, 3);
    assert.deepEqual((await s.variables(list.variablesReference, { filter: 'indexed', start: 1, count: 1 })).map((v) => v.value), ['[2 3]']);
    await s.evaluate('(items .push n)', { level: 1, context: 'repl' }).catch(() => assert.fail('evaluation may change the program'));
    assert.equal((await client.evaluateRequest({ expression: '(n * 2)' })).body.result, '8');
  }));

test('sets variables, elements and fields', () =>
  Session.run(ACCOUNT, async (s, client) => {
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call'] }));
    const locals = (await s.scopes())[0].variablesReference;
    const answer = await client.setVariableRequest({ variablesReference: locals, name: 'n', value: '(n + 1)' });
    assert.deepEqual([answer.body.value, answer.body.type], ['5', 'Int']);
    const account = (await s.variables(locals)).find((v) => v.name === 'account');
    await client.setVariableRequest({ variablesReference: account.variablesReference, name: 'balance', value: '100' });
    const items = await s.evaluate('items');
    await client.setVariableRequest({ variablesReference: items.variablesReference, name: '0', value: '"one"' });
    assert.equal(await refused(client.setVariableRequest({ variablesReference: locals, name: 'm', value: '1' })), 'There is no variable `m` here');
    assert.ok(await refused(client.setVariableRequest({ variablesReference: locals, name: 'n', value: 'undefined_name' })));
    assert.equal(await s.ends(() => s.continue()), 0);
    assert.equal(s.output, '105 5 [one [2 3] {^a 1 ^b two}]\n');
  }));

test('numbers of an earlier stop are refused', () =>
  Session.run(ACCOUNT, async (s, client) => {
    await s.stops('breakpoint', 'call', () => s.launch({ breakpoints: ['call', 'last'] }));
    const frame = (await s.stack())[0].id;
    const reference = (await s.scopes())[0].variablesReference;
    await s.stops('breakpoint', 'last', () => s.continue());
    assert.equal(await refused(client.scopesRequest({ frameId: frame })), 'This stack frame is out of date: the program has moved on');
    assert.equal(await refused(client.variablesRequest({ variablesReference: reference })), 'This value is out of date: the program has moved on');
    // Nobody did anything wrong.
    const errors = s.received.filter((m) => m.type === 'response' && !m.success).map((m) => m.body.error.showUser);
    assert.deepEqual(errors, [false, false]);
  }));

test('pages deep stacks and large values', () =>
  Session.run([
    '(var xs [])', '(repeat 100000 (xs .push (xs .size)))',
    '(fn down [n]', '  (if (n == 0)', '    0   # @bottom', '   else', '    (1 + (down (n - 1)))))', '(println (down 10000))'], async (s, client) => {
    await s.stops('breakpoint', 'bottom', () => s.launch({ breakpoints: ['bottom'] }));
    const { body } = await client.stackTraceRequest({ threadId: 1, startFrame: 9990, levels: 20 });
    assert.equal(body.totalFrames, 10_002);
    assert.equal(body.stackFrames.at(-1).name, '<module>');
    assert.equal(body.stackFrames.length, 12);
    const xs = (await client.evaluateRequest({ expression: 'xs', context: 'watch', frameId: body.stackFrames.at(-1).id })).body;
    assert.equal(xs.indexedVariables, 100_000);
    const page = await s.variables(xs.variablesReference, { filter: 'indexed', start: 50_000, count: 100 });
    assert.deepEqual([page.length, page[0].name, page[99].value], [100, '50000', '50099']);
    assert.equal((await s.variables(xs.variablesReference)).length, 100_000);
  }));
