// The status item: shown once a Gene file has been opened, it says how the language server does; a click opens the log.
import * as vscode from 'vscode';
import { statusView, type ServerState } from './plain/serverState';

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly opened: vscode.Disposable;

  constructor() {
    this.item = vscode.window.createStatusBarItem('gene.server', vscode.StatusBarAlignment.Right, 100);
    this.item.name = 'Gene Language Server';
    this.item.command = 'gene.showLog';
    // A list of tasks or of launches wakes this extension in any folder: there the item would tell nobody anything.
    const show = ({ languageId }: vscode.TextDocument) => languageId === 'gene' && this.item.show();
    this.opened = vscode.workspace.onDidOpenTextDocument(show);
    vscode.workspace.textDocuments.forEach(show);
  }

  show(state: ServerState): void {
    const view = statusView(state);
    this.item.text = view.text;
    this.item.tooltip = view.tooltip;
    this.item.accessibilityInformation = { label: view.tooltip };
    this.item.backgroundColor = view.warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  dispose(): void {
    this.opened.dispose();
    this.item.dispose();
  }
}
