// Keys for `when` clauses: each is told to VS Code when its value is another one, because menus are worked out anew then.
import * as vscode from 'vscode';

const told = new Map<string, boolean>();

export function setContext(key: string, value: boolean): void {
  if (told.get(key) !== value) {
    told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
