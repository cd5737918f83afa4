// Structural editing and references: commands of the language server, given the place of the cursor.
import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageserver-protocol';
import type { Server } from './client';

/** The palette's name for each of the server's commands differs from the server's: that one takes a document and positions. */
const OPERATIONS = ['slurpForward', 'slurpBackward', 'barfForward', 'barfBackward', 'raise', 'splice', 'transpose', 'wrap', 'kill'];

export function registerEditing(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    ...OPERATIONS.map((operation) =>
      vscode.commands.registerTextEditorCommand(`gene.edit.${operation}`, (editor) => {
        const positions = editor.selections.map((selection) => server.running().code2ProtocolConverter.asPosition(selection.active));
        return vscode.commands.executeCommand(`gene.${operation}`, editor.document.uri.toString(), positions);
      })),
    // Of the lens "N references".
    vscode.commands.registerCommand('gene.showReferences', (uri: string, position: Position, places: Location[]) => {
      const convert = server.running().protocol2CodeConverter;
      return vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), convert.asPosition(position), places.map((place) => convert.asLocation(place)));
    }),
  );
}
