// The main job in a real VS Code: a Gene file is recognised and coloured, a mistake is underlined, a breakpoint is hit.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { VSCode, findNeeds } from './vscode';

const APPEARS_WITHIN_MS = 30_000;
const shots = path.resolve('out', 'e2e');

interface Step {
  readonly name: string;
  run(vscode: VSCode): Promise<void>;
}

const steps: readonly Step[] = [
  { name: 'the file is recognised as Gene', run: recognised },
  { name: 'the grammar colours it', run: coloured },
  { name: 'the language server runs', run: serverRuns },
  { name: 'a mistake is underlined', run: underlined },
  { name: 'a breakpoint is hit and shows the variables', run: stopped },
  { name: 'the debug session ends', run: ended },
  { name: 'nothing went wrong in the extension host', run: noErrors },
];

async function recognised(vscode: VSCode): Promise<void> {
  await vscode.openFile('sum.gene');
  await vscode.page.locator('#status\\.editor\\.mode', { hasText: 'Gene' }).waitFor({ timeout: APPEARS_WITHIN_MS });
}

async function coloured(vscode: VSCode): Promise<void> {
  const colour = (text: string) =>
    vscode.page.locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first()
      .evaluate((element) => getComputedStyle(element).color);
  await vscode.page.locator('.view-line span.mtk1').first().waitFor({ timeout: APPEARS_WITHIN_MS });
  const colours = { keyword: await colour('for'), variable: await colour('total'), name: await colour('square'), type: await colour('Int') };
  assert.equal(new Set(Object.values(colours)).size, 4, `keyword, variable, function and type look alike: ${JSON.stringify(colours)}`);
}

async function serverRuns(vscode: VSCode): Promise<void> {
  const item = vscode.page.locator('.statusbar-item[id*="gene.server"]');
  await item.waitFor({ timeout: APPEARS_WITHIN_MS });
  const settled = vscode.page.locator('.statusbar-item[id*="gene.server"] a:not(:has(.codicon-loading))');
  await settled.waitFor({ timeout: APPEARS_WITHIN_MS });
  const label = await settled.getAttribute('aria-label');
  assert.match(label ?? '', /is running/);
}

async function underlined(vscode: VSCode): Promise<void> {
  await vscode.openFile('broken.gene');
  await vscode.page.locator('.squiggly-error').first().waitFor({ timeout: APPEARS_WITHIN_MS });
}

async function stopped(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('sum.gene');
  await page.locator('.view-line', { hasText: '(n * n)' }).click();
  await page.keyboard.press('F9');
  await page.locator('.codicon-debug-breakpoint').first().waitFor();
  await page.keyboard.press('F5');
  await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: APPEARS_WITHIN_MS });
  await page.locator('.debug-call-stack .stack-frame', { hasText: 'square' }).first().waitFor();
  await page.locator('.debug-variables .monaco-list-row', { hasText: /n\s*[=:]\s*1/ }).first().waitFor();
}

async function ended(vscode: VSCode): Promise<void> {
  await vscode.page.keyboard.press('Shift+F5');
  await vscode.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
}

/** VS Code repeats in the page's console what goes wrong in its extension host. */
async function noErrors(vscode: VSCode): Promise<void> {
  assert.deepEqual(vscode.errors, []);
}

async function main(): Promise<number> {
  const needs = findNeeds();
  if (typeof needs === 'string') {
    console.log(`e2e: skipped: ${needs}`);
    return 0;
  }
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'gene-e2e-'));
  const workspace = path.join(profile, 'workspace');
  fs.cpSync(path.resolve('test', 'e2e', 'workspace'), workspace, { recursive: true });
  fs.mkdirSync(shots, { recursive: true });
  const vscode = await VSCode.open(needs, profile, workspace, { 'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'files.autoSave': 'off' });
  let failures = 0;
  try {
    for (const [index, step] of steps.entries()) {
      const started = performance.now();
      const failure = await step.run(vscode).then(() => undefined, (error: unknown) => (error instanceof Error ? error.message : String(error)));
      failures += failure === undefined ? 0 : 1;
      console.log(`e2e: ${failure === undefined ? 'pass' : 'FAIL'} ${step.name} (${Math.round(performance.now() - started)} ms)${failure === undefined ? '' : `\n${failure}`}`);
      await vscode.page.screenshot({ path: path.join(shots, `${index + 1}-${step.name.replace(/ /g, '-')}.png`) });
    }
  } finally {
    await vscode.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
  return failures === 0 ? 0 : 1;
}

void main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
