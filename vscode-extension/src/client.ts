// Owns the language server: starts it, notices its end, starts it again within reason, and tells its state.
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, ErrorCodes, LanguageClient, ResponseError, RevealOutputChannelOn, State, StreamMessageReader, type LanguageClientOptions, type Message, type ProgressToken,
  type ClientCapabilities, type StaticFeature, type WorkDoneProgressBegin, type WorkDoneProgressEnd, type WorkDoneProgressReport } from 'vscode-languageclient/node';
import { completeWhileTyping } from './completion';
import { setContext } from './contextKeys';
import { CannotLaunch, type Launcher } from './launcher';
import { OpenRequests } from './plain/openRequests';
import { QuietWriter } from './plain/quietWriter';
import { RestartBudget } from './plain/restartBudget';
import { logEntry } from './plain/serverLine';
import { ServerProcess } from './plain/serverProcess';
import type { RunningState, ServerState } from './plain/serverState';

/** How long a server that was told to go, or whose streams are closed, may take to be gone. */
const GRACE_MS = 2_000;

interface Session {
  readonly client: LanguageClient;
  readonly process: ServerProcess;
}

/** The commands of lenses that this extension runs itself; the server's lenses name no others. */
export const LENS_COMMANDS = ['gene.runFile', 'gene.debugFile', 'gene.runTest', 'gene.runExamples', 'gene.showReferences'];

/** Keys for `when` clauses, with the command of the server that each stands for. */
const CAPABILITIES = {
  'gene.serverRunning': '',
  'gene.canEvaluate': 'gene.server.evaluate',
  'gene.canExpand': 'gene.server.expand',
  'gene.canShowBytecode': 'gene.server.bytecode',
};

/** What the server cannot do now; the message names the remedy. */
export class NoServer extends Error {}

export class Server implements vscode.Disposable {
  private readonly trace = vscode.window.createOutputChannel('Gene Trace');
  private readonly budget = new RestartBudget();
  private readonly changed = new vscode.EventEmitter<ServerState>();
  private readonly listeners: [method: string, hear: (params: unknown) => void][] = [];
  private session: Session | undefined;
  private present: ServerState = { kind: 'stopped' };
  /** Starts and stops run one after the other, however quickly they are asked for. */
  private last: Promise<void> = Promise.resolve();

  readonly onDidChangeState = this.changed.event;

  constructor(private readonly launcher: Launcher, private readonly log: vscode.LogOutputChannel) {}

  get state(): ServerState {
    return this.present;
  }

  /** Sends a request of Gene's own; without a server it fails with a message for the user. */
  request<T>(method: string, params: unknown, cancel?: vscode.CancellationToken): Promise<T> {
    const client = this.running();
    return cancel === undefined ? client.sendRequest<T>(method, params) : client.sendRequest<T>(method, params, cancel);
  }

  /** Hears a notification of Gene's own, of the server that runs and of those after it. */
  onNotification<T>(method: string, hear: (params: T) => void): void {
    const listener = (params: unknown) => hear(params as T);
    this.listeners.push([method, listener]);
    this.session?.client.onNotification(method, listener);
  }

  /** The client of the server that runs, for its conversions between the protocol and the editor. */
  running(): LanguageClient {
    if (this.session === undefined || this.present.kind !== 'running') {
      throw new NoServer('The Gene language server does not run; its item in the status bar tells why.');
    }
    return this.session.client;
  }

  /** Whether the server said in `initialize` that it has a command. */
  hasCommand(name: string): boolean {
    return this.session?.client.initializeResult?.capabilities.executeCommandProvider?.commands.includes(name) ?? false;
  }

