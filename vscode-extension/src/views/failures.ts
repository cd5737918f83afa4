// One way to tell that a request failed: the server's own sentence, without the marks of an exception.
import * as vscode from 'vscode';

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function tellFailure(error: unknown): void {
  void vscode.window.showErrorMessage(messageOf(error));
}
