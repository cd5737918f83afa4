// "Run File" and "Debug File": the active Gene file, saved, in a terminal or under the debugger.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Launcher } from './launcher';

/** A task and not a bare terminal: its output stays readable when the program has ended, and no shell reads the path. */
export async function runFile(launcher: Launcher): Promise<void> {
  const file = await savedActiveFile();
  if (file === undefined) {
    return;
  }
  const invocation = await launcher.attempt(() => launcher.invocation('run', file.fsPath));
  if (invocation === undefined) {
    return;
  }
  const folder = vscode.workspace.getWorkspaceFolder(file);
  const task = new vscode.Task(
    { type: 'process' },
    folder ?? vscode.TaskScope.Workspace,
    path.basename(file.fsPath),
    'gene',
    new vscode.ProcessExecution(invocation.command, [...invocation.args], { cwd: folder?.uri.fsPath ?? path.dirname(file.fsPath) }),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated, clear: true };
  await vscode.tasks.executeTask(task);
}

export async function debugFile(): Promise<void> {
  const file = await savedActiveFile();
  if (file === undefined) {
    return;
  }
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), {
    type: 'gene',
    request: 'launch',
    name: path.basename(file.fsPath),
    program: file.fsPath,
  });
}

async function savedActiveFile(): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document;
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