  /** Starts a server in place of the present one; a failure ends in the state `failed`, not in an exception. */
  restart(): Promise<void> {
    this.budget.reset();
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      this.tell({ kind: 'stopped' });
    });
  }

  dispose(): void {
    this.session?.process.kill();
    this.changed.dispose();
    this.trace.dispose();
  }

  private tell(state: ServerState): void {
    this.present = state;
    // What menus and keys offer: a server that was chosen in the settings may know less.
    for (const [key, command] of Object.entries(CAPABILITIES)) {
      setContext(key, state.kind === 'running' && (command === '' || this.hasCommand(command)));
    }
    this.changed.fire(state);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    // A start that waits for an answer that never comes must not block what was asked for after it.
    if (this.session?.client.state === State.Starting) {
      this.session.process.kill();
    }
    this.last = this.last.then(work, work);
    return this.last;
  }

  private async begin(): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      this.tell({ kind: 'untrusted' });
      return;
    }
    this.tell({ kind: 'starting' });
    try {
      const invocation = await this.launcher.invocation('lsp');
      this.log.info(`Starting: ${[invocation.command, ...invocation.args].join(' ')}`);
      await this.connect(new ServerProcess(invocation));
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error), error instanceof CannotLaunch);
      if (error instanceof CannotLaunch) {
        void this.launcher.show(error);
      }
    }
  }

  private async connect(process: ServerProcess): Promise<void> {
    const open = new OpenRequests();
    // Features take a refusal with this code for an empty answer, and do not report it.
    void process.ended.then((reason) => open.end(new ResponseError(ErrorCodes.PendingResponseRejected, reason)));
    const { stdin, stdout, stderr } = process.child;
    createInterface({ input: stderr }).on('line', (line) => this.said(line));
    const client = new QuietClient('gene', 'Gene', () => Promise.resolve({ reader: new StreamMessageReader(stdout), writer: new QuietWriter(stdin) }), this.options(open));
    const session = { client, process };
    this.session = session;
    client.registerFeature(whatThisClientCan);
    for (const [method, hear] of this.listeners) {
      client.onNotification(method, hear);
    }
    try {
      // Asked twice: when the server ends before it has answered, the first has forgotten what it waits for, and succeeds.
      await Promise.all([client.start(), client.start()]);
    } catch (error) {
      this.session = undefined;
      // A process that ended knows better than the closed connection why there was no answer.
      const reason = await process.endedWithin(GRACE_MS);
      process.kill();
      throw reason === undefined ? error : new Error(reason);
    }
    const version = client.initializeResult?.serverInfo?.version;
    this.log.info(`Running: ${client.initializeResult?.serverInfo?.name ?? 'a server'} ${version ?? 'of an unknown version'}, process ${process.child.pid}`);
    this.tell({ kind: 'running', version });
    void process.ended.then((reason) => this.ended(session, reason));
  }

  private said(line: string): void {
    const entry = logEntry(line);
    if (entry !== undefined) {
      this.log[entry.level](entry.text);
    }
  }

  /** Called when a server that had answered is no more; a wanted end has cleared the session before. */
  private ended(session: Session, reason: string): void {
    if (this.session !== session) {
      return;
    }
    this.session = undefined;
    this.log.warn(reason);
    if (this.budget.take(Date.now())) {
      void this.inTurn(() => this.begin());
    } else {
      this.fail(`${reason} It ended too often to be started again by itself; Gene: Restart Language Server starts it.`);
    }
  }

  private async end(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    if (session !== undefined) {
      await session.client.stop().catch((error: unknown) => this.log.warn(`The language server did not stop when asked: ${String(error)}`));
      await session.process.endedWithin(GRACE_MS);
      session.process.kill();
    }
  }

  private fail(reason: string, nothingRuns = false): void {
    this.log.error(reason);
    this.tell({ kind: 'failed', reason, nothingRuns });
  }

  /** The status item shows what the server works at, beside VS Code's own progress, which can be cancelled. */
  private progress(params: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    if (this.present.kind !== 'running') {
      return;
    }
    const running: RunningState = this.present;
    switch (params.kind) {
      case 'begin':
        this.tell({ ...running, work: { title: params.title, percentage: params.percentage } });
        break;
      case 'report':
        this.tell({ ...running, work: { title: running.work?.title ?? '', percentage: params.percentage ?? running.work?.percentage } });
        break;
      case 'end':
        this.tell({ ...running, work: undefined });
        void this.countFiles();
        break;
    }
  }

  private async countFiles(): Promise<void> {
    try {
      const { files } = await this.request<{ files: number }>('gene/serverStatus', undefined);
      if (this.present.kind === 'running') {
        this.tell({ ...this.present, files });
      }
    } catch (error) {
      this.log.debug(`The language server did not tell its status: ${String(error)}`);
    }
  }

  private options(open: OpenRequests): LanguageClientOptions {
    return {
      documentSelector: [{ scheme: 'file', language: 'gene' }, { scheme: 'untitled', language: 'gene' }],
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: 'gene' },
      initializationFailedHandler: () => false,
      middleware: {
        sendRequest: (type, params, token, next) => open.hold(next(type, params, token)),
        provideCompletionItem: completeWhileTyping,
        handleWorkDoneProgress: (token: ProgressToken, params, next) => {
          this.progress(params);
          next(token, params);
        },
      },
      errorHandler: {
        error: (_error: Error, _message: Message | undefined, count: number | undefined) =>
          ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
        // This class restarts; two owners of one decision would start two servers.
        closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
      },
    };
  }
}

const whatThisClientCan: StaticFeature = {
  fillClientCapabilities: (capabilities: ClientCapabilities) => {
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), gene: { commands: LENS_COMMANDS } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** The status item tells about failures, so the client writes them to the log instead of opening a message for each. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** The base class stops itself after a failed start and then raises because it never ran. */
  override stop(timeout?: number): Promise<void> {
    return this.state === State.Running ? super.stop(timeout) : Promise.resolve();
  }
}
