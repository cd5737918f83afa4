// A program while it is debugged: its functions are exchanged, and a profile says where its time goes.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as path from 'node:path';
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';
import { goOn, hasEnded, standsAt, start, stopAt, variable, withConfiguration } from './debugged';

const timeout = APPEARS_WITHIN_MS;

export const changingSteps: readonly Step[] = [
  { name: 'edits are applied to a program that stands still', run: edited },
  { name: 'the profile of a program is opened when it has ended', run: profiled },
  { name: 'a program is debugged in a terminal and reads what is typed there', run: inTerminal },
  { name: 'a program that waits for a debugger is attached to', run: attached },
];

async function edited(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await stopAt(vscode, 'counting.gene', 8, 1);
  await vscode.cursorAt(2, 14);
  await page.keyboard.type('70');
  await vscode.command('Gene: Apply Edits to the Running Program');
  await page.locator('.notification-toast', { hasText: 'Exchanged in counting.gene: count_to.' }).waitFor({ timeout });
  // The editor is shown the place anew.
  await standsAt(vscode, 'counting.gene', 8, 1);
  await vscode.command('Debug Console: Focus on Debug Console View');
  await goOn(vscode);
  // 700 and not 0 is where the sum begins now.
  await page.locator('.repl .monaco-list-row', { hasText: '12503200' }).first().waitFor({ timeout });
  await hasEnded(vscode);
  await vscode.command('File: Revert File');
  await vscode.command('Remove All Breakpoints');
}

async function profiled(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await stopAt(vscode, 'busy.gene', 7, 1);
  await vscode.command('Gene: Start Profile of the Running Program');
  await page.locator('.statusbar-item[id*="gene.profile"]', { hasText: 'profiling' }).waitFor({ timeout });
  await goOn(vscode);
  await page.locator('.tab.active', { hasText: '.cpuprofile' }).waitFor({ timeout });
  await page.locator('.statusbar-item[id*="gene.profile"]').waitFor({ state: 'hidden', timeout });
  const table = page.frameLocator('iframe.webview.ready[src*="vscode-js-profile-table"]').frameLocator('#active-frame');
  await table.getByText('sum_to').first().waitFor({ timeout });
  await vscode.command('View: Close Editor');
  await vscode.openFile('main.gene');
  await vscode.command('Remove All Breakpoints');
}

async function inTerminal(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('ask.gene');
  await vscode.cursorAt(3, 1);
  await page.keyboard.press('F9');
  await withConfiguration(vscode, { request: 'launch', name: 'In a terminal', program: '${workspaceFolder}/ask.gene', console: 'integratedTerminal' }, async () => {
    await start(vscode);
    const terminal = page.locator('.terminal-wrapper.active');
    await terminal.locator('.xterm-rows').getByText('Who is there?').first().waitFor({ timeout });
    await terminal.locator('.xterm').click({ timeout });
    await page.keyboard.type('Ada\r');
    await standsAt(vscode, 'ask.gene', 3, 1);
    await variable(vscode, /name\s*[=:]\s*"Ada"/);
    await goOn(vscode);
    await terminal.locator('.xterm-rows').getByText('Hello, Ada!').first().waitFor({ timeout });
    await hasEnded(vscode);
  });
  await vscode.command('Remove All Breakpoints');
}

async function attached(vscode: VSCode): Promise<void> {
  const socket = path.join(path.dirname(vscode.folder), 'attach.sock');
  const program = spawn('java', ['-jar', vscode.jar, 'run', `--debug-listen=${socket}`, 'steps.gene'], { cwd: vscode.folder });
  try {
    let output = '';
    program.stdout.on('data', (data: Buffer) => {
      output += data.toString('utf8');
    });
    const ended = new Promise((resolve) => program.once('exit', resolve));
    // It says where it waits.
    await new Promise((resolve) => program.stderr.once('data', resolve));
    await vscode.openFile('steps.gene');
    await vscode.cursorAt(5, 1);
    await vscode.page.keyboard.press('F9');
    await withConfiguration(vscode, { request: 'attach', name: 'To what runs', path: socket }, async () => {
      await start(vscode);
      await standsAt(vscode, 'steps.gene', 5, 1);
      await variable(vscode, /one\s*[=:]\s*1/);
      await goOn(vscode);
      assert.equal(await ended, 0);
      assert.equal(output, '2\n');
      await hasEnded(vscode);
    });
  } finally {
    program.kill();
  }
  await vscode.command('Remove All Breakpoints');
}
