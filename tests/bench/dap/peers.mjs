// The debug adapters that are measured: how a session begins, and the programs in their languages.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { Client } from './client.mjs';
import { Inspector } from './inspector.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dap-bench-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** Debian's packages belong to Debian's Python. */
const PYTHON = fs.existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

const PROGRAMS = {
  steps: {
    gene: ['(fn work [n]', '  (var a (n + 1))', '  (var b (a * 2))', '  (a + b))', '(var i 0)', '(while (i < 100000)', '  (var x (work i))   # @loop', '  (var y (x + 1))', '  (i += 1))'],
    py: ['def work(n):', '    a = n + 1', '    b = a * 2', '    return a + b', 'i = 0', 'while i < 100000:', '    x = work(i)   # @loop', '    y = x + 1', '    i += 1'],
    js: ['function work(n) {', '  const a = n + 1;', '  const b = a * 2;', '  return a + b;', '}', 'let i = 0;', 'while (i < 100000) {', '  const x = work(i);   # @loop', '  const y = x + 1;', '  i += 1;', '}'],
  },
  fib: {
    gene: ['(fn other [n]', '  (n + 1))   # @other', '(fn fib [n]', '  (if (n < 2) n else ((fib (n - 1)) + (fib (n - 2)))))   # @fib', '(fib N)', '(var s (time/now_us))', '(var r (fib N))', '(println "took" (((time/now_us) - s) / 1000))', '(if (r < 0) (other r))'],
    py: ['import time', 'def other(n):', '    return n + 1   # @other', 'def fib(n):', '    return n if n < 2 else fib(n - 1) + fib(n - 2)   # @fib', 'fib(N)', 's = time.time()', 'r = fib(N)', 'print("took", (time.time() - s) * 1000)', 'if r < 0: other(r)'],
    js: ['function other(n) {', '  return n + 1;   # @other', '}', 'function fib(n) {', '  return n < 2 ? n : fib(n - 1) + fib(n - 2);   # @fib', '}', 'fib(N);', 'const s = performance.now();', 'const r = fib(N);', 'console.log(`took ${performance.now() - s} ms`);', 'if (r < 0) other(r);'],
  },
  turns: {
    gene: ['(fn turns [n]', '  (var i 0)', '  (var s 0)', '  (while (i < n)', '    (s += (i % 7))', '    (i += 1))', '  s)', '(turns 1000)', '(var s (time/now_us))', '(turns 1000000)', '(println "took" (((time/now_us) - s) / 1000))', '(println "end")   # @end'],
  },
  deep: {
    gene: ['(fn deep [n]', '  (if (n == 0)', '    0   # @bottom', '   else', '    (1 + (deep (n - 1)))))', '(println (deep 10000))'],
    py: ['import sys', 'sys.setrecursionlimit(20000)', 'def deep(n):', '    if n == 0:', '        return 0   # @bottom', '    return 1 + deep(n - 1)', 'print(deep(10000))'],
  },
  array: {
    gene: ['(var xs [])', '(for i in (range 1 1000000) (xs .push i))', '(println xs/0)   # @end'],
    py: ['xs = list(range(1, 1000001))', 'print(xs[0])   # @end'],
    js: ['const xs = [];', 'for (let i = 1; i <= 1000000; i++) xs.push(i);', 'console.log(xs[0]);   # @end'],
  },
};

export function program(name, kind, replace = {}) {
  const file = path.join(folder, `${name}.${kind === 'js' ? 'cjs' : kind}`);
  let text = `${PROGRAMS[name][kind].join('\n')}\n`;
  for (const [word, value] of Object.entries(replace)) text = text.replaceAll(word, value);
  fs.writeFileSync(file, kind === 'js' ? text.replaceAll(/ {3}# @/g, '   // @') : text);
  return { file, line: (marker) => text.split('\n').findIndex((l) => l.endsWith(`# @${marker}`)) + 1 };
}

const gene = {
  name: 'gene', kind: 'gene',
  launch: (file) => ({ program: file }),
  start: () => Client.start(process.env.GENE, ['dap']),
};

const debugpy = {
  name: 'debugpy', kind: 'py',
  launch: (file) => ({ program: file, console: 'internalConsole', justMyCode: true, python: [PYTHON] }),
  start: () => Client.start(PYTHON, ['-m', 'debugpy.adapter']),
};

/** What js-debug, the adapter of VS Code for JavaScript, talks to: it cannot be faster than this. */
const inspector = {
  name: 'inspector', kind: 'js',
  launch: (file) => ({ program: file }),
  start: () => new Inspector(),
};

export const peers = [gene];
if (spawnSync(PYTHON, ['-c', 'import debugpy']).status === 0) peers.push(debugpy);
else console.log('debugpy is not installed (Debian: python3-debugpy): measured without it');

if (typeof WebSocket === 'function') peers.push(inspector);
else console.log('this node has no WebSocket (--experimental-websocket from 20.10 on): measured without its inspector');

/** Launches with breakpoints, and waits for the first stop unless told not to. Gives the client and the thread. */
export async function session(peer, made, breakpoints, { waits = true, launch = {} } = {}) {
  const client = await peer.start();
  await client.send('initialize', { adapterID: peer.name, linesStartAt1: true, columnsStartAt1: true, pathFormat: 'path' });
  const begun = performance.now();
  const launched = client.send('launch', { ...peer.launch(made.file), ...launch });
  await client.event('initialized');
  if (breakpoints.length > 0) await client.send('setBreakpoints', { source: { path: made.file }, breakpoints });
  await client.send('setExceptionBreakpoints', { filters: [] });
  await client.send('configurationDone', {});
  await launched;
  const stop = waits ? await client.event('stopped') : {};
  return { client, threadId: stop.threadId, toStop: performance.now() - begun };
}
