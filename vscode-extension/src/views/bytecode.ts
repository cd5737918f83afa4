// The bytecode of a file beside its source: each marks in the other what belongs to the place of the cursor.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from '../client';
import { describeInstruction, instructionAt, linesAt, listBytecode, type BytecodeListing } from '../plain/bytecodeListing';
import type { Bytecode } from '../plain/protocol';
import { messageOf, tellFailure } from './failures';

const SCHEME = 'gene-bytecode';
/** As long as somebody types, the listing waits. */
const SETTLED_MS = 300;
const EMPTY: BytecodeListing = { text: '', instructions: [] };

export class BytecodeView implements vscode.TextDocumentContentProvider, vscode.HoverProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** By the URI of the source. */
  private readonly listings = new Map<string, BytecodeListing>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {
    this.disposables = [
      this.changed,
      this.mark,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerHoverProvider({ scheme: SCHEME }, this),
      vscode.commands.registerTextEditorCommand('gene.showBytecode', (editor) => this.show(editor)),
      vscode.window.onDidChangeTextEditorSelection((change) => this.selected(change.textEditor)),
      vscode.workspace.onDidChangeTextDocument((change) => this.edited(change.document)),
      vscode.workspace.onDidCloseTextDocument((document) => document.uri.scheme === SCHEME && this.listings.delete(sourceOf(document.uri).toString())),
      server.onDidChangeState((state) => {
        if (state.kind === 'running') {
          [...this.listings.keys()].forEach((key) => this.changed.fire(listingOf(vscode.Uri.parse(key))));
        }
      }),
    ];
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    vscode.Disposable.from(...this.disposables).dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = sourceOf(uri).toString();
    const known = this.listings.get(key) ?? EMPTY;
    this.listings.set(key, known);
    try {
      const code = await this.server.request<Bytecode | null>('gene/bytecode', { textDocument: { uri: key } });
      if (code == null) {
        // While a program is being written it often does not compile; the last listing says more than none.
        return known.text === '' ? '; This file does not compile: its problems are listed.\n' : known.text;
      }
      const listing = listBytecode(code);
      this.listings.set(key, listing);
      return listing.text;
    } catch (error) {
      return `; There is no bytecode. ${messageOf(error)}\n`;
    }
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = this.listings.get(sourceOf(document.uri).toString())?.instructions.find((one) => one.line === position.line);
    return found === undefined ? undefined : new vscode.Hover(new vscode.MarkdownString(describeInstruction(found)));
  }

  private async show(editor: vscode.TextEditor): Promise<void> {
    try {
      this.server.running();
    } catch (error) {
      tellFailure(error);
      return;
    }
    const uri = listingOf(editor.document.uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
    this.markListing(editor);
  }

  private edited(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (document.uri.scheme === SCHEME) {
      // The new listing is in the editor: mark anew.
      editorsOf(sourceOf(document.uri)).slice(0, 1).forEach((editor) => this.markListing(editor));
    } else if (this.listings.has(key)) {
      clearTimeout(this.timers.get(key));
      this.timers.set(key, setTimeout(() => this.changed.fire(listingOf(document.uri)), SETTLED_MS));
    }
  }

  private selected(editor: vscode.TextEditor): void {
    if (editor.document.uri.scheme === SCHEME) {
      this.markSource(editor);
    } else if (this.listings.has(editor.document.uri.toString())) {
      this.markListing(editor);
    }
  }

  private markListing(editor: vscode.TextEditor): void {
    const lines = linesAt(this.listings.get(editor.document.uri.toString()) ?? EMPTY, editor.selection.active);
    for (const listing of editorsOf(listingOf(editor.document.uri))) {
      const ranges = lines.filter((line) => line < listing.document.lineCount).map((line) => listing.document.lineAt(line).range);
      this.put(listing, ranges);
    }
    editor.setDecorations(this.mark, []);
  }

  private markSource(editor: vscode.TextEditor): void {
    const source = sourceOf(editor.document.uri);
    const found = instructionAt(this.listings.get(source.toString()) ?? EMPTY, editor.selection.active.line);
    for (const other of editorsOf(source)) {
      this.put(other, found === undefined ? []
        : [new vscode.Range(found.range.start.line, found.range.start.character, found.range.end.line, found.range.end.character)]);
    }
    editor.setDecorations(this.mark, []);
  }

  private put(editor: vscode.TextEditor, ranges: readonly vscode.Range[]): void {
    editor.setDecorations(this.mark, ranges);
    if (ranges[0] !== undefined) {
      editor.revealRange(ranges[0], vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}

function editorsOf(uri: vscode.Uri): vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === uri.toString());
}

/** The tab shows the last part of the path, whose end chooses the language. */
function listingOf(source: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${path.posix.basename(source.path)}-bytecode`, query: source.toString() });
}

function sourceOf(listing: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(listing.query);
}
