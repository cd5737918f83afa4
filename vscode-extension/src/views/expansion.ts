// What a template or a call of a macro function becomes, peeked at in the place where it stands.
import * as vscode from 'vscode';
import type { Server } from '../client';
import { expansionText } from '../plain/expansionText';
import type { Expansion } from '../plain/protocol';
import { tellFailure } from './failures';

const SCHEME = 'gene-expansion';

export class Expansions implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** By URI; a peek that is closed lets its text go. */
  private readonly texts = new Map<string, string>();
  private count = 0;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.disposables = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerTextEditorCommand('gene.showExpansion', (editor) => this.show(editor)),
      vscode.workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.toString())),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  private async show(editor: vscode.TextEditor): Promise<void> {
    try {
      const expansion = await this.server.request<Expansion | null>('gene/expand', {
        textDocument: { uri: editor.document.uri.toString() },
        position: this.server.running().code2ProtocolConverter.asPosition(editor.selection.active),
      });
      if (expansion === null) {
        void vscode.window.showInformationMessage('There is no template and no call of a macro function here.');
        return;
      }
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${expansion.name ?? 'template'}.gene`, query: String(++this.count) });
      this.texts.set(uri.toString(), expansionText(expansion));
      const { start } = expansion.range;
      await vscode.commands.executeCommand('editor.action.peekLocations', editor.document.uri, new vscode.Position(start.line, start.character),
        [new vscode.Location(uri, new vscode.Position(0, 0))], 'peek');
    } catch (error) {
      tellFailure(error);
    }
  }
}
