// Evaluation in the editor: what a form or a file comes to stands behind it, until the text changes or it is dismissed.
import * as vscode from 'vscode';
import { setContext } from '../contextKeys';
import type { Server } from '../client';
import { movedBehindEdit } from '../plain/positions';
import type { Evaluation, Range } from '../plain/protocol';
import { fenced, resultView, type ResultView } from '../plain/resultText';
import { tellFailure } from './failures';

interface Shown {
  readonly number: number;
  readonly range: Range;
  readonly view: ResultView;
  readonly type: vscode.TextEditorDecorationType;
}

type What = 'selection' | 'form' | 'topLevel' | 'file';

export class Results implements vscode.Disposable {
  /** By the URI of the document. */
  private readonly shown = new Map<string, Shown[]>();
  private readonly disposables: vscode.Disposable[];
  private count = 0;
  private running: vscode.CancellationTokenSource | undefined;

  constructor(private readonly server: Server, private readonly output: vscode.OutputChannel) {
    const commands: Record<string, (...given: never[]) => unknown> = {
      'gene.evaluateForm': () => this.evaluate((editor) => (editor.selection.isEmpty ? 'form' : 'selection')),
      'gene.evaluateTopLevel': () => this.evaluate(() => 'topLevel'),
      'gene.evaluateFile': () => this.evaluate(() => 'file'),
      'gene.interruptEvaluation': () => this.running?.cancel(),
      'gene.copyResult': (number?: number) => this.copy(number),
      'gene.dismissResult': (number?: number) => this.dismiss(number),
      'gene.dismissResults': () => this.dismissAll(),
    };
    this.disposables = [
      ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
      vscode.workspace.onDidChangeTextDocument((change) => this.edited(change)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri.toString(), () => true)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.redraw()),
    ];
  }

  dispose(): void {
    this.running?.cancel();
    this.dismissAll();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async evaluate(whatOf: (editor: vscode.TextEditor) => What): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== 'gene') {
      void vscode.window.showInformationMessage('Open a Gene file first.');
      return;
    }
    const what = whatOf(editor);
    const cancel = new vscode.CancellationTokenSource();
    this.running = cancel;
    setContext('gene.evaluating', true);
    try {
      const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Gene: evaluating' }, () => this.ask(editor, what, cancel.token));
      this.show(editor, what, result);
    } catch (error) {
      if (!cancel.token.isCancellationRequested) {
        tellFailure(error);
      }
    } finally {
      cancel.dispose();
      if (this.running === cancel) {
        this.running = undefined;
        setContext('gene.evaluating', false);
      }
    }
  }

  private async ask(editor: vscode.TextEditor, what: What, cancel: vscode.CancellationToken): Promise<Evaluation> {
    const convert = this.server.running().code2ProtocolConverter;
    const seconds = vscode.workspace.getConfiguration('gene', editor.document).get('evaluate.timeout', 10);
    return this.server.request<Evaluation>('gene/evaluate', {
      textDocument: { uri: editor.document.uri.toString() },
      what,
      position: convert.asPosition(editor.selection.active),
      ...(what === 'selection' ? { range: convert.asRange(editor.selection) } : {}),
      timeout: seconds * 1_000,
    }, cancel);
  }

  private show(editor: vscode.TextEditor, what: What, result: Evaluation): void {
    const view = resultView(result);
    const key = editor.document.uri.toString();
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    const range = result.range == null || what === 'file' ? { start: end, end } : result.range;
    this.forget(key, (other) => other.range.end.line === range.end.line);
    this.shown.set(key, [...(this.shown.get(key) ?? []), { number: ++this.count, range, view, type: decorationOf(view) }]);
    for (const text of [view.output, view.isFailure ? result.report ?? '' : '']) {
      this.output.append(text === '' || text.endsWith('\n') ? text : `${text}\n`);
    }
    if (what === 'file' && view.output !== '') {
      this.output.show(true);
    }
    this.redraw();
    this.tellContext();
  }

  private redraw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      for (const shown of this.shown.get(editor.document.uri.toString()) ?? []) {
        const line = editor.document.lineAt(Math.min(shown.range.end.line, editor.document.lineCount - 1)).range;
        const start = editor.document.validatePosition(new vscode.Position(line.start.line, shown.range.start.line === line.start.line ? shown.range.start.character : 0));
        editor.setDecorations(shown.type, [{ range: new vscode.Range(start, line.end), hoverMessage: page(shown) }]);
      }
    }
  }

  /** A result tells of a text; once that text is another it tells nothing. Those below an edit move with it. */
  private edited(change: vscode.TextDocumentChangeEvent): void {
    const key = change.document.uri.toString();
    const all = this.shown.get(key);
    if (all === undefined || change.contentChanges.length === 0) {
      return;
    }
    const kept = all.flatMap((shown) => {
      const range = change.contentChanges.reduce<Range | undefined>((place, edit) => place && movedBehindEdit(place, edit), shown.range);
      return range === undefined ? [] : [{ ...shown, range }];
    });
    all.filter((shown) => kept.every((other) => other.number !== shown.number)).forEach((shown) => shown.type.dispose());
    this.shown.set(key, kept);
    this.redraw();
    this.tellContext();
  }

  private async copy(number: number | undefined): Promise<void> {
    const shown = this.find(number);
    if (shown !== undefined) {
      await vscode.env.clipboard.writeText(shown.view.copied);
      vscode.window.setStatusBarMessage('Copied the result.', 2_000);
    }
  }

  private dismiss(number: number | undefined): void {
    const shown = this.find(number);
    [...this.shown.keys()].forEach((key) => this.forget(key, (other) => other === shown));
  }

  private dismissAll(): void {
    [...this.shown.keys()].forEach((key) => this.forget(key, () => true));
  }

  /** The numbered one, or else the one in the line of the cursor, or else the newest of the file. */
  private find(number: number | undefined): Shown | undefined {
    if (number !== undefined) {
      return [...this.shown.values()].flat().find((shown) => shown.number === number);
    }
    const editor = vscode.window.activeTextEditor;
    const here = editor === undefined ? [] : this.shown.get(editor.document.uri.toString()) ?? [];
    const line = editor?.selection.active.line ?? 0;
    return here.find((shown) => shown.range.start.line <= line && line <= shown.range.end.line) ?? here.at(-1);
  }

  private forget(key: string, which: (shown: Shown) => boolean): void {
    const all = this.shown.get(key) ?? [];
    all.filter(which).forEach((shown) => shown.type.dispose());
    this.shown.set(key, all.filter((shown) => !which(shown)));
    this.tellContext();
  }

  private tellContext(): void {
    setContext('gene.hasResults', [...this.shown.values()].some((all) => all.length > 0));
  }
}

function decorationOf(view: ResultView): vscode.TextEditorDecorationType {
  const colour = new vscode.ThemeColor(view.isFailure ? 'editorError.foreground' : 'editorInlayHint.foreground');
  return vscode.window.createTextEditorDecorationType({
    after: { contentText: view.inline, margin: '0 0 0 2em', color: colour, backgroundColor: new vscode.ThemeColor('editorInlayHint.background') },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    overviewRulerColor: colour,
  });
}

function page(shown: Shown): vscode.MarkdownString {
  const argument = encodeURIComponent(JSON.stringify([shown.number]));
  const parts = [fenced(shown.view.copied, shown.view.isFailure ? 'text' : 'gene')];
  if (shown.view.output !== '') {
    parts.push('Printed:', fenced(shown.view.output, 'text'));
  }
  parts.push(`[Copy](command:gene.copyResult?${argument}) · [Dismiss](command:gene.dismissResult?${argument}) · [Dismiss All](command:gene.dismissResults)`);
  const markdown = new vscode.MarkdownString(parts.join('\n\n'));
  markdown.isTrusted = { enabledCommands: ['gene.copyResult', 'gene.dismissResult', 'gene.dismissResults'] };
  return markdown;
}
