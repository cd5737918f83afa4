// Writing Gene as a person does: colours, the squiggle and its mend, completion, hover, going, renaming, layout, outline.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

export const editingSteps: readonly Step[] = [
  { name: 'a Gene file is recognised and has its icon', run: recognised },
  { name: 'the grammar colours it', run: coloured },
  { name: 'the status item says that the server runs', run: serverRuns },
  { name: 'a mistake is underlined while typing', run: underlined },
  { name: 'its quick fix mends it', run: mended },
  { name: 'a completion is accepted', run: completed },
  { name: 'hover shows documentation', run: hovered },
  { name: 'definition opens the other file', run: defined },
  { name: 'rename changes all files', run: renamed },
  { name: 'format sets the layout', run: formatted },
  { name: 'the outline shows the definitions', run: outlined },
  { name: 'a double click takes a whole path', run: doubleClicked },
];

async function recognised({ page }: VSCode): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'main.gene' }).dblclick();
  await page.locator('#status\\.editor\\.mode', { hasText: 'Gene' }).waitFor({ timeout });
}

async function coloured({ page }: VSCode): Promise<void> {
  await page.locator('.view-line span.mtk1').first().waitFor({ timeout });
  const colour = (text: string) =>
    page.locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first().evaluate((element) => getComputedStyle(element).color);
  const colours = { keyword: await colour('for'), variable: await colour('sum'), name: await colour('describe'), type: await colour('Box') };
  assert.equal(new Set(Object.values(colours)).size, 4, `keyword, variable, function and type look alike: ${JSON.stringify(colours)}`);
}

async function serverRuns({ page }: VSCode): Promise<void> {
  const settled = page.locator('.statusbar-item[id*="gene.server"] a:not(:has(.codicon-loading)):not(:has(.codicon-sync))');
  await settled.waitFor({ timeout });
  assert.match((await settled.getAttribute('aria-label')) ?? '', /is running/);
}

async function underlined(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('broken.gene');
  await page.locator('.squiggly-error').first().waitFor({ timeout });
  await vscode.cursorAt(3, 1);
  await page.keyboard.type('(println (area 4');
  await page.keyboard.type(' 5) nonsense)');
  await page.locator('.squiggly-error').nth(1).waitFor({ timeout });
  await vscode.command('Undo');
  await vscode.command('Undo');
}

async function mended(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.cursorAt(2, 12);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'area' }).first().waitFor({ timeout });
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: '(area 2 3)' }).waitFor({ timeout });
  await vscode.command('File: Revert File');
}

async function completed(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await vscode.cursorAt(13, 1);
  await page.keyboard.type('(desc', { delay: 80 });
  await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'describe' }).first().waitFor({ timeout });
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: '(describe' }).nth(1).waitFor({ timeout });
  await vscode.command('File: Revert File');
}

async function hovered(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.cursorAt(11, 14);
  await vscode.command('Show or Focus Hover');
  await page.locator('.monaco-hover .hover-contents', { hasText: 'surface' }).first().waitFor({ timeout });
}

async function defined(vscode: VSCode): Promise<void> {
  await vscode.page.keyboard.press('Escape');
  await vscode.cursorAt(11, 14);
  await vscode.page.keyboard.press('F12');
  await vscode.page.locator('.tab.active', { hasText: 'shapes.gene' }).waitFor({ timeout });
}

async function renamed(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  for (const [before, after] of [['area', 'surface_of'], ['surface_of', 'area']] as const) {
    await vscode.openFile('shapes.gene');
    await vscode.cursorAt(3, 5);
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor({ timeout });
    assert.equal(await box.inputValue(), before);
    await box.fill(after);
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: `(fn ${after}` }).waitFor({ timeout });
    await vscode.openFile('main.gene');
    await page.locator('.view-line', { hasText: `(${after} ` }).first().waitFor({ timeout });
    await vscode.command('File: Save All Files');
  }
}

async function formatted(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await vscode.cursorAt(13, 1);
  await page.keyboard.insertText('(if true\n        (println    "x"))\n');
  await vscode.command('Format Document');
  await page.locator('.view-line', { hasText: /^\s{2}\(println\s+"x"\)\)/ }).waitFor({ timeout });
  await vscode.command('File: Revert File');
}

async function outlined(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('shapes.gene');
  await vscode.command('Explorer: Focus on Outline View');
  await page.locator('.outline-pane .monaco-list-row', { hasText: 'Box' }).first().waitFor({ timeout });
  await page.locator('.outline-pane .monaco-list-row', { hasText: 'area' }).first().waitFor({ timeout });
}

async function doubleClicked(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('words.gene');
  await page.locator('.view-line', { hasText: 'println' }).locator('span span', { hasText: 'profile' }).first().dblclick({ timeout });
  await page.locator('#status\\.editor\\.selection', { hasText: '(17 selected)' }).waitFor({ timeout });
}
