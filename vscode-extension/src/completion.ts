// Completion under fast typing: the server gives up what an edit has overtaken, and VS Code would not ask again by itself.
import * as vscode from 'vscode';
import type { ProvideCompletionItemsSignature } from 'vscode-languageclient/node';

/** Somebody who types on and on gets the list when they stop. */
const ROUNDS = 5;

export async function completeWhileTyping(
  document: vscode.TextDocument, asked: vscode.Position, context: vscode.CompletionContext, token: vscode.CancellationToken, next: ProvideCompletionItemsSignature,
): Promise<vscode.CompletionItem[] | vscode.CompletionList | undefined | null> {
  let position = asked;
  for (let round = 0; round < ROUNDS; round++) {
    const version = document.version;
    const found = await next(document, position, context, token);
    if (found || document.version === version || token.isCancellationRequested) {
      return found && !position.isEqual(asked) ? upTo(found, asked) : found;
    }
    const cursor = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection.active;
    if (cursor === undefined || cursor.line !== asked.line || cursor.isBefore(asked)) {
      return undefined;
    }
    position = cursor;
  }
  return undefined;
}

/** VS Code itself replaces what was typed behind the place that it asked about. */
function upTo(found: vscode.CompletionItem[] | vscode.CompletionList, asked: vscode.Position): vscode.CompletionItem[] | vscode.CompletionList {
  for (const item of Array.isArray(found) ? found : found.items) {
    const range = item.range instanceof vscode.Range ? item.range : item.range?.inserting;
    item.range = range !== undefined && range.start.isBeforeOrEqual(asked) ? new vscode.Range(range.start, asked) : new vscode.Range(asked, asked);
  }
  return found;
}
