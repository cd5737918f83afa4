// Node's inspector as a debug adapter, as far as the measurements ask: requests of the protocol become V8's, pauses become stops.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const LOG = (message) => `console.log(${message.split(/\{([^}]*)\}/).map((part, i) => (i % 2 ? part : JSON.stringify(part))).join(' + ')}), false`;

export class Inspector {
  #id = 0;
  #answers = new Map();
  #events = [];
  #waiting = [];
  #frames = [];
  #begun = false;

  async #launch(file) {
    this.child = spawn(process.execPath, ['--inspect-brk=127.0.0.1:0', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise((resolve, reject) => {
      let text = '';
      this.child.stderr.on('data', (data) => {
        text += data;
        const at = /Debugger listening on (ws:\S+)/.exec(text);
        if (at) resolve(at[1]);
      });
      this.child.once('exit', () => reject(new Error(`node has ended: ${text}`)));
    });
    this.socket = new WebSocket(address);
    await new Promise((resolve, reject) => { this.socket.onopen = resolve; this.socket.onerror = () => reject(new Error('no connection with the inspector')); });
    this.socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    await this.#ask('Debugger.enable');
    await this.#ask('Runtime.enable');
    this.#tell('initialized', {});
  }

  #ask(method, params = {}) {
    const id = ++this.#id;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => { this.#answers.set(id, { resolve, reject }); });
  }

  #take(message) {
    if (message.id !== undefined) {
      const { resolve, reject } = this.#answers.get(message.id);
      this.#answers.delete(message.id);
      if (message.error) reject(new Error(message.error.message)); else resolve(message.result);
    } else if (message.method === 'Debugger.paused') {
      this.#frames = message.params.callFrames;
      // The first pause is before the program, and nobody has asked for it.
      if (this.#begun) this.#tell('stopped', { threadId: 1 });
      else { this.#begun = true; void this.#ask('Debugger.resume'); }
    } else if (message.method === 'Runtime.consoleAPICalled') {
      this.#tell('output', { output: `${message.params.args.map((a) => a.value).join(' ')}\n` });
    } else if (message.method === 'Runtime.executionContextDestroyed') {
      this.#tell('terminated', {});
    }
  }

  #tell(event, body) {
    const at = this.#waiting.findIndex((w) => w.event === event);
    if (at >= 0) this.#waiting.splice(at, 1)[0].resolve(body);
    else this.#events.push({ event, body });
  }

  event(event) {
    const at = this.#events.findIndex((e) => e.event === event);
    if (at >= 0) return Promise.resolve(this.#events.splice(at, 1)[0].body);
    return new Promise((resolve) => { this.#waiting.push({ event, resolve }); });
  }

  async send(command, args = {}) {
    switch (command) {
      case 'initialize': case 'setExceptionBreakpoints': case 'threads': return {};
      case 'launch': return this.#launch(args.program);
      case 'setBreakpoints': return this.#setBreakpoints(args);
      case 'configurationDone': return this.#ask('Runtime.runIfWaitingForDebugger');
      case 'next': return this.#ask('Debugger.stepOver');
      // All frames come with each pause: a page is a part of what is there.
      case 'stackTrace': return { stackFrames: this.#frames.slice(args.startFrame ?? 0, (args.startFrame ?? 0) + (args.levels ?? this.#frames.length)).map((f, id) => ({ id, name: f.functionName })) };
      case 'scopes': return { scopes: this.#frames[args.frameId].scopeChain.map((s) => ({ name: s.type, variablesReference: s.object.objectId })) };
      case 'evaluate': {
        const { result } = await this.#ask('Debugger.evaluateOnCallFrame', { callFrameId: this.#frames[args.frameId].callFrameId, expression: args.expression });
        return { variablesReference: result.objectId };
      }
      case 'variables': {
        const { result } = await this.#ask('Runtime.getProperties', { objectId: args.variablesReference, ownProperties: true });
        return { variables: result };
      }
      case 'disconnect': this.end(); return {};
      default: throw new Error(`node's inspector has no ${command}`);
    }
  }

  async #setBreakpoints({ source, breakpoints }) {
    for (const id of this.breakpoints ?? []) await this.#ask('Debugger.removeBreakpoint', { breakpointId: id });
    this.breakpoints = [];
    for (const b of breakpoints) {
      const condition = b.logMessage === undefined ? b.condition : LOG(b.logMessage);
      const { breakpointId } = await this.#ask('Debugger.setBreakpointByUrl', { lineNumber: b.line - 1, url: pathToFileURL(source.path).href, condition });
      this.breakpoints.push(breakpointId);
    }
  }

  end() {
    this.socket?.close();
    this.child?.kill('SIGKILL');
  }
}
