// A folder that nobody trusts yet: its files are coloured, and nothing runs until it is trusted.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import type { Step } from '../editor';
import { geneProcesses } from '../processes';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';
import { hasEnded } from './debugged';

const timeout = APPEARS_WITHIN_MS;

export const openingSteps: readonly Step[] = [
  { name: 'in a folder that is not trusted nothing runs', run: untrusted },
  { name: 'trusting the folder starts the server', run: trusted },
  { name: 'the log tells how the server was started', run: logged },
  { name: 'the walkthrough leads through the first steps', run: walked },
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

async function logged(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await page.locator('.statusbar-item[id*="gene.server"] a').click({ timeout });
  // Long lines are wrapped.
  await page.locator('.panel .view-line', { hasText: /Starting:/ }).first().waitFor({ timeout });
  await page.locator('.panel .view-line', { hasText: /Running:\sgene/ }).first().waitFor({ timeout });
}

async function walked(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  const step = async (title: string, button: string) => {
    await page.locator('.tab', { hasText: 'Walkthrough: Gene' }).click({ timeout });
    const shown = page.locator('.gettingStartedContainer .getting-started-step', { hasText: title });
    await shown.click({ timeout });
    await page.locator('.gettingStartedContainer .getting-started-step.expanded', { hasText: title }).locator('.monaco-button', { hasText: button }).click({ timeout });
  };
  await vscode.choose('Welcome: Open Walkthrough...', 'Get started with Gene');
  await step('Write a program', 'New Gene File');
  await page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor({ timeout });
  await page.locator('#status\\.editor\\.mode', { hasText: 'Gene' }).waitFor({ timeout });
  await vscode.openFile('main.gene');
  await step('Run it', 'Run File');
  await page.locator('.terminal-wrapper.active .xterm-rows').getByText('24 in all').first().waitFor({ timeout });
  await step('Stop in the middle', 'Debug File');
  await page.locator('.repl .monaco-list-row', { hasText: '24 in all' }).first().waitFor({ timeout });
  await hasEnded(vscode);
  await step('Test it', 'Open the Testing View');
  await page.locator('.test-explorer').waitFor({ timeout });
  await step('Have Java', "Show Gene's Log");
  await page.locator('.panel .view-line', { hasText: /Starting:/ }).first().waitFor({ timeout });
  await step('Have Java', 'Name a Java');
  await page.locator('.settings-editor .setting-item-contents', { hasText: /Java:\s*Home/ }).first().waitFor({ timeout });
  await vscode.command('View: Close All Editors');
  await vscode.command('Explorer: Focus on Folders View');
}
