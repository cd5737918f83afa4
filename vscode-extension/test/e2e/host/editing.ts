// The language server through VS Code's own commands: what each feature answers in a workspace of several files.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from './index';
import { appears, inFront, placeOf, shown, workspaceFile } from './within';

async function ask<T>(command: string, ...args: unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}

export const editing: readonly HostTest[] = [
  {
    name: 'a quick fix mends the misspelt name',
    async run() {
      const { document } = await shown('broken.gene');
      const [problem] = vscode.languages.getDiagnostics(document.uri);
      assert.ok(problem);
      const actions = await ask<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range, vscode.CodeActionKind.QuickFix.value);
      const fix = actions.find((action) => /area/.test(action.title));
      assert.ok(fix?.edit, actions.map((action) => action.title).join(', '));
      await vscode.workspace.applyEdit(fix.edit);
      await appears('no problem any more', [vscode.languages.onDidChangeDiagnostics], () => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined));
      assert.match(document.getText(), /\(area 2 3\)/);
      await ask('undo');
    },
  },
  {
    name: 'completion knows names of the file and of the library',
    async run() {
      const { document } = await shown('main.gene');
      const list = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, placeOf(document, '(describe', 3));
      const labels = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
      assert.ok(labels.includes('describe'), labels.slice(0, 20).join(' '));
    },
  },
  {
    name: 'hover shows signature and documentation',
    async run() {
      const { document } = await shown('main.gene');
      const [hover] = await ask<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, placeOf(document, '(area', 2));
      const text = hover?.contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n') ?? '';
      assert.match(text, /area/);
      assert.match(text, /surface/);
    },
  },
  {
    name: 'definition goes to the other file',
    async run() {
      const { document } = await shown('main.gene');
      const found = await ask<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, placeOf(document, '(area', 2));
      const uri = found[0] instanceof vscode.Location ? found[0].uri : found[0]?.targetUri;
      assert.equal(uri?.toString(), workspaceFile('shapes.gene').toString());
    },
  },
  {
    name: 'rename changes both files',
    async run() {
      const { document } = await shown('main.gene');
      const edit = await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, placeOf(document, '(area', 2), 'surface_of');
      assert.deepEqual(edit.entries().map(([uri]) => uri.path.split('/').at(-1)).sort(), ['broken.gene', 'main.gene', 'shapes.gene', 'shapes_test.gene'].filter((name) => edit.has(workspaceFile(name))).sort());
      assert.ok(edit.has(workspaceFile('shapes.gene')) && edit.has(workspaceFile('main.gene')));
    },
  },
  {
    name: 'formatting sets the layout',
    async run() {
      const document = await vscode.workspace.openTextDocument({ language: 'gene', content: '(fn   f [x]\n      (x   +   1))\n' });
      await inFront(document);
      const edits = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true });
      assert.ok(edits.length > 0);
      await ask('workbench.action.revertAndCloseActiveEditor');
    },
  },
  {
    name: 'the outline has the definitions',
    async run() {
      const { document } = await shown('shapes.gene');
      const symbols = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      assert.deepEqual(symbols.map((symbol) => symbol.name).filter((name) => ['area', 'Box'].includes(name)), ['area', 'Box']);
    },
  },
  {
    name: 'semantic colours, hints, lenses and folding are there',
    async run() {
      const { document } = await shown('main.gene');
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const tokens = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
      assert.ok(tokens.data.length > 20);
      const hints = await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
      assert.ok(hints.length > 0, 'no inlay hints');
      const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
      const titles = lenses.map((lens) => lens.command?.title ?? '');
      assert.ok(titles.includes('Run') && titles.includes('Debug'), titles.join(', '));
      assert.ok((await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri)).length > 0);
    },
  },
  {
    name: 'every lens names a command that there is',
    async run() {
      const known = new Set(await vscode.commands.getCommands(true));
      for (const name of ['main.gene', 'shapes.gene', 'shapes_test.gene']) {
        const { document } = await shown(name);
        const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50);
        const unknown = lenses.map((lens) => lens.command?.command ?? '').filter((command) => command !== '' && !known.has(command));
        assert.deepEqual(unknown, [], name);
      }
    },
  },
  {
    name: 'settings reach the server',
    async run() {
      const { document } = await shown('main.gene');
      const settings = vscode.workspace.getConfiguration('gene');
      const hints = () => ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, new vscode.Range(0, 0, document.lineCount, 0));
      await settings.update('inlayHints.parameters', false, vscode.ConfigurationTarget.Workspace);
      await settings.update('inlayHints.types', false, vscode.ConfigurationTarget.Workspace);
      const changed = vscode.workspace.onDidChangeConfiguration;
      let left = await hints();
      for (let round = 0; left.length > 0 && round < 50; round++) {
        left = await hints();
      }
      assert.equal(left.length, 0);
      assert.ok(changed);
      await settings.update('inlayHints.parameters', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('inlayHints.types', undefined, vscode.ConfigurationTarget.Workspace);
    },
  },
  {
    name: 'structural editing takes in the next form',
    async run() {
      const document = await vscode.workspace.openTextDocument({ language: 'gene', content: '(f 1) 2\n' });
      const editor = await inFront(document);
      editor.selection = new vscode.Selection(0, 3, 0, 3);
      await ask('gene.edit.slurpForward');
      await appears('the moved bracket', [vscode.workspace.onDidChangeTextDocument], () => (document.getText() === '(f 1 2)\n' ? true : undefined));
      await ask('workbench.action.revertAndCloseActiveEditor');
    },
  },
];
