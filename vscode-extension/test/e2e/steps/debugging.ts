// Debugging as a person does: a breakpoint by key, F5, looking, stepping, the console, conditions, logpoints, exceptions.
/// <reference lib="dom" />
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

export const debuggingSteps: readonly Step[] = [
  { name: 'a breakpoint is hit and shows stack and variables', run: stopped },
  { name: 'values stand in the text', run: inlineValues },
  { name: 'stepping goes over, in and out', run: stepped },
  { name: 'the console evaluates', run: evaluated },
  { name: 'the session ends', run: ended },
  { name: 'a logpoint prints', run: logged },
  { name: 'an exception that nobody catches stops the program', run: thrown },
  { name: 'a test is debugged from its line', run: testDebugged },
];

async function stopped(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await vscode.cursorAt(6, 5);
  await page.keyboard.press('F9');
  await page.locator('.codicon-debug-breakpoint').first().waitFor({ timeout });
  await page.keyboard.press('F5');
  await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout });
  await page.locator('.debug-call-stack .stack-frame', { hasText: 'describe' }).first().waitFor({ timeout });
  await page.locator('.debug-variables .monaco-list-row', { hasText: /size\s*[=:]\s*2/ }).first().waitFor({ timeout });
}

async function inlineValues({ page }: VSCode): Promise<void> {
  await page.mouse.move(300, 17);
  await page.locator('.view-line', { hasText: /sum\s=\s0,\ssize\s=\s2/ }).first().waitFor({ timeout });
}

async function stepped(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await page.keyboard.press('F10');
  await page.locator('.debug-variables .monaco-list-row', { hasText: /sum\s*[=:]\s*2/ }).first().waitFor({ timeout });
  // Into a call of the line below, and out again.
  await page.keyboard.press('F11');
  await page.locator('.debug-variables .monaco-list-row', { hasText: /size\s*[=:]\s*6/ }).first().waitFor({ timeout });
  await page.keyboard.press('Shift+F11');
  // The place of the stop is shown last, which takes the focus.
  await page.locator('.debug-call-stack .stack-frame', { hasText: '12:1' }).first().waitFor({ timeout });
  await page.locator('#status\\.editor\\.selection', { hasText: 'Ln 12' }).waitFor({ timeout });
}

async function evaluated(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.command('Debug Console: Focus on Debug Console View');
  await page.waitForFunction(() => document.activeElement?.closest('.repl-input-wrapper') != null, undefined, { timeout });
  await page.keyboard.type('(40 + 2)');
  await page.keyboard.press('Enter');
  await page.locator('.repl .monaco-list-row', { hasText: '42' }).first().waitFor({ timeout });
}

async function ended({ page }: VSCode): Promise<void> {
  await page.keyboard.press('Shift+F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout });
}

async function logged(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.command('Remove All Breakpoints');
  await vscode.openFile('main.gene');
  await vscode.cursorAt(6, 5);
  await vscode.command('Add Logpoint');
  const input = page.locator('.zone-widget .breakpoint-widget .monaco-editor');
  await input.waitFor({ timeout });
  await page.waitForFunction(() => document.activeElement?.closest('.breakpoint-widget') !== null, undefined, { timeout });
  await page.keyboard.type('size is {size}');
  await page.keyboard.press('Enter');
  await page.locator('.codicon-debug-breakpoint-log').first().waitFor({ timeout });
  await page.keyboard.press('F5');
  await page.locator('.repl .monaco-list-row', { hasText: 'size is 6' }).first().waitFor({ timeout });
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout });
  await vscode.command('Remove All Breakpoints');
}

async function thrown(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('tour.gene');
  await page.keyboard.press('F5');
  await page.locator('.exception-widget', { hasText: 'not today' }).first().waitFor({ timeout });
  await page.keyboard.press('Shift+F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout });
}

async function testDebugged(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('shapes_test.gene');
  await vscode.cursorAt(5, 30);
  await page.keyboard.press('F9');
  await vscode.command('Test: Debug Test at Cursor');
  await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout });
  // The line has several statements, one in the other.
  await vscode.command('Remove All Breakpoints');
  await page.keyboard.press('F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout });
  await page.locator('.testing-run-glyph.codicon-testing-passed-icon').first().waitFor({ timeout });
}
