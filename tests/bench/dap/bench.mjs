// Prints what debugging costs: `tests/bench/dap/run` builds Gene and starts this. A measurement, not a test.
import { spawnSync } from 'node:child_process';
import { p95, median, timed } from './client.mjs';
import { peers, program, session } from './peers.mjs';

const N = Number(process.env.FIB ?? 27);
const rows = [];

function row(name, peer, value, unit = 'ms') {
  rows.push([name, peer.name, value, unit]);
  console.log(`${name.padEnd(58)} ${peer.name.padEnd(10)} ${value.toFixed(value < 10 ? 3 : 1)} ${unit}`);
}

async function finish(client) {
  await Promise.race([client.send('disconnect', { terminateDebuggee: true }), new Promise((resolve) => { setTimeout(resolve, 3000); })]);
  client.end();
}

async function latency(peer) {
  const made = program('steps', peer.kind);
  const starts = [];
  for (let i = 0; i < 5; i++) {
    const { client, toStop } = await session(peer, made, [{ line: made.line('loop') }]);
    starts.push(toStop);
    await finish(client);
  }
  row('launch to first stop (adapter started)', peer, median(starts));
  const { client, threadId } = await session(peer, made, [{ line: made.line('loop') }]);
  await client.send('setBreakpoints', { source: { path: made.file }, breakpoints: [] });
  const step = async () => { const stopped = client.event('stopped'); await client.send('next', { threadId }); await stopped; };
  const refresh = async () => {
    await client.send('threads');
    const { stackFrames } = await client.send('stackTrace', { threadId, startFrame: 0, levels: 20 });
    const { scopes } = await client.send('scopes', { frameId: stackFrames[0].id });
    await client.send('variables', { variablesReference: scopes[0].variablesReference });
  };
  for (let i = 0; i < 300; i++) await step();
  const steps = [];
  const full = [];
  for (let i = 0; i < 300; i++) steps.push(await timed(step));
  for (let i = 0; i < 300; i++) full.push(await timed(async () => { await step(); await refresh(); }));
  row('next to stopped, median', peer, median(steps));
  row('next to stopped, p95', peer, p95(steps));
  row('next, threads, stack, scopes, variables, median', peer, median(full));
  await finish(client);
}

async function frames(peer) {
  const deep = program('deep', peer.kind);
  const { client, threadId } = await session(peer, deep, [{ line: deep.line('bottom') }]);
  const page = (startFrame) => client.send('stackTrace', { threadId, startFrame, levels: 20 });
  for (let i = 0; i < 20; i++) await page(i);
  const top = [];
  const middle = [];
  for (let i = 0; i < 20; i++) top.push(await timed(() => page(0)));
  for (let i = 0; i < 20; i++) middle.push(await timed(() => page(5000 + i * 20)));
  row('20 of 10,000 frames, at the top', peer, median(top));
  row('20 of 10,000 frames, in the middle', peer, median(middle));
  row('all 10,000 frames', peer, await timed(() => client.send('stackTrace', { threadId })));
  await finish(client);
}

async function pages(peer) {
  // V8 gives the whole stack with each stop, and asking for it afterwards costs nothing.
  if (peer.kind !== 'js') await frames(peer);
  const array = program('array', peer.kind);
  const { client, threadId } = await session(peer, array, [{ line: array.line('end') }]);
  const { stackFrames } = await client.send('stackTrace', { threadId, startFrame: 0, levels: 1 });
  const xs = await client.send('evaluate', { expression: 'xs', frameId: stackFrames[0].id, context: 'watch' });
  // V8 has no pages: it gives the whole array each time, and takes seconds for it.
  if (peer.kind === 'js') {
    row('1,000,000 elements, as there are no pages', peer, await timed(() => client.send('variables', { variablesReference: xs.variablesReference })));
    await finish(client);
    return;
  }
  const part = (start) => client.send('variables', { variablesReference: xs.variablesReference, filter: 'indexed', start, count: 100 });
  const parts = [];
  for (let i = 0; i < 20; i++) await part(i);
  for (let i = 0; i < 20; i++) parts.push(await timed(() => part(i * 50_000)));
  row('100 of 1,000,000 elements', peer, median(parts));
  await finish(client);
}

