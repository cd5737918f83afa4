// Waiting for a state, with what was waited for in the message when it does not come.
import * as vscode from 'vscode';

const APPEARS_WITHIN_MS = 30_000;

/** The first defined answer of `look`, asked again at each of the events, and each time that `work` has been done. */
export function appears<T>(what: string, events: readonly vscode.Event<unknown>[], look: () => T | undefined, work?: () => Promise<void>): Promise<T> {
  let settled = false;
  return new Promise((resolve, reject) => {
    const listeners: vscode.Disposable[] = [];
    const settle = () => {
      settled = true;
      clearTimeout(timer);
      vscode.Disposable.from(...listeners).dispose();
    };
    const timer = setTimeout(() => {
      settle();
      reject(new Error(`waited ${APPEARS_WITHIN_MS} ms for ${what}`));
    }, APPEARS_WITHIN_MS);
    const attempt = () => {
      const found = look();
      if (found !== undefined) {
        settle();
        resolve(found);
      }
    };
    listeners.push(...events.map((event) => event(attempt)));
    attempt();
    const again = (): unknown => (settled || work === undefined ? undefined : work().then(attempt).then(again, reject));
    again();
  });
}

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new Error('no folder is open');
  }
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function shown(name: string): Promise<vscode.TextEditor> {
  return inFront(await vscode.workspace.openTextDocument(workspaceFile(name)));
}

/** Commands of editors go to the active one, which the shown one becomes somewhat later. */
export async function inFront(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  await vscode.window.showTextDocument(document);
  return appears(`${document.fileName} in front`, [vscode.window.onDidChangeActiveTextEditor], () => {
    const active = vscode.window.activeTextEditor;
    return active?.document === document ? active : undefined;
  });
}

/** The place of the first `text` of a document, or `behind` characters after its begin. */
export function placeOf(document: vscode.TextDocument, text: string, behind = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) {
    throw new Error(`${document.fileName} has no ${text}`);
  }
  return document.positionAt(at + behind);
}
