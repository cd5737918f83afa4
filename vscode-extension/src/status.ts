// The status item: shown while a Gene file is active, it says how the language server does; a click opens the log.
import * as vscode from 'vscode';
import { statusView, type ServerState } from './plain/serverState';

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly editors: vscode.Disposable;

  constructor() {
    this.item = vscode.window.createStatusBarItem('gene.server', vscode.StatusBarAlignment.Right, 100);
    this.item.name = 'Gene Language Server';
    this.item.command = 'gene.showLog';
    this.editors = vscode.window.onDidChangeActiveTextEditor(() => this.follow());
    this.follow();
  }

  show(state: ServerState): void {
    const view = statusView(state);
    this.item.text = view.text;
    this.item.tooltip = view.tooltip;
    this.item.accessibilityInformation = { label: view.tooltip };
    this.item.backgroundColor = view.warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  dispose(): void {
    this.editors.dispose();
    this.item.dispose();
  }

  private follow(): void {
    if (vscode.window.activeTextEditor?.document.languageId === 'gene') {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}
