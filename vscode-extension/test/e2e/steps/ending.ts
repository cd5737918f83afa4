// What must not hurt: a window that is loaded again, a server that is killed; and nothing in the console at the end.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

export const endingSteps: readonly Step[] = [
  { name: 'a window that is loaded again has its server', run: reloaded },
  { name: 'a server that is killed is started again', run: killed },
  { name: 'nothing went wrong in the extension host', run: noErrors },
];

async function runs(vscode: VSCode): Promise<void> {
  await vscode.page.locator('.statusbar-item[id*="gene.server"] a:has(.codicon-check)').waitFor({ timeout });
}

async function reloaded(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  // What is in front decides what is started: a text of Gene, whatever the step before has opened.
  await vscode.openFile('broken.gene');
  await page.reload();
  await page.locator('.monaco-workbench .editor-instance .view-line').first().waitFor({ timeout });
  await vscode.openFile('broken.gene');
  await runs(vscode);
  await page.locator('.squiggly-error').first().waitFor({ timeout });
}

async function killed(vscode: VSCode): Promise<void> {
  const [pid, ...others] = serversOf(vscode);
  assert.ok(pid !== undefined && others.length === 0, `one server is expected to run, not ${others.length + (pid === undefined ? 0 : 1)}`);
  process.kill(Number(pid), 'SIGKILL');
  await vscode.page.locator('.statusbar-item[id*="gene.server"] a:not(:has(.codicon-check))').waitFor({ timeout });
  await runs(vscode);
  assert.notEqual(serversOf(vscode)[0], pid);
}

/** Only those of this VS Code: their processes descend from its server. */
function serversOf(vscode: VSCode): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const parents = new Map(lines.flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? '']])));
  const descends = (pid: string): boolean => pid === String(vscode.processId) || (parents.has(pid) && pid !== '1' && descends(parents.get(pid) ?? '1'));
  return lines.flatMap((match) => (match !== null && /gene\.jar lsp$/.test(match[3] ?? '') && descends(match[1] ?? '') ? [match[1] ?? ''] : []));
}

/** VS Code repeats in the page's console what goes wrong in its extension host. */
async function noErrors(vscode: VSCode): Promise<void> {
  assert.deepEqual(vscode.errors, []);
}
