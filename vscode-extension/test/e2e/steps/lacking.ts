// What is left when something is missing: no Java, no server; and a workspace of two folders, where nothing is.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Step } from '../editor';
import { geneProcesses } from '../processes';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';
import { hasEnded } from './debugged';

const timeout = APPEARS_WITHIN_MS;

export const lackingSteps: readonly Step[] = [
  { name: 'without a Java the status item says what to do', run: noJava },
  { name: 'without a server a file is run all the same', run: noServer },
  { name: 'two folders have one server', run: twoFolders },
];

/** Why the server does not run, as the status item tells it. */
async function reason(vscode: VSCode, text: string): Promise<string> {
  const item = vscode.page.locator(`.statusbar-item[id*="gene.server"] a[aria-label*="${text}"]`);
  await item.waitFor({ timeout });
  return (await item.getAttribute('aria-label')) ?? '';
}

function useJava(vscode: VSCode, home: string): void {
  const file = path.join(vscode.folder, '.vscode', 'settings.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ 'gene.java.home': home }));
}

async function noJava(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('words.gene');
  useJava(vscode, '/nonexistent/jdk');
  assert.match(await reason(vscode, 'there is no /nonexistent/jdk/bin/java'), /gene\.java\.home.*files are highlighted, and nothing runs/s);
  await page.locator('.notification-toast .monaco-button', { hasText: 'Get Java' }).waitFor({ timeout });
  await vscode.command('Notifications: Clear All Notifications');
  vscode.expectError(/there is no \/nonexistent\/jdk\/bin\/java/);
}

async function noServer(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  // A Java with which everything runs but the language server.
  const home = path.join(path.dirname(vscode.folder), 'jdk');
  const java = path.join(home, 'bin', 'java');
  fs.mkdirSync(path.dirname(java), { recursive: true });
  const real = execFileSync('sh', ['-c', 'command -v java'], { encoding: 'utf8' }).trim();
  fs.writeFileSync(java, `#!/bin/sh\ncase "$*" in *" lsp") echo "Error: no server today" >&2; exit 3;; esac\nexec "${real}" "$@"\n`, { mode: 0o755 });
  useJava(vscode, home);
  assert.match(await reason(vscode, 'no server today'), /ended with status 3.*Run File works/s);
  await vscode.command('Gene: Run File');
  await page.locator('.terminal-wrapper.active .xterm-rows').getByText('Ada').first().waitFor({ timeout });
  fs.rmSync(path.join(vscode.folder, '.vscode'), { recursive: true });
  await page.locator('.statusbar-item[id*="gene.server"] a:has(.codicon-check)').waitFor({ timeout });
}

async function twoFolders(vscode: VSCode): Promise<void> {
  const other = path.join(path.dirname(vscode.folder), 'other');
  fs.mkdirSync(other);
  fs.writeFileSync(path.join(other, 'aside.gene'), '(var here 5)\n(println (heer + 1))\n');
  fs.writeFileSync(path.join(other, 'third.gene'), '(println (3 * 333))\n');
  const file = path.join(path.dirname(vscode.folder), 'two.code-workspace');
  fs.writeFileSync(file, JSON.stringify({ folders: [{ path: vscode.folder }, { path: other }] }));
  // Another window in another browser would have to be trusted anew.
  vscode.configure({});
  await vscode.openWorkspace(file);
  const { page } = vscode;
  await vscode.openFile('aside.gene');
  await page.locator('.squiggly-error').first().waitFor({ timeout });
  await vscode.command('Problems: Focus on Problems View');
  assert.equal(geneProcesses(vscode.processId, 'lsp').length, 1);
  const problems = page.locator('.markers-panel .monaco-list-row');
  await problems.filter({ hasText: 'aside.gene' }).first().waitFor({ timeout });
  await problems.filter({ hasText: 'broken.gene' }).first().waitFor({ timeout });
  // What can be debugged without a launch.json, each file once.
  await vscode.choose('Debug: Select and Start Debugging', 'Gene...');
  const offers = page.locator('.quick-input-list .monaco-list-row', { hasText: /Gene: (third|main)\.gene/ });
  await offers.nth(1).waitFor({ timeout });
  assert.equal(await offers.count(), 2);
  await offers.filter({ hasText: 'third.gene' }).click();
  await page.locator('.repl .monaco-list-row', { hasText: '999' }).first().waitFor({ timeout });
  await hasEnded(vscode);
}