/** What the program itself measures, in milliseconds. An adapter may send a line in pieces. */
async function once(peer, made, breakpoints, launch = {}) {
  const { client } = await session(peer, made, breakpoints, { waits: false, launch });
  const ended = client.event('terminated').then(() => null);
  try {
    for (let text = ''; ;) {
      const took = /took ([\d.]+)\s/.exec(text);
      if (took) return Number(took[1]);
      const next = await Promise.race([client.event('output'), ended]);
      if (next === null) throw new Error(`the program has ended without saying what it took: ${text}`);
      text += next.output;
    }
  } finally {
    await finish(client);
  }
}

/** The best of several runs of each kind, taken in turns: other programs slow a machine down, nothing makes it faster. */
async function best(rounds, ...kinds) {
  const times = kinds.map(() => Infinity);
  for (let i = 0; i < rounds; i++) {
    for (let k = 0; k < kinds.length; k++) times[k] = Math.min(times[k], await kinds[k]());
  }
  return times;
}

const calls = (n) => Math.round(2 * (((1 + Math.sqrt(5)) / 2) ** (n + 1)) / Math.sqrt(5) - 1);

async function speed(peer) {
  // Long enough that a hundredth of it can be told from chance.
  const long = { gene: 36, py: 24, js: 36 }[peer.kind];
  const made = program('fib', peer.kind, { N: String(long) });
  const [plain, elsewhere] = await best(peer.kind === 'py' ? 3 : 7, () => once(peer, made, []), () => once(peer, made, [{ line: made.line('other') }]));
  row(`fib(${long}) in a session without breakpoints`, peer, plain);
  row('the same with a breakpoint elsewhere', peer, elsewhere);
  row('  as a factor', peer, elsewhere / plain, 'x');
}

async function conditions(peer) {
  const n = { gene: N, py: 20, js: 16 }[peer.kind];
  const made = program('fib', peer.kind, { N: String(n) });
  const condition = peer.kind === 'gene' ? '(n > 1000)' : 'n > 1000';
  const [plain, conditional] = await best(3, () => once(peer, made, []), () => once(peer, made, [{ line: made.line('fib'), condition }]));
  row('a false condition, per hit', peer, (conditional - plain) * 1000 / calls(n), 'µs');
}

/** What recording costs beside the interpreter, and how much of the past fits; no peer has it. */
async function recording(peer) {
  if (peer.kind !== 'gene') return;
  for (const name of ['fib', 'turns']) {
    const made = program(name, peer.kind, { N: '27' });
    const interpreted = () => Number(/took ([\d.]+)/.exec(spawnSync(process.env.GENE, ['run', '--jit', 'off', made.file], { encoding: 'utf8' }).stdout)[1]);
    const [plain, recorded] = await best(5, interpreted, () => once(peer, made, [], { record: true }));
    row(`${name}, interpreted`, peer, plain);
    row(`${name}, recorded`, peer, recorded);
    row('  as a factor', peer, recorded / plain, 'x');
  }
  const made = program('turns', peer.kind);
  const { client } = await session(peer, made, [{ line: made.line('end') }], { launch: { record: true } });
  const line = await client.send('gene/timeline', {});
  row('recorded, per 1,000,000 instructions', peer, line.bytes / (line.newest - line.oldest), 'MB');
  await finish(client);
}

async function logpoint(peer) {
  const made = program('steps', peer.kind);
  const { client } = await session(peer, made, [{ line: made.line('loop'), logMessage: 'i={i}' }], { waits: false });
  const took = await timed(() => client.event('terminated'));
  row('a logpoint, per hit (100,000)', peer, took * 1000 / 100_000, 'µs');
  await finish(client);
}

const all = { latency, pages, speed, conditions, logpoint, recording };
// `tests/bench/dap/run speed logpoint` measures these only.
const measures = process.argv.length > 2 ? process.argv.slice(2).map((name) => all[name]) : Object.values(all);

const chosen = process.env.PEERS?.split(',');
for (const peer of peers.filter((p) => chosen?.includes(p.name) ?? true)) {
  for (const measure of measures) {
    try {
      await measure(peer);
    } catch (error) {
      console.log(`${peer.name}: ${measure.name}: ${error.message}`);
    }
  }
}
process.exit(0);
