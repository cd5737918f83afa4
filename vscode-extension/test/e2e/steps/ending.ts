// What must not hurt: a window that is loaded again, a server that is killed; and nothing in the console at the end.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import type { Step } from '../editor';
import { geneProcesses } from '../processes';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

export const endingSteps: readonly Step[] = [
  { name: 'a window that is loaded again has its server', run: reloaded },
  { name: 'a server that is killed is started again', run: killed },
];

export const lastStep: Step = { name: 'nothing went wrong in the extension host', run: noErrors };

async function runs(vscode: VSCode): Promise<void> {
  await vscode.page.locator('.statusbar-item[id*="gene.server"] a:has(.codicon-check)').waitFor({ timeout });
}

async function reloaded(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await page.reload();
  // What is in front then depends on when VS Code has last written down its state, so a text of Gene is opened.
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout });
  await vscode.openFile('broken.gene');
  await runs(vscode);
  await page.locator('.squiggly-error').first().waitFor({ timeout });
}

async function killed(vscode: VSCode): Promise<void> {
  const [pid, ...others] = geneProcesses(vscode.processId, 'lsp');
  assert.ok(pid !== undefined && others.length === 0, `one server is expected to run, not ${others.length + (pid === undefined ? 0 : 1)}`);
  process.kill(pid, 'SIGKILL');
  await vscode.page.locator('.statusbar-item[id*="gene.server"] a:not(:has(.codicon-check))').waitFor({ timeout });
  await runs(vscode);
  assert.notEqual(geneProcesses(vscode.processId, 'lsp')[0], pid);
}

/** VS Code repeats in the page's console what goes wrong in its extension host. */
async function noErrors(vscode: VSCode): Promise<void> {
  assert.deepEqual(vscode.errors, []);
}
