// Going backwards: recording on and off, steps into and out of what has been, who wrote a value.
import * as vscode from 'vscode';
import { setContext } from '../contextKeys';
import type { Place, Timeline, Write } from '../plain/debugProtocol';
import { timelineText } from '../plain/writeText';
import { messageOf } from '../views/failures';
import type { TraceView } from '../views/trace';
import { ValueHistory } from '../views/valueHistory';

/** What the variables view hands to a command of its menu. */
interface VariableArgument {
  readonly sessionId: string;
  readonly container: { readonly variablesReference?: number };
  readonly variable: { readonly name: string; readonly evaluateName?: string };
}

export class TimeTravel implements vscode.Disposable {
  private readonly history = new ValueHistory();
  private readonly item = vscode.window.createStatusBarItem('gene.timeline', vscode.StatusBarAlignment.Left, 50);
  private readonly disposables: vscode.Disposable[];
  /** Sessions whose adapter says that it can record. */
  private readonly able = new Set<string>();
  /** Those whose adapter says that it can trace. */
  private readonly tracing = new Set<string>();

  /** Of each session where it stands in its recording, as the adapter has told: at each stop, when recording is switched, when the past is edited. */
  private readonly known = new Map<string, Timeline>();

  constructor(private readonly trace: TraceView) {
    this.item.name = 'Gene Recording';
    this.item.command = 'gene.toggleRecording';
    const commands: Record<string, (...given: never[]) => Promise<unknown>> = {
      'gene.toggleRecording': () => this.toggle(),
      'gene.reverseStepIn': () => this.step('gene/reverseStepIn'),
      'gene.reverseStepOut': () => this.step('gene/reverseStepOut'),
      'gene.showValueHistory': (given?: VariableArgument) => this.withPlace(given, (session, place, name) => this.history.show(session, place, name)),
      'gene.goToLastWrite': (given?: VariableArgument) => this.withPlace(given, (session, place, name) => this.goToLastWrite(session, place, name)),
      'gene.goToWrite': (write: Write) => this.history.goTo(write),
      'gene.olderWrites': () => this.history.more(),
    };
    this.disposables = [
      this.history,
      this.item,
      ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, (...given: never[]) => run(...given).catch((error: unknown) => this.tell(error)))),
      vscode.debug.registerDebugAdapterTrackerFactory('gene', {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (message: { type: string; command?: string; event?: string; body?: { supportsGeneRecording?: boolean; supportsGeneTrace?: boolean } }) => {
            if (message.type === 'response' && message.command === 'initialize') {
              if (message.body?.supportsGeneRecording === true) {
                this.able.add(session.id);
              }
              if (message.body?.supportsGeneTrace === true) {
                this.tracing.add(session.id);
              }
            }
          },
        }),
      }),
      vscode.debug.onDidStartDebugSession((session) => void this.started(session)),
      vscode.debug.onDidTerminateDebugSession((session) => {
        this.able.delete(session.id);
        this.tracing.delete(session.id);
        this.known.delete(session.id);
        this.show(vscode.debug.activeDebugSession);
      }),
      vscode.debug.onDidChangeActiveDebugSession((session) => this.show(session)),
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
        if (event === 'gene/timeline') {
          this.known.set(session.id, body as Timeline);
          this.show(session);
        } else if (event === 'gene/forked') {
          void vscode.window.showInformationMessage((body as { message: string }).message);
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async started(session: vscode.DebugSession): Promise<void> {
    if (this.tracing.has(session.id)) {
      this.trace.use(session);
      setContext('gene.canTrace', true);
    }
    this.show(session);
  }

  /** What is known of the session, if it is the active one. */
  private show(session: vscode.DebugSession | undefined): void {
    if (session === vscode.debug.activeDebugSession) {
      setContext('gene.canRecord', session !== undefined && this.able.has(session.id));
      this.update(session === undefined ? undefined : this.known.get(session.id));
    }
  }

  private update(timeline: Timeline | undefined): void {
    setContext('gene.recording', timeline?.recording ?? false);
    if (timeline?.recording === true) {
      Object.assign(this.item, timelineText(timeline));
      this.item.show();
    } else {
      this.item.hide();
    }
  }

  private async toggle(): Promise<void> {
    const session = this.session();
    const { recording } = (await session.customRequest('gene/timeline', {})) as Timeline;
    this.known.set(session.id, (await session.customRequest('gene/record', { enabled: !recording })) as Timeline);
    this.show(session);
  }

  private async step(request: string): Promise<void> {
    const threadId = vscode.debug.activeStackItem?.threadId;
    if (threadId !== undefined) {
      await this.session().customRequest(request, { threadId });
    }
  }

  private async goToLastWrite(session: vscode.DebugSession, place: Place, name: string): Promise<void> {
    const { found, write, message } = (await session.customRequest('gene/lastWrite', place)) as { found: boolean; write?: Write; message?: string };
    if (!found || write === undefined) {
      void vscode.window.showInformationMessage(message ?? `Nobody has written ${name} since the recording began.`);
      return;
    }
    await session.customRequest('gene/goToPosition', { position: write.position });
  }

  /** The row of the variables view, or else the words under the cursor as the selected frame sees them. */
  private async withPlace(given: VariableArgument | undefined, run: (session: vscode.DebugSession, place: Place, name: string) => Promise<void>): Promise<void> {
    const session = this.session();
    const reference = given?.container.variablesReference;
    if (given !== undefined && reference !== undefined && reference > 0) {
      await run(session, { variablesReference: reference, name: given.variable.name }, given.variable.evaluateName ?? given.variable.name);
      return;
    }
    const editor = vscode.window.activeTextEditor;
    const range = editor?.document.languageId === 'gene' ? editor.document.getWordRangeAtPosition(editor.selection.active) : undefined;
    const expression = editor !== undefined && range !== undefined ? editor.document.getText(range) : await vscode.window.showInputBox({ prompt: 'A variable, or a path such as a/b or xs/0' });
    const frame = vscode.debug.activeStackItem instanceof vscode.DebugStackFrame ? { frameId: vscode.debug.activeStackItem.frameId } : {};
    if (expression !== undefined && expression !== '') {
      await run(session, { expression, ...frame }, expression);
    }
  }

  private session(): vscode.DebugSession {
    const session = vscode.debug.activeDebugSession;
    if (session?.type !== 'gene') {
      throw new Error('No Gene program is being debugged.');
    }
    return session;
  }

  private tell(error: unknown): void {
    void vscode.window.showErrorMessage(messageOf(error));
  }
}
