// A debugging session of a test: the adapter's process, programs with lines marked by `# @name`, and all that was received.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import support from '@vscode/debugadapter-testsupport';
import { faults } from './schema.mjs';

const LIMIT = 20_000;

export class Session {
  /** Every message of the adapter, in the order in which it came. */
  received = [];
  /** What is wrong with messages by the protocol's schema, both ways. */
  faults = [];
  output = '';
  /** Programs that the adapter has asked for a terminal for: `request`, `output`, `process`, and `exited` with the status. */
  terminals = [];
  /** What becomes of such a request; a test may put something else here. */
  openTerminal = (request) => this.#spawn(request);

  constructor(...lines) {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gene-dap-')));
    this.program = this.write('main.gene', ...lines);
  }

  /** Starts the adapter, gives the session to the test, and ends everything whatever happens. */
  static async run(lines, test) {
    const session = new Session(...lines);
    try {
      await session.start();
      await test(session, session.client);
    } finally {
      await session.end();
    }
  }

  write(name, ...lines) {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, lines.join('\n') + '\n');
    return file;
  }

  async start() {
    this.client = new support.DebugClient(process.env.GENE, 'dap', 'gene', undefined, true);
    this.client.defaultTimeout = LIMIT;
    const dispatch = this.client.dispatch.bind(this.client);
    this.client.dispatch = (text) => {
      const message = JSON.parse(text);
      this.received.push(message);
      this.faults.push(...faults(message));
      if (message.event === 'output') this.output += message.body.output;
      if (message.type === 'request') this.#answer(message); else dispatch(text);
    };
    const send = this.client.send.bind(this.client);
    this.client.send = (command, args) => {
      this.faults.push(...faults({ seq: 1, type: 'request', command, ...(args === undefined ? {} : { arguments: args }) }));
      return send(command, args);
    };
    await this.client.start();
    // An adapter may have ended before the last answer to it is written; one that has died is found by what does not come.
    this.client.outputStream.on('error', (error) => { if (error.code !== 'EPIPE') throw error; });
    /** The exit status of the adapter. */
    this.exited = new Promise((resolve) => { this.client._adapterProcess.on('exit', resolve); });
  }

  /** Answers a request of the adapter, which the test support leaves alone. */
  #answer(request) {
    const reply = { seq: 100_000 + request.seq, type: 'response', request_seq: request.seq, command: request.command };
    try {
      Object.assign(reply, { success: true, body: this.openTerminal(request.arguments) });
    } catch (error) {
      Object.assign(reply, { success: false, message: error.message });
    }
    const text = JSON.stringify(reply);
    this.client.outputStream.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #spawn(request) {
    const env = { ...process.env };
    for (const [name, value] of Object.entries(request.env ?? {})) if (value === null) delete env[name]; else env[name] = value;
    const child = spawn(request.args[0], request.args.slice(1), { cwd: request.cwd, env });
    const terminal = { request, output: '', process: child, exited: new Promise((resolve) => { child.on('exit', (status, signal) => resolve(status ?? signal)); }) };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { terminal.output += data; });
    this.terminals.push(terminal);
    return { processId: child.pid };
  }

  async end() {
    for (const terminal of this.terminals) terminal.process.kill('SIGKILL');
    // An adapter that has ended answers nothing any more.
    await Promise.race([this.exited, this.client.stop()]);
    fs.rmSync(this.folder, { recursive: true });
    assert.deepEqual(this.faults, [], 'all messages are as the schema of the protocol says');
  }

  line(marker, file = this.program) {
    const at = fs.readFileSync(file, 'utf8').split('\n').findIndex((line) => line.endsWith(`# @${marker}`));
    assert.ok(at >= 0, `no line ends with # @${marker}`);
    return at + 1;
  }

  marker(file, line) {
    const text = fs.readFileSync(file, 'utf8').split('\n')[line - 1];
    return /# @(\S+)$/.exec(text)?.[1] ?? text.trim();
  }

  /** Launches with breakpoints at the marked lines, in the order in which VS Code asks. */
  async launch({ breakpoints = [], filters = [], abilities, ...args } = {}) {
    const initialized = this.client.waitForEvent('initialized');
    const capabilities = await this.client.initializeRequest(abilities && { adapterID: 'gene', ...abilities });
    const launched = this.client.launchRequest({ program: this.program, ...args });
    launched.catch(() => {}); // whoever awaits it hears of it
    await initialized;
    const set = await this.setBreakpoints(...breakpoints);
    await this.client.setExceptionBreakpointsRequest({ filters });
    await this.client.configurationDoneRequest();
    await launched;
    return { capabilities: capabilities.body, breakpoints: set };
  }

  /** @param wanted markers, or source breakpoints whose line is a marker */
  async setBreakpoints(...wanted) {
    const breakpoints = wanted.map((b) => (typeof b === 'string' ? { line: this.line(b) } : { ...b, line: this.line(b.line) }));
    const answer = await this.client.setBreakpointsRequest({ source: { path: this.program }, breakpoints });
    return answer.body.breakpoints;
  }

  /** Does something and waits for the stop that follows, which must be for this reason and at the marked line. */
  async stops(reason, marker, action = async () => {}) {
    const [stopped] = await Promise.all([this.client.waitForEvent('stopped', LIMIT), action()]);
    const top = (await this.stack(stopped.body.threadId))[0];
    assert.equal(`${stopped.body.reason} ${this.marker(top.source.path, top.line)}`, `${reason} ${marker}`);
    return stopped.body;
  }

  step(request, marker) {
    return this.stops('step', marker, () => this.client[`${request}Request`]({ threadId: 1 }));
  }

  continue() {
    return this.client.continueRequest({ threadId: 1 });
  }

  /** Waits until the program has ended by itself or otherwise. */
  async ends(action = async () => {}) {
    await action();
    const exited = await this.once('exited');
    await this.once('terminated');
    return exited.body.exitCode;
  }

  /** An event that comes once, and may have come already. */
  async once(name) {
    return this.events(name)[0] ?? this.client.waitForEvent(name, LIMIT);
  }

  async stack(threadId = 1, page = {}) {
    return (await this.client.stackTraceRequest({ threadId, ...page })).body.stackFrames;
  }

  async scopes(level = 0) {
    const frames = await this.stack(1, { startFrame: level, levels: 1 });
    return (await this.client.scopesRequest({ frameId: frames[0].id })).body.scopes;
  }

  async variables(variablesReference, page = {}) {
    return (await this.client.variablesRequest({ variablesReference, ...page })).body.variables;
  }

  /** The variables of a scope as `name=value …`. */
  async shown(scopeName, level = 0) {
    const scope = (await this.scopes(level)).find((s) => s.name === scopeName);
    return (await this.variables(scope.variablesReference)).map((v) => `${v.name}=${v.value}`).join(' ');
  }

  async evaluate(expression, { level = 0, context = 'watch' } = {}) {
    const frames = await this.stack(1, { startFrame: level, levels: 1 });
    return (await this.client.evaluateRequest({ expression, frameId: frames[0].id, context })).body;
  }

  events(name) {
    return this.received.filter((message) => message.event === name);
  }
}

/** The text of the error that a request is answered with. */
export async function refused(answer) {
  try {
    await answer;
  } catch (error) {
    return error.message;
  }
  assert.fail('the request was not refused');
}
