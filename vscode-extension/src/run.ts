// "Run File" and "Debug File": a Gene file, saved, in a terminal or under the debugger.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from './client';
import type { Launcher } from './launcher';
import { geneTask } from './tasks';

/** A task and not a bare terminal: its output stays readable when the program has ended, and no shell reads the path. */
export async function runFile(launcher: Launcher, server: Server, named?: vscode.Uri | string): Promise<void> {
  const file = await savedFile(named);
  const task = file === undefined ? undefined : await launcher.attempt(() => geneTask(launcher, server, { type: 'gene', command: 'run', file: file.fsPath }, vscode.workspace.getWorkspaceFolder(file)));
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

/** The Gene text that was in front last: what is in front now may be no text, such as the walkthrough with its button "Run File". */
let lastInFront: vscode.TextDocument | undefined;

export function rememberWhatIsInFront(): vscode.Disposable {
  const see = (editor: vscode.TextEditor | undefined) => {
    lastInFront = editor?.document.languageId === 'gene' ? editor.document : lastInFront;
  };
  see(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(see);
}

function inFront(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document;
  return active?.uri ?? (lastInFront?.isClosed === false ? lastInFront.uri : undefined);
}

/** The named file, as a button or a lens gives it, or the one in front; undefined, with a message, when it cannot be run. */
export async function savedFile(named?: vscode.Uri | string): Promise<vscode.Uri | undefined> {
  const uri = typeof named === 'string' ? vscode.Uri.parse(named) : named instanceof vscode.Uri ? named : inFront();
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
