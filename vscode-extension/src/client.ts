// Owns the language server: starts it, notices its end, starts it again within reason, and tells its state.
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions, type Message } from 'vscode-languageclient/node';
import { CannotLaunch, type Launcher } from './launcher';
import { RestartBudget } from './plain/restartBudget';
import { ServerProcess } from './plain/serverProcess';
import type { ServerState } from './plain/serverState';

/** How long a server that was told to go, or whose streams are closed, may take to be gone. */
const GRACE_MS = 2_000;

interface Session {
  readonly client: LanguageClient;
  readonly process: ServerProcess;
}

export class Server implements vscode.Disposable {
  private readonly trace = vscode.window.createOutputChannel('Gene Trace');
  private readonly budget = new RestartBudget();
  private readonly changed = new vscode.EventEmitter<ServerState>();
  private session: Session | undefined;
  /** Starts and stops run one after the other, however quickly they are asked for. */
  private last: Promise<void> = Promise.resolve();

  readonly onDidChangeState = this.changed.event;

  constructor(private readonly launcher: Launcher, private readonly log: vscode.LogOutputChannel) {}

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
      this.changed.fire({ kind: 'stopped' });
    });
  }

  dispose(): void {
    this.session?.process.kill();
    this.changed.dispose();
    this.trace.dispose();
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
      this.changed.fire({ kind: 'untrusted' });
      return;
    }
    this.changed.fire({ kind: 'starting' });
    try {
      const invocation = await this.launcher.invocation('lsp');
      this.log.info(`Starting: ${[invocation.command, ...invocation.args].join(' ')}`);
      await this.connect(new ServerProcess(invocation));
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      if (error instanceof CannotLaunch) {
        void this.launcher.show(error);
      }
    }
  }

  private async connect(process: ServerProcess): Promise<void> {
    const client = new QuietClient('gene', 'Gene', () => Promise.resolve(process.child), this.options());
    const session = { client, process };
    this.session = session;
    try {
      await client.start();
    } catch (error) {
      this.session = undefined;
      // A process that ended knows better than the closed connection why there was no answer.
      const reason = await process.endedWithin(GRACE_MS);
      process.kill();
      throw reason === undefined ? error : new Error(reason);
    }
    this.changed.fire({ kind: 'running', version: client.initializeResult?.serverInfo?.version });
    void process.ended.then((reason) => this.ended(session, reason));
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

  private fail(reason: string): void {
    this.log.error(reason);
    this.changed.fire({ kind: 'failed', reason });
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [{ scheme: 'file', language: 'gene' }, { scheme: 'untitled', language: 'gene' }],
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (_error: Error, _message: Message | undefined, count: number | undefined) =>
          ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
        // This class restarts; two owners of one decision would start two servers.
        closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
      },
    };
  }
}

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
