// "Apply Edits to the Running Program": the functions of the active file that have changed are exchanged while the program stands still.
import * as vscode from 'vscode';
import type { Reloaded } from '../plain/debugProtocol';
import { reloadText } from '../plain/reloadText';
import { tellFailure } from '../views/failures';

export function registerHotReload(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('gene.applyEdits', () => applyEdits(log).catch(tellFailure));
}

async function applyEdits(log: vscode.LogOutputChannel): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  const document = vscode.window.activeTextEditor?.document;
  if (session?.type !== 'gene') {
    throw new Error('No Gene program is being debugged.');
  }
  if (document?.languageId !== 'gene' || document.uri.scheme !== 'file') {
    throw new Error('Show the Gene file whose edits are to be applied.');
  }
  // The text goes along: the adapter may be in a process that knows nothing of open editors.
  const reloaded = (await session.customRequest('gene/hotReload', { source: { path: document.uri.fsPath }, text: document.getText() })) as Reloaded;
  const { kind, message, details } = reloadText(reloaded, vscode.workspace.asRelativePath(document.uri));
  details.forEach((line) => log.info(line));
  if (kind !== 'refused') {
    void vscode.window.showInformationMessage(message);
  } else if ((await vscode.window.showWarningMessage(message, 'Show Log')) === 'Show Log') {
    log.show();
  }
}
