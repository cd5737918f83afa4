// The instruction trace of a debug session: a live table in the panel; a click goes to the source.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { TracePage, TraceRow } from '../plain/debugProtocol';
import type { ToExtension, ToView } from '../webview/messages';
import { messageOf, tellFailure } from './failures';

/** VS Code makes addresses of the paths in answers that it knows, as that of `stackTrace`. */
function pathOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[a-z][\w+.-]*:\/\//i.test(text) ? vscode.Uri.parse(text).fsPath : text;
}

export class TraceView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private session: vscode.DebugSession | undefined;
  private readonly mark = vscode.window.createTextEditorDecorationType({ backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground') });
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly extension: vscode.Uri, private readonly log: vscode.LogOutputChannel) {
    this.disposables = [
      this.mark,
      vscode.window.registerWebviewViewProvider('gene.trace', this, { webviewOptions: { retainContextWhenHidden: true } }),
      vscode.commands.registerCommand('gene.showTrace', () => vscode.commands.executeCommand('gene.trace.focus')),
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
        if (event === 'gene/traceRows' && session === this.session) {
          const page = body as Omit<TracePage, 'rows'> & Partial<TracePage>;
          // At the end come the newest rows along: nobody can be asked for them any more when the program has ended too.
          this.send(page.rows === undefined ? { ...page, type: 'grown' } : { type: 'page', page: { ...page, rows: page.rows } });
        }
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (session === this.session) {
          this.session = undefined;
          this.send({ type: 'session', active: false });
        }
      }),
      vscode.debug.onDidChangeActiveStackItem((item) => void this.stoppedAt(item)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** A session whose adapter can trace. */
  use(session: vscode.DebugSession): void {
    this.session = session;
    this.send({ type: 'cleared' });
    this.send({ type: 'session', active: true });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist'), vscode.Uri.joinPath(this.extension, 'images')] };
    view.webview.onDidReceiveMessage((message: ToExtension) => void this.hear(message));
    view.onDidDispose(() => {
      this.view = undefined;
    });
    view.webview.html = this.page(view.webview);
  }

  private send(message: ToView): void {
    void this.view?.webview.postMessage(message);
  }

  private async hear(message: ToExtension): Promise<void> {
    try {
      switch (message.type) {
        case 'ready':
          this.send({ type: 'session', active: this.session !== undefined });
          await this.fetch({ count: 200 });
          await this.stoppedAt(vscode.debug.activeStackItem);
          break;
        case 'start':
          await this.session?.customRequest('gene/traceStart', message.filters);
          this.send({ type: 'cleared' });
          await this.fetch({ count: 200 });
          break;
        case 'stop':
          await this.session?.customRequest('gene/traceStop', {});
          await this.fetch({ count: 200 });
          break;
        case 'page':
          await this.fetch({ start: message.start, count: message.count });
          break;
        case 'go':
          await this.go(message.row);
          break;
      }
    } catch (error) {
      tellFailure(error);
    }
  }

  private async fetch(what: { start?: number; count: number }): Promise<void> {
    const { session } = this;
    if (session === undefined) {
      return;
    }
    try {
      const page = (await session.customRequest('gene/trace', what)) as TracePage;
      if (session === this.session) {
        this.send({ type: 'page', page });
      }
    } catch (error) {
      // The table asks whenever it is scrolled, and the session may be about to end: no message for that.
      this.log.debug(`No page of the instruction trace: ${messageOf(error)}`);
    }
  }

  private async go(row: TraceRow): Promise<void> {
    const { source } = row;
    if (source === undefined || row.line <= 0) {
      return;
    }
    const session = this.session ?? vscode.debug.activeDebugSession;
    const uri = source.sourceReference !== undefined && source.sourceReference > 0
      ? session && vscode.debug.asDebugSourceUri({ ...source }, session)
      : source.path === undefined ? undefined : vscode.Uri.file(source.path);
    if (uri === undefined) {
      return;
    }
    const range = new vscode.Range(row.line - 1, row.column - 1, row.endLine - 1, row.endColumn - 1);
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preserveFocus: true, preview: true });
    editor.setDecorations(this.mark, [range]);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** The rows of the line at which the program stands are marked. */
  private async stoppedAt(item: vscode.DebugThread | vscode.DebugStackFrame | undefined): Promise<void> {
    if (this.view === undefined || !(item instanceof vscode.DebugStackFrame) || item.session !== this.session) {
      return;
    }
    const { stackFrames } = (await item.session.customRequest('stackTrace', { threadId: item.threadId, startFrame: 0, levels: 20 })) as { stackFrames: { id: number; line: number; source?: { path?: string } }[] };
    const frame = stackFrames.find((one) => one.id === item.frameId) ?? stackFrames[0];
    this.send({ type: 'current', path: pathOf(frame?.source?.path), line: frame?.line ?? 0 });
  }

  private page(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('hex');
    const script = webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', 'trace.js')).toString();
    const style = webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'images', 'trace.css')).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource} 'unsafe-inline'; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="stylesheet" href="${style}"></head>
<body>
<div id="bar">
  <button id="toggle" disabled>Start</button>
  <input id="functions" type="text" placeholder="functions" title="Only in these functions; words separated by blanks">
  <input id="files" type="text" placeholder="files" title="Only in files whose paths end so">
  <input id="opcodes" type="text" placeholder="opcodes" title="Only these instructions">
  <label><input id="follow" type="checkbox" checked> follow</label>
  <span id="count"></span>
</div>
<div id="head"><span>number</span><span>function</span><span>instruction</span><span>operands</span><span>stack after it</span><span>source</span></div>
<div id="rows" role="table" aria-label="Instruction trace"><div id="space"></div></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
  }
}
