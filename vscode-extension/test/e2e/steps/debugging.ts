// Debugging as a person does: a breakpoint by key, F5, looking, stepping, the console, conditions, logpoints, exceptions.
/// <reference lib="dom" />
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';
import { end, goOn, hasEnded, standsAt, start, stopAt, variable } from './debugged';

const timeout = APPEARS_WITHIN_MS;

export const debuggingSteps: readonly Step[] = [
  { name: 'a breakpoint is hit and shows stack and variables', run: stopped },
  { name: 'values stand in the text', run: inlineValues },
  { name: 'the console completes and evaluates', run: evaluated },
  { name: 'the session ends', run: ended },
  { name: 'stepping goes over, in and out', run: stepped },
  { name: 'a logpoint prints', run: logged },
  { name: 'an exception that nobody catches stops the program', run: thrown },
  { name: 'a test is debugged from its line', run: testDebugged },
];

async function stopped(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await stopAt(vscode, 'main.gene', 6, 5);
  await page.locator('.debug-call-stack .stack-frame', { hasText: 'describe' }).first().waitFor({ timeout });
  await variable(vscode, /size\s*[=:]\s*2/);
}

async function inlineValues({ page }: VSCode): Promise<void> {
  await page.mouse.move(300, 17);
  await page.locator('.view-line', { hasText: /sum\s=\s0,\ssize\s=\s2/ }).first().waitFor({ timeout });
}

async function evaluated(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.command('Debug Console: Focus on Debug Console View');
  await vscode.focused('.repl-input-wrapper');
  await page.keyboard.type('(siz', { delay: 80 });
  await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: /^size(?!s)/ }).first().waitFor({ timeout });
  await page.keyboard.press('Tab');
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden', timeout });
  await page.keyboard.type(' + 40)');
  await page.locator('.repl-input-wrapper .view-line', { hasText: /^\(size\s\+\s40\)$/ }).waitFor({ timeout });
  await page.keyboard.press('Enter');
  await page.locator('.repl .monaco-list-row', { hasText: /^42$/ }).first().waitFor({ timeout });
}

async function ended(vscode: VSCode): Promise<void> {
  await end(vscode);
  await vscode.command('Remove All Breakpoints');
}

async function stepped(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await stopAt(vscode, 'steps.gene', 4, 1);
  await page.keyboard.press('F10');
  await standsAt(vscode, 'steps.gene', 5, 1);
  await page.keyboard.press('F11');
  await standsAt(vscode, 'steps.gene', 2, 3);
  await variable(vscode, /^\s*n\s*[=:]\s*1/);
  await page.keyboard.press('Shift+F11');
  await standsAt(vscode, 'steps.gene', 5, 1);
  await page.keyboard.press('F10');
  await standsAt(vscode, 'steps.gene', 6, 1);
  await end(vscode);
  await vscode.command('Remove All Breakpoints');
}

async function logged(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('main.gene');
  await vscode.cursorAt(6, 5);
  await vscode.command('Debug: Add Logpoint...');
  await page.locator('.zone-widget .breakpoint-widget .monaco-editor').waitFor({ timeout });
  await vscode.focused('.breakpoint-widget');
  await page.keyboard.type('size is {size}');
  await page.keyboard.press('Enter');
  await page.locator('.glyph-margin-widgets .codicon-debug-breakpoint-log').first().waitFor({ timeout });
  await start(vscode);
  await page.locator('.repl .monaco-list-row', { hasText: 'size is 6' }).first().waitFor({ timeout });
  await hasEnded(vscode);
  await vscode.command('Remove All Breakpoints');
}

async function thrown(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('tour.gene');
  await start(vscode);
  await page.locator('.exception-widget', { hasText: 'not today' }).first().waitFor({ timeout });
  await end(vscode);
}

async function testDebugged(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('shapes_test.gene');
  await vscode.cursorAt(5, 30);
  await page.keyboard.press('F9');
  await page.locator('.glyph-margin-widgets .codicon-debug-breakpoint').first().waitFor({ timeout });
  await vscode.command('Test: Debug Test at Cursor');
  await standsAt(vscode, 'shapes_test.gene', 5, 3);
  // The line has several statements, one in the other.
  await vscode.command('Remove All Breakpoints');
  await goOn(vscode);
  await hasEnded(vscode);
  await page.locator('.testing-run-glyph.codicon-testing-passed-icon').first().waitFor({ timeout });
}
