// What all steps with a debugger share: starting and stopping, and waiting until a stop has been shown.
/// <reference lib="dom" />
import * as fs from 'node:fs';
import * as path from 'node:path';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';

const timeout = APPEARS_WITHIN_MS;

/** F5 goes on with a session that has not ended yet. */
export async function start(vscode: VSCode): Promise<void> {
  await hasEnded(vscode);
  // Away from where the toolbar will stand, whose buttons have tooltips.
  await vscode.page.mouse.move(300, 17);
  await vscode.page.keyboard.press('F5');
}

/** Debugs a file up to a line of it, in which a statement begins at the column. */
export async function stopAt(vscode: VSCode, file: string, line: number, column: number): Promise<void> {
  await vscode.openFile(file);
  await vscode.cursorAt(line, column);
  await vscode.page.keyboard.press('F9');
  await vscode.page.locator('.glyph-margin-widgets .codicon-debug-breakpoint').first().waitFor({ timeout });
  await start(vscode);
  await standsAt(vscode, file, line, column);
}

/**
 * Waits until the program stands there and the editor has shown it, which is the last that VS Code does at a stop and takes the focus:
 * a key before that may come to nothing, because steps are refused while the program runs, and a list that is opened before is closed.
 */
export async function standsAt({ page }: VSCode, file: string, line: number, column: number): Promise<void> {
  const top = page.locator('.debug-call-stack .monaco-list-row', { has: page.locator('.stack-frame') }).first();
  await top.filter({ has: page.locator('.file-name', { hasText: file }) }).filter({ has: page.locator('.line-number', { hasText: new RegExp(`^${line}:${column}$`) }) }).waitFor({ timeout });
  await page.locator('#status\\.editor\\.selection', { hasText: / selected\)/ }).waitFor({ timeout });
  await page.locator('.debug-toolbar .codicon-debug-continue:not(.disabled)').waitFor({ timeout });
}

/** The button is there only while the program stands. */
export async function goOn({ page }: VSCode): Promise<void> {
  await page.locator('.debug-toolbar .codicon-debug-continue:not(.disabled)').click({ timeout });
}

export async function variable({ page }: VSCode, pattern: RegExp): Promise<void> {
  await page.locator('.debug-variables .monaco-list-row', { hasText: pattern }).first().waitFor({ timeout });
}

/** Ends the program that is debugged. */
export async function end(vscode: VSCode): Promise<void> {
  await vscode.page.keyboard.press('Shift+F5');
  await hasEnded(vscode);
}

export async function hasEnded({ page }: VSCode): Promise<void> {
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout });
  await page.locator('.debug-call-stack .monaco-list-row').first().waitFor({ state: 'detached', timeout });
}

/** Runs an action with this configuration as the only one of the launch.json, which F5 then takes. */
export async function withConfiguration(vscode: VSCode, configuration: { readonly name: string; readonly [field: string]: unknown }, action: () => Promise<void>): Promise<void> {
  const folder = path.join(vscode.folder, '.vscode');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'launch.json'), JSON.stringify({ version: '0.2.0', configurations: [{ type: 'gene', ...configuration }] }));
  try {
    // It is chosen once VS Code has read it.
    await vscode.page.locator('.statusbar-item[id="status.debug"]', { hasText: configuration.name }).waitFor({ timeout });
    await action();
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
