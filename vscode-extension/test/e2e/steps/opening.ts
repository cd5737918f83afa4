// A folder that nobody trusts yet: its files are coloured, and nothing runs until it is trusted.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import type { Step } from '../editor';
import { geneProcesses } from '../processes';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

export const openingSteps: readonly Step[] = [
  { name: 'in a folder that is not trusted nothing runs', run: untrusted },
  { name: 'trusting the folder starts the server', run: trusted },
];

async function untrusted(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await page.locator('.view-line span[class*="mtk"]', { hasText: 'describe' }).first().waitFor({ timeout });
  await page.locator('.statusbar-item[id*="gene.server"] a[aria-label*="is not trusted"]').waitFor({ timeout });
  await page.locator('.editor-group-container .editor-actions .codicon-split-horizontal').first().waitFor({ timeout });
  assert.equal(await page.locator('.editor-group-container .editor-actions .codicon-play').count(), 0, 'there is a Run button');
  assert.deepEqual(geneProcesses(vscode.processId), []);
}

async function trusted(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await page.locator('.statusbar-item a', { hasText: 'Restricted Mode' }).click({ timeout });
  await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click({ timeout });
  await page.locator('.statusbar-item[id*="gene.server"] a:has(.codicon-check)').waitFor({ timeout });
  await vscode.command('View: Close All Editors');
}
