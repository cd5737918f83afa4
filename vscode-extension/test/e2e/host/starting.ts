// The start: from activation to the first diagnostics, which is printed.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from './index';
import { appears, workspaceFile } from './within';

const WITHIN_MS = 2_000;

export const starting: readonly HostTest[] = [
  {
    name: 'activation leads to diagnostics',
    async run() {
      const extension = vscode.extensions.getExtension('gene-lang.gene');
      assert.ok(extension, 'the extension is not installed');
      assert.equal(extension.isActive, false, 'nothing of Gene was open');
      const uri = workspaceFile('broken.gene');
      const started = performance.now();
      // Opening a Gene file activates the extension.
      await vscode.workspace.openTextDocument(uri);
      await extension.activate();
      const activated = performance.now();
      const [first] = await appears('diagnostics of broken.gene', [vscode.languages.onDidChangeDiagnostics], () => {
        const found = vscode.languages.getDiagnostics(uri);
        return found.length > 0 ? found : undefined;
      });
      const told = performance.now();
      console.log(`e2e: time activate to first diagnostics: ${Math.round(told - started)} ms, of which activation ${Math.round(activated - started)} ms (at most ${WITHIN_MS} ms)`);
      assert.match(first?.message ?? '', /aera/);
      assert.equal(first?.source ?? 'gene', 'gene');
    },
  },
];
