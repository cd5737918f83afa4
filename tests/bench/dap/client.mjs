// A bare client of the Debug Adapter Protocol for measurements: over a process's standard streams, or over a socket.
import { spawn } from 'node:child_process';
import net from 'node:net';

export class Client {
  #seq = 0;
  #buffer = Buffer.alloc(0);
  #answers = new Map();
  #waiting = [];
  #events = [];

  constructor(input, output, end) {
    this.output = output;
    this.end = end;
    input.on('data', (data) => this.#read(data));
  }

  static start(command, args, options = {}) {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
    return new Client(child.stdout, child.stdin, () => child.kill());
  }

  /** Tries until somebody listens there. */
  static async connect(target) {
    for (;;) {
      const socket = net.connect(target);
      socket.setNoDelay(true);
      const connected = await new Promise((resolve) => { socket.once('connect', () => resolve(true)); socket.once('error', () => resolve(false)); });
      if (connected) return new Client(socket, socket, () => socket.destroy());
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  }

  #read(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('latin1', 0, head))[1]);
      if (this.#buffer.length < head + 4 + length) return;
      const text = this.#buffer.toString('utf8', head + 4, head + 4 + length);
      this.#buffer = this.#buffer.subarray(head + 4 + length);
      this.#take(JSON.parse(text));
    }
  }

  #take(message) {
    if (message.type === 'response') {
      const { resolve, reject } = this.#answers.get(message.request_seq);
      this.#answers.delete(message.request_seq);
      if (message.success) resolve(message.body); else reject(new Error(`${message.command}: ${message.message}`));
    } else if (message.type === 'event') {
      const at = this.#waiting.findIndex((w) => w.event === message.event);
      if (at >= 0) this.#waiting.splice(at, 1)[0].resolve(message.body);
      else this.#events.push(message);
    }
  }

  send(command, args) {
    const seq = ++this.#seq;
    const body = Buffer.from(JSON.stringify({ seq, type: 'request', command, arguments: args }));
    this.output.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
    return new Promise((resolve, reject) => { this.#answers.set(seq, { resolve, reject }); });
  }

  event(event) {
    const at = this.#events.findIndex((e) => e.event === event);
    if (at >= 0) return Promise.resolve(this.#events.splice(at, 1)[0].body);
    return new Promise((resolve) => { this.#waiting.push({ event, resolve }); });
  }

  /** Everything that was said until now is of no interest. */
  forget() {
    this.#events = [];
  }
}

export const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
export const p95 = (times) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.95))];

export async function timed(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
