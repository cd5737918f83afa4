// Prints how long the adapter takes: `node latency.mjs` with GENE set. A measurement, not a test.
import { performance } from 'node:perf_hooks';
import { Session } from './session.mjs';

const PROGRAM = [
  '(fn work [n]', '  (var a (n + 1))   # @a', '  (var b (a * 2))', '  (a + b))',
  '(var i 0)', '(while (i < 100000)', '  (var x (work i))   # @loop', '  (var y (x + 1))', '  (i += 1))'];

function show(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(2);
  console.log(`${name.padEnd(52)} median ${at(0.5)} ms, p95 ${at(0.95)} ms (${times.length})`);
}

async function timed(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

const starts = [];
const launches = [];
for (let round = 0; round < 7; round++) {
  const begun = performance.now();
  await Session.run(PROGRAM, async (s, client) => {
    await client.initializeRequest();
    starts.push(performance.now() - begun);
    launches.push(await timed(async () => {
      const launched = client.launchRequest({ program: s.program });
      const stopped = client.waitForEvent('stopped');
      await s.setBreakpoints('loop');
      await client.configurationDoneRequest();
      await launched;
      await stopped;
    }));
  });
}
show('start of the process to the answer of initialize', starts);
show('launch to first stop', launches);

await Session.run(PROGRAM, async (s, client) => {
  await s.stops('breakpoint', 'loop', () => s.launch({ breakpoints: ['loop'] }));
  await s.setBreakpoints();
  const step = (request) => Promise.all([client.waitForEvent('stopped'), client[request]({ threadId: 1 })]);
  const refresh = async () => {
    await client.threadsRequest();
    const frames = (await client.stackTraceRequest({ threadId: 1, startFrame: 0, levels: 20 })).body.stackFrames;
    const scopes = (await client.scopesRequest({ frameId: frames[0].id })).body.scopes;
    await client.variablesRequest({ variablesReference: scopes[0].variablesReference });
  };
  for (let i = 0; i < 300; i++) await step('nextRequest');
  const steps = [];
  const full = [];
  const into = [];
  const evaluations = [];
  for (let i = 0; i < 300; i++) steps.push(await timed(() => step('nextRequest')));
  for (let i = 0; i < 300; i++) into.push(await timed(() => step('stepInRequest')));
  for (let i = 0; i < 300; i++) full.push(await timed(async () => { await step('nextRequest'); await refresh(); }));
  for (let i = 0; i < 300; i++) evaluations.push(await timed(() => client.evaluateRequest({ expression: '(i + 1)', context: 'watch' })));
  show('next to stopped', steps);
  show('stepIn to stopped', into);
  show('next, threads, stack, scopes, variables', full);
  show('evaluate', evaluations);
});
