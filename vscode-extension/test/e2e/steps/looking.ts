// Running and looking inside as a person does: results beside the code, the REPL, a terminal, bytecode, expansions, the Testing view.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

export const lookingSteps: readonly Step[] = [
  { name: 'a result is copied and dismissed at the pointer', run: copied },
  { name: 'a form is evaluated beside the code', run: evaluated },
  { name: 'a failure is shown beside the code too', run: failed },
  { name: 'results are dismissed by Escape', run: dismissed },
  { name: 'the REPL knows what was evaluated', run: repl },
  { name: 'a macro is expanded in a peek', run: expanded },
  { name: 'bytecode and source mark each other', run: bytecode },
  { name: 'the Testing view lists and runs tests', run: tested },
  { name: 'coverage marks the lines', run: covered },
  { name: 'coverage is closed', run: uncovered },
  { name: 'Run File runs in a terminal', run: ran },
];

/** Texts that extensions put behind the code are no text of the page. */
function besideCode(vscode: VSCode): Promise<string[]> {
  return vscode.page.evaluate(() => Array.from(document.querySelectorAll('.view-line span')).map((span) => getComputedStyle(span, '::after').content).filter((content) => /⇒|✗/.test(content)));
}

async function waitBesideCode(vscode: VSCode, pattern: string): Promise<void> {
  await vscode.page.waitForFunction(
    (source) => Array.from(document.querySelectorAll('.view-line span')).some((span) => new RegExp(source).test(getComputedStyle(span, '::after').content)), pattern, { timeout });
}

async function evaluated(vscode: VSCode): Promise<void> {
  await vscode.openFile('tour.gene');
  await vscode.cursorAt(2, 11);
  await vscode.page.keyboard.press('Control+Enter');
  await waitBesideCode(vscode, '⇒.49');
}

async function copied(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await evaluated(vscode);
  const link = (text: string) => page.locator('.monaco-hover a', { hasText: new RegExp(`^${text}$`) });
  await vscode.command('Show or Focus Hover');
  await link('Copy').click({ timeout });
  await page.locator('.part.statusbar', { hasText: 'Copied the result.' }).waitFor({ timeout });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '49');
  await vscode.command('Show or Focus Hover');
  await link('Dismiss').click({ timeout });
  await nothingBesideCode(vscode);
  await page.keyboard.press('Escape');
}

async function failed(vscode: VSCode): Promise<void> {
  await vscode.cursorAt(8, 20);
  await vscode.page.keyboard.press('Control+Enter');
  await waitBesideCode(vscode, '✗.*not.today');
  assert.equal((await besideCode(vscode)).length, 2, 'the first result stays');
}

async function dismissed(vscode: VSCode): Promise<void> {
  await vscode.page.keyboard.press('Escape');
  await nothingBesideCode(vscode);
}

async function nothingBesideCode(vscode: VSCode): Promise<void> {
  await vscode.page.waitForFunction(() => Array.from(document.querySelectorAll('.view-line span')).every((span) => !/⇒|✗/.test(getComputedStyle(span, '::after').content)), undefined, { timeout });
}

async function repl(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.command('Gene: Open REPL');
  const rows = page.locator('.terminal-wrapper.active .xterm-rows');
  await rows.getByText('gene>').first().waitFor({ timeout });
  await page.locator('.terminal-wrapper.active .xterm').click();
  await page.keyboard.type('(square\r');
  await rows.getByText('    >', { exact: false }).first().waitFor({ timeout });
  await page.keyboard.type('12)\r');
  await rows.getByText('144').first().waitFor({ timeout });
  await page.keyboard.type('(nope)\r');
  await rows.getByText('nope', { exact: false }).nth(1).waitFor({ timeout });
}

async function expanded(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('tour.gene');
  await vscode.cursorAt(6, 3);
  await vscode.command('Gene: Peek Expansion of Macro or Template');
  await page.locator('.peekview-widget .view-line', { hasText: '(1 > 2)' }).first().waitFor({ timeout });
}

async function bytecode(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await page.keyboard.press('Escape');
  await vscode.openFile('main.gene');
  await vscode.cursorAt(6, 7);
  await vscode.command('Gene: Show Bytecode to the Side');
  const listing = page.locator('.editor-group-container', { has: page.locator('.tab', { hasText: 'main.gene-bytecode' }) });
  await listing.locator('.view-line', { hasText: 'LOAD_VAR' }).first().waitFor({ timeout });
  await listing.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor({ timeout });
  // And back: a line of the listing marks its form in the source.
  await listing.locator('.view-line', { hasText: 'MAKE_TEXT' }).click({ timeout });
  const source = page.locator('.editor-group-container', { has: page.locator('.tab.active', { hasText: /^main\.gene$/ }) }).first();
  await source.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor({ timeout });
}

async function tested(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.command('View: Close All Editors');
  await vscode.command('Testing: Focus on Test Explorer View');
  const tree = page.locator('.test-explorer');
  await tree.locator('.monaco-list-row', { hasText: 'shapes_test.gene' }).waitFor({ timeout });
  await vscode.command('Test: Run All Tests');
  await tree.locator('.monaco-list-row', { hasText: 'shapes_test.gene' }).locator('.codicon-testing-failed-icon').waitFor({ timeout });
  await tree.locator('.monaco-list-row', { hasText: 'shapes.gene' }).locator('.codicon-testing-passed-icon').waitFor({ timeout });
  // The difference of the failure, as an editor with two sides.
  await page.locator('.test-output-peek-tree .monaco-list-row', { hasText: 'of a wrong one' }).click();
  await page.locator('.test-output-peek-message-container .monaco-diff-editor').first().waitFor({ timeout });
}

async function covered(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.command('Test: Run All Tests with Coverage');
  await page.locator('.pane', { hasText: 'Test Coverage' }).locator('.monaco-list-row', { hasText: 'shapes.gene' }).first().waitFor({ timeout });
  await vscode.openFile('shapes.gene');
  await page.locator('.coverage-deco-gutter.coverage-deco-hit').first().waitFor({ timeout });
  await page.locator('.coverage-deco-gutter.coverage-deco-miss').first().waitFor({ timeout });
}

async function uncovered(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await page.locator('.test-output-peek-tree .monaco-list-row', { hasText: 'Close Test Coverage' }).click();
  await page.locator('.coverage-deco-gutter').first().waitFor({ state: 'hidden', timeout });
}

async function ran(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await vscode.command('Gene: Run File');
  await page.locator('.terminal-wrapper.active .xterm-rows').getByText('24 in all').first().waitFor({ timeout });
}
