// The language server as a process: its streams, how it ended, and the last it said on standard error.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Invocation } from './invocation';

/** Enough for the message that names a cause; the whole text goes to the log. */
const KEPT_CHARACTERS = 4_000;

export class ServerProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Why the process is no more, one sentence; it never rejects. */
  readonly ended: Promise<string>;
  private saidLast = '';

  constructor(invocation: Invocation) {
    this.child = spawn(invocation.command, [...invocation.args], { stdio: 'pipe', windowsHide: true, env: { ...process.env, ...invocation.env } });
    this.child.stderr.on('data', (data: Buffer) => {
      this.saidLast = (this.saidLast + data.toString('utf8')).slice(-KEPT_CHARACTERS);
    });
    // Writing to a process that has ended raises here; `ended` tells the cause.
    this.child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(`${invocation.command} could not be started: ${error.message}.`));
      this.child.once('close', (code, signal) => resolve(describeEnd(code, signal, this.saidLast)));
    });
  }

  /** Why it ended, or undefined when it is still there after `ms` milliseconds. */
  endedWithin(ms: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ms);
      void this.ended.then((reason) => {
        clearTimeout(timer);
        resolve(reason);
      });
    });
  }

  kill(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill();
    }
  }
}

/** One sentence: how the server ended and the last line it said about it. */
export function describeEnd(code: number | null, signal: NodeJS.Signals | null, saidLast: string): string {
  const how = signal !== null ? `was ended by ${signal}` : `ended with status ${code}`;
  const lines = saidLast.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  const said = lines.find((line) => /^error\b/i.test(line)) ?? lines.at(-1);
  return said === undefined ? `The language server ${how} and said nothing.` : `The language server ${how}: ${said}`;
}
