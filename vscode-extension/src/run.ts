// "Run File" and "Debug File": a Gene file, saved, in a terminal or under the debugger.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Launcher } from './launcher';
import { geneTask } from './tasks';

/** A task and not a bare terminal: its output stays readable when the program has ended, and no shell reads the path. */
export async function runFile(launcher: Launcher, named?: vscode.Uri | string): Promise<void> {
  const file = await savedFile(named);
  const task = file === undefined ? undefined : await launcher.attempt(() => geneTask(launcher, { type: 'gene', command: 'run', file: file.fsPath }, vscode.workspace.getWorkspaceFolder(file)));
  if (task !== undefined) {
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated, clear: true };
    await vscode.tasks.executeTask(task);
  }
}

export async function debugFile(named?: vscode.Uri | string): Promise<void> {
  const file = await savedFile(named);
  if (file !== undefined) {
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), {
      type: 'gene',
      request: 'launch',
      name: path.basename(file.fsPath),
      program: file.fsPath,
    });
  }
}

/** The named file, as a button or a lens gives it, or the active one; undefined, with a message, when it cannot be run. */
export async function savedFile(named?: vscode.Uri | string): Promise<vscode.Uri | undefined> {
  const uri = typeof named === 'string' ? vscode.Uri.parse(named) : named instanceof vscode.Uri ? named : vscode.window.activeTextEditor?.document.uri;
  const document = uri === undefined ? undefined : await vscode.workspace.openTextDocument(uri);
  if (document?.languageId !== 'gene') {
    void vscode.window.showInformationMessage('Open a Gene file first.');
    return undefined;
  }
  const saved = document.isUntitled || document.isDirty ? await vscode.workspace.save(document.uri) : document.uri;
  if (saved !== undefined && saved.scheme !== 'file') {
    void vscode.window.showInformationMessage('Only a file on disk can be run: save a copy of it there.');
    return undefined;
  }
  return saved;
}
