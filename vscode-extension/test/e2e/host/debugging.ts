// Debug sessions as an adapter tracker sees them; the time of the second session is printed.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from './index';
import { PEER, registerPeer } from './peer';
import { appears, placeOf, shown } from './within';

const WITHIN_MS = 500;
const ROUNDS = 3;

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly command?: string;
  readonly body?: Record<string, unknown>;
}

interface Stop {
  readonly session: vscode.DebugSession;
  readonly took: number;
  readonly body: Record<string, unknown>;
  /** When what happened first, in milliseconds from the start: `> x` the request x, `< x` its answer or the event. */
  readonly marks: ReadonlyMap<string, number>;
}

/** Starts main.gene with the breakpoints that are set; resolves at the first stop. */
async function untilStopped(configuration: object = {}, type = 'gene'): Promise<Stop> {
  const stopped = new vscode.EventEmitter<void>();
  let stop: Record<string, unknown> | undefined;
  const { document } = await shown('main.gene');
  const marks = new Map<string, number>();
  const started = performance.now();
  const mark = (what: string) => marks.has(what) || marks.set(what, performance.now() - started);
  const listeners = vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider(type, {
      resolveDebugConfiguration: (_folder, given) => (mark('resolve'), given),
      resolveDebugConfigurationWithSubstitutedVariables: (_folder, given) => (mark('resolved'), given),
    }),
    vscode.debug.registerDebugAdapterTrackerFactory(type, {
      createDebugAdapterTracker: () => (mark('adapter'), {
        onWillReceiveMessage: (message: Message) => mark(`> ${message.command ?? ''}`),
        onDidSendMessage: (message: Message) => {
          mark(`< ${message.event ?? message.command ?? ''}`);
          if (message.type === 'event' && message.event === 'stopped') {
            stop = message.body ?? {};
            stopped.fire();
          }
        },
      }),
    }),
  );
  try {
    const began = vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(document.uri), { type, request: 'launch', name: 'main', program: document.uri.fsPath, ...configuration });
    const body = await appears('a stop', [stopped.event], () => stop);
    const took = performance.now() - started;
    assert.equal(await began, true);
    const session = vscode.debug.activeDebugSession;
    assert.ok(session);
    return { session, took, body, marks };
  } finally {
    listeners.dispose();
  }
}

/** Further sessions, each beside one with an adapter that does nothing. */
async function printTimes(): Promise<void> {
  const peer = registerPeer();
  const times: Record<string, number[]> = { gene: [], [PEER]: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const type of ['gene', PEER]) {
        const { session, took, marks } = await untilStopped({}, type);
        times[type]?.push(took);
        if (round === ROUNDS - 1) {
          console.log(`e2e: times in a session of ${type}: ${[...marks].map(([part, ms]) => `${part} ${Math.round(ms)}`).join(', ')}`);
        }
        await end(session);
      }
    }
  } finally {
    peer.dispose();
  }
  const told = (type: string) => {
    const sorted = [...(times[type] ?? [])].sort((a, b) => a - b).map(Math.round);
    return `best ${sorted[0]} ms, median ${sorted[Math.floor(sorted.length / 2)]} ms`;
  };
  console.log(`e2e: time of further sessions: ${told('gene')}; with an adapter that does nothing: ${told(PEER)}`);
}

async function end(session: vscode.DebugSession): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.debug.onDidTerminateDebugSession((one) => {
      if (one.id === session.id) {
        listener.dispose();
        resolve();
      }
    });
  });
  await vscode.debug.stopDebugging(session);
  await ended;
}

async function withBreakpoint(text: string, options: { condition?: string; log?: string }, action: () => Promise<void>): Promise<void> {
  const { document } = await shown('main.gene');
  const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(document.uri, placeOf(document, text)), true, options.condition, undefined, options.log);
  vscode.debug.addBreakpoints([breakpoint]);
  try {
    await action();
  } finally {
    vscode.debug.removeBreakpoints([breakpoint]);
  }
}

export const debugging: readonly HostTest[] = [
  {
    name: 'a session stops at a breakpoint, the second one soon',
    run: () => withBreakpoint('(sum += size)', {}, async () => {
      const first = await untilStopped();
      await end(first.session);
      const second = await untilStopped();
      console.log(`e2e: time startDebugging to stopped: first session ${Math.round(first.took)} ms, second ${Math.round(second.took)} ms (at most ${WITHIN_MS} ms)`);
      const { stackFrames } = (await second.session.customRequest('stackTrace', { threadId: second.body['threadId'] })) as { stackFrames: { name: string; source?: { name: string } }[] };
      assert.equal(stackFrames[0]?.source?.name, 'main.gene');
      await end(second.session);
      await printTimes();
    }),
  },
  {
    name: 'a condition decides whether it stops',
    run: () => withBreakpoint('(sum += size)', { condition: '(size > 5)' }, async () => {
      const { session, body } = await untilStopped();
      const { stackFrames } = (await session.customRequest('stackTrace', { threadId: body['threadId'] })) as { stackFrames: { id: number }[] };
      const { result } = (await session.customRequest('evaluate', { expression: 'size', frameId: stackFrames[0]?.id, context: 'repl' })) as { result: string };
      assert.equal(result, '6');
      await end(session);
    }),
  },
  {
    name: 'an exception that nobody catches stops with its message',
    async run() {
      const { session, body } = await untilStopped({ args: ['fail'] });
      assert.equal(body['reason'], 'exception');
      assert.match(JSON.stringify(await session.customRequest('exceptionInfo', { threadId: body['threadId'] })), /no such shape/);
      await end(session);
    },
  },
];
