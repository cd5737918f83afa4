// Profiles over the protocol: the structure of V8's format, who gets the time, allocations, and what is refused.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { Session, refused } from './session.mjs';

const PROGRAM = [
  '(fn leaf [x]', '  (((x * 3) + (x % 7)) % 1009))', '(fn spin [n]', '  (var s 0)', '  (var i 0)', '  (while (i < n)', '    (s += (leaf i))', '    (i += 1))', '  s)',
  '(class Box (ctor [x] (/x = x)))', '(fn make [n]', '  (var xs [])', '  (for i in (range 0 n)', '    (xs .push (new Box i)))   # @new', '  (xs .size))',
  '(println (spin 1000))   # @first', '(println (spin 20000000))', '(println (make 500))   # @make', '(println "end")   # @end'];

const start = (client, args = {}) => client.customRequest('gene/profileStart', args);
const stop = async (client, args = {}) => (await client.customRequest('gene/profileStop', args)).body;

/** What V8's format demands; gives the nodes by id. */
function check(profile) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  assert.equal(nodes.size, profile.nodes.length, 'ids are unique');
  const parents = new Map();
  for (const node of profile.nodes) {
    for (const child of node.children) {
      assert.ok(nodes.has(child) && !parents.has(child), 'each child is a node with one parent');
      parents.set(child, node.id);
    }
    const { functionName, scriptId, url, lineNumber, columnNumber } = node.callFrame;
    assert.deepEqual([functionName, scriptId, url, lineNumber, columnNumber].map((value) => typeof value), ['string', 'string', 'string', 'number', 'number']);
    assert.equal(node.hitCount, profile.samples.filter((id) => id === node.id).length);
    const ticks = (node.positionTicks ?? []).reduce((sum, { ticks: count, line }) => { assert.ok(line >= 1); return sum + count; }, 0);
    if (node.callFrame.url !== '') assert.equal(ticks, node.hitCount);
  }
  const roots = profile.nodes.filter((node) => !parents.has(node.id));
  assert.deepEqual(roots.map((node) => node.callFrame.functionName), ['(root)']);
  assert.equal(profile.samples.length, profile.timeDeltas.length);
  assert.ok(profile.samples.every((id) => nodes.has(id)) && profile.timeDeltas.every((delta) => delta >= 0));
  assert.equal(profile.startTime + profile.timeDeltas.reduce((sum, delta) => sum + delta, 0), profile.endTime);
  return nodes;
}

test('the time belongs to the functions that have taken it', () =>
  Session.run(PROGRAM, async (s, client) => {
    await start(client);
    await s.stops('breakpoint', 'make', () => s.launch({ breakpoints: ['make'] }));
    const { samples, duration, profile, allocations } = await stop(client);
    check(profile);
    assert.deepEqual([samples, duration, allocations], [profile.samples.length, profile.endTime - profile.startTime, []]);
    const time = (name) => profile.samples.reduce((sum, id, index) =>
      sum + (profile.nodes.find((node) => node.id === id).callFrame.functionName === name ? profile.timeDeltas[index] : 0), 0);
    assert.ok(time('leaf') + time('spin') > 0.5 * duration, JSON.stringify(profile));
    assert.ok(time('leaf') > 0.1 * duration, 'a function without calls and loops is seen');
    const leaf = profile.nodes.find((node) => node.callFrame.functionName === 'leaf');
    assert.deepEqual(leaf.callFrame, { functionName: 'leaf', scriptId: '0', url: pathToFileURL(s.program).href, lineNumber: 0, columnNumber: 0 });
    assert.deepEqual(leaf.positionTicks.map((tick) => tick.line), [2]);
    assert.equal(profile.nodes.find((node) => node.children.includes(leaf.id)).callFrame.functionName, 'spin');
    await s.ends(() => s.continue());
  }));

test('standing still takes no time, waiting is idle', () =>
  Session.run(['(var a 1)   # @first', '(await (sleep_async 300))', '(println a)   # @last'], async (s, client) => {
    await s.stops('breakpoint', 'first', () => s.launch({ breakpoints: ['first', 'last'] }));
    await start(client, { interval: 500 });
    await new Promise((resolve) => { setTimeout(resolve, 700); }); // the program stands still meanwhile
    await s.stops('breakpoint', 'last', () => s.continue());
    const { profile, duration } = await stop(client);
    const nodes = check(profile);
    assert.ok(duration < 650_000, `${duration} µs`);
    assert.equal(profile.samples.map((id, index) => (nodes.get(id).callFrame.functionName === '(idle)' ? profile.timeDeltas[index] : 0)).reduce((a, b) => a + b, 0) > 200_000, true);
    await s.ends(() => s.continue());
  }));

test('allocations are counted, and the profile outlives the program', () =>
  Session.run(PROGRAM, async (s, client) => {
    const file = path.join(s.folder, 'run.cpuprofile');
    await s.stops('breakpoint', 'make', () => s.launch({ breakpoints: ['make'] }));
    await start(client, { allocations: true });
    await s.ends(() => s.continue());
    const answer = await stop(client, { file });
    assert.deepEqual([answer.file, answer.profile], [file, undefined]);
    check(JSON.parse(fs.readFileSync(file, 'utf8')));
    const shown = answer.allocations.map((a) => `${a.count} ${a.kind} ${a.function} ${a.line}`);
    assert.deepEqual(shown, [`501 Box make ${s.line('new')}`, '1 array make 12']);
    assert.equal(answer.allocations[0].source.path, s.program);
  }));

test('what cannot be done is refused', () =>
  Session.run(PROGRAM, async (s, client) => {
    await s.stops('breakpoint', 'first', () => s.launch({ breakpoints: ['first'] }));
    assert.match(await refused(stop(client)), /No profile is being taken/);
    assert.match(await refused(start(client, { interval: 50 })), /`interval` is a number of microseconds from 100 to 1000000, not 50/);
    await start(client);
    assert.match(await refused(stop(client, { file: path.join(s.folder, 'no', 'p') })), /there is no such folder/);
    check((await stop(client)).profile);
    assert.match(await refused(stop(client)), /No profile is being taken/);
  }));
