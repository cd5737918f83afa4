// The REPL: a terminal whose lines are evaluated in the workspace's session, the one that evaluation in editors uses too.
import * as vscode from 'vscode';
import type { Server } from '../client';
import { LineEditor } from '../plain/lineEditor';
import type { Evaluation } from '../plain/protocol';
import { isIncomplete, replAnswer } from '../plain/replAnswer';
import { terminalText } from '../plain/testTree';
import { messageOf, tellFailure } from './failures';

const PROMPT = 'gene> ';
const MORE = '    > ';
const DIM = '\x1b[2m';
const RED = '\x1b[31m';
const PLAIN = '\x1b[0m';
/** An input may be meant to take long: Ctrl-C ends it. */
const PATIENCE_MS = 3_600_000;

export function registerRepl(server: Server): vscode.Disposable {
  let open: { readonly terminal: vscode.Terminal; readonly session: ReplTerminal } | undefined;
  server.onNotification<{ token: string; stream: string; text: string }>('gene/output', (part) => open?.session.printed(part));
  const show = () => {
    if (open === undefined || open.terminal.exitStatus !== undefined) {
      const session = new ReplTerminal(server);
      open = { session, terminal: vscode.window.createTerminal({ name: 'Gene REPL', pty: session, iconPath: new vscode.ThemeIcon('symbol-namespace') }) };
    }
    open.terminal.show();
    return open.session;
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('gene.openRepl', () => void show()),
    vscode.commands.registerTextEditorCommand('gene.sendToRepl', (editor) =>
      show().run(editor.document.getText(editor.selection.isEmpty ? editor.document.lineAt(editor.selection.active).range : editor.selection))),
    vscode.commands.registerCommand('gene.resetSession', async () => {
      try {
        const { ended } = await server.request<{ ended: number }>('gene/resetSession', {});
        void vscode.window.showInformationMessage(ended === 0 ? 'There was no session.' : 'The session has ended; the next evaluation begins a new one.');
      } catch (error) {
        tellFailure(error);
      }
    }),
    vscode.window.onDidCloseTerminal((closed) => {
      open = open?.terminal === closed ? undefined : open;
    }),
    { dispose: () => open?.terminal.dispose() },
  );
}

let tokens = 0;

class ReplTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private readonly token = `repl-${++tokens}`;
  private readonly editor = new LineEditor({
    write: (text) => this.written.fire(text),
    line: (text) => void this.entered(text),
    interrupt: () => this.interrupted(),
    end: () => this.closed.fire(0),
  });
  /** What was entered of a form that goes on. */
  private pending = '';
  /** What was typed while something ran. */
  private ahead = '';
  private running: vscode.CancellationTokenSource | undefined;
  private opened = false;
  private readonly waiting: string[] = [];

  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(private readonly server: Server) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    this.editor.resize(size?.columns ?? 80);
    this.written.fire(`${DIM}Forms are evaluated in the session of the workspace. Ctrl-C ends what runs, Ctrl-D closes.${PLAIN}\r\n`);
    this.editor.begin(PROMPT);
    this.opened = true;
    this.next();
  }

  close(): void {
    this.running?.cancel();
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.editor.resize(size.columns);
  }

  handleInput(data: string): void {
    if (data === '') {
      return;
    } else if (this.running === undefined) {
      // A line may begin an evaluation; what follows it waits for that.
      const end = data.indexOf('\r') + 1 || data.length;
      this.editor.type(data.slice(0, end));
      this.handleInput(data.slice(end));
    } else if (data === '\x03') {
      this.ahead = '';
      this.written.fire('^C\r\n');
      this.running.cancel();
    } else {
      this.ahead += data;
    }
  }

  /** Enters code from an editor. */
  run(code: string): void {
    this.waiting.push(code.trim());
    this.next();
  }

  printed(part: { readonly token: string; readonly stream: string; readonly text: string }): void {
    if (part.token === this.token) {
      this.written.fire(part.stream === 'stderr' ? `${RED}${terminalText(part.text)}${PLAIN}` : terminalText(part.text));
    }
  }

  private next(): void {
    const code = this.opened && this.running === undefined ? this.waiting.shift() : undefined;
    if (code !== undefined) {
      this.written.fire(`${terminalText(code)}\r\n`);
      void this.entered(code);
    }
  }

  private interrupted(): void {
    this.pending = '';
    this.editor.begin(PROMPT);
  }

  private async entered(line: string): Promise<void> {
    this.editor.remember(line);
    const code = this.pending === '' ? line : `${this.pending}\n${line}`;
    this.pending = '';
    if (code.trim() !== '') {
      const cancel = new vscode.CancellationTokenSource();
      this.running = cancel;
      try {
        const result = await this.server.request<Evaluation>('gene/evaluate', { ...this.document(), what: 'code', code, timeout: PATIENCE_MS, token: this.token }, cancel.token);
        // An empty line ends a form that was not to go on.
        if (isIncomplete(result) && line.trim() !== '') {
          this.pending = code;
        } else {
          this.written.fire(replAnswer(result));
        }
      } catch (error) {
        this.written.fire(cancel.token.isCancellationRequested ? `${DIM}interrupted${PLAIN}\r\n` : `${RED}${terminalText(messageOf(error))}${PLAIN}\r\n`);
      } finally {
        cancel.dispose();
        this.running = undefined;
      }
    }
    this.editor.begin(this.pending === '' ? PROMPT : MORE);
    this.next();
    const ahead = this.ahead;
    this.ahead = '';
    this.handleInput(ahead);
  }

  /** The session is that of the folder of this document. */
  private document(): object {
    const active = vscode.window.activeTextEditor?.document;
    return active?.languageId === 'gene' ? { textDocument: { uri: active.uri.toString() } } : {};
  }
}
