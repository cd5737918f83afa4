// What a debugger of an own VM can show: each instruction in a live table, steps back in a recorded program, and who wrote a value.
/// <reference lib="dom" />
import * as assert from 'node:assert/strict';
import type { Step } from '../editor';
import { APPEARS_WITHIN_MS, type VSCode } from '../vscode';
import { end, goOn, standsAt, stopAt, variable } from './debugged';

const timeout = APPEARS_WITHIN_MS;

export const pastSteps: readonly Step[] = [
  { name: 'the instruction trace shows what a step executed', run: traced },
  { name: 'the line at which the program stands is marked in the trace', run: currentMarked },
  { name: 'a click in the trace goes to the source', run: traceClicked },
  { name: 'a filter leaves the instructions that it names', run: filtered },
  { name: 'thousands of traced instructions are scrolled', run: scrolled },
  { name: 'a recorded program steps back', run: steppedBack },
  { name: 'the value history tells who wrote a variable', run: whoWrote },
  { name: 'a click in the value history goes to that moment', run: wentToWrite },
  { name: 'the program goes back to the breakpoint before', run: reversed },
];

/** The page of the trace view stands in a frame of a frame. */
function trace({ page }: VSCode) {
  return page.frameLocator('iframe.webview.ready[src*="gene-lang.gene"]').frameLocator('#active-frame');
}

async function traced(vscode: VSCode): Promise<void> {
  await stopAt(vscode, 'counting.gene', 4, 5);
  await vscode.command('Gene: Show Instruction Trace');
  const view = trace(vscode);
  await view.locator('#toggle', { hasText: 'Start' }).click({ timeout });
  await view.locator('#toggle', { hasText: 'Stop' }).waitFor({ timeout });
  await goOn(vscode);
  await variable(vscode, /^\s*i\s*[=:]\s*1/);
  const row = view.locator('.row', { hasText: 'count_to' }).filter({ hasText: 'counting.gene:4' }).filter({ hasText: 'CALL' }).first();
  await row.waitFor({ timeout });
}

async function currentMarked(vscode: VSCode): Promise<void> {
  await vscode.page.mouse.move(300, 17);
  const view = trace(vscode);
  await view.locator('.row.current', { hasText: 'counting.gene:4' }).first().waitFor({ timeout });
  assert.equal(await view.locator('.row.current').filter({ hasNotText: 'counting.gene:4' }).count(), 0);
}

async function traceClicked(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await vscode.openFile('shapes.gene');
  await trace(vscode).locator('.row', { hasText: 'counting.gene:3' }).first().click({ timeout });
  await page.locator('.tab.active', { hasText: 'counting.gene' }).waitFor({ timeout });
  await page.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor({ timeout });
}

async function filtered(vscode: VSCode): Promise<void> {
  const view = trace(vscode);
  const opcode = (await view.locator('.row', { hasText: 'counting.gene:4' }).first().locator('span').nth(2).textContent()) ?? '';
  assert.match(opcode, /^[A-Z_]+$/);
  await view.locator('#opcodes').fill(opcode);
  await view.locator('#opcodes').press('Enter');
  await view.locator('#count', { hasText: 'no instructions yet' }).waitFor({ timeout });
  await goOn(vscode);
  await variable(vscode, /^\s*i\s*[=:]\s*2/);
  await view.locator('.row', { hasText: opcode }).first().waitFor({ timeout });
  const opcodes = await view.locator('.row span:nth-child(3)').allTextContents();
  assert.deepEqual([...new Set(opcodes)], [opcode]);
}

async function scrolled(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  const view = trace(vscode);
  await view.locator('#opcodes').fill('');
  await view.locator('#opcodes').press('Enter');
  await view.locator('#count', { hasText: 'no instructions yet' }).waitFor({ timeout });
  await vscode.command('Remove All Breakpoints');
  await vscode.openFile('counting.gene');
  await vscode.cursorAt(8, 1);
  await page.keyboard.press('F9');
  await goOn(vscode);
  await standsAt(vscode, 'counting.gene', 8, 1);
  await page.locator('.debug-toolbar .codicon-debug-step-over:not(.disabled)').click({ timeout });
  await view.locator('#count', { hasText: 'the last 10,000 are kept' }).waitFor({ timeout });
  // Far from what is known: the rows there are fetched when they come into sight.
  await view.locator('#rows').evaluate((rows) => {
    rows.scrollTop = rows.scrollHeight / 2;
  });
  await view.locator('.row', { hasText: 'count_to' }).first().waitFor({ timeout });
  await view.locator('#follow:not(:checked)').waitFor({ timeout });
  const took = await view.locator('#rows').evaluate(async (rows) => {
    const started = performance.now();
    for (let turn = 0; turn < 60; turn++) {
      rows.scrollTop -= 400;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - started;
  });
  console.log(`e2e: time of 60 pictures while the trace is scrolled: ${Math.round(took)} ms`);
  await end(vscode);
  await vscode.command('Remove All Breakpoints');
}

async function steppedBack(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await stopAt(vscode, 'counting.gene', 4, 5);
  assert.equal(await page.locator('.debug-toolbar .codicon-debug-step-back').count(), 0, 'nothing is recorded that one could go back in');
  await page.locator('.debug-toolbar .codicon-record').click({ timeout });
  await page.locator('.statusbar-item[id*="gene.timeline"]', { hasText: 'recording' }).waitFor({ timeout });
  await goOn(vscode);
  await variable(vscode, /^\s*i\s*[=:]\s*1/);
  await goOn(vscode);
  await variable(vscode, /^\s*i\s*[=:]\s*2/);
  await variable(vscode, /total\s*[=:]\s*1/);
  await page.locator('.debug-toolbar .codicon-debug-step-back').click({ timeout });
  await page.locator('.statusbar-item[id*="gene.timeline"]', { hasText: /step \d+ of \d+/ }).waitFor({ timeout });
  await variable(vscode, /^\s*i\s*[=:]\s*1/);
  await variable(vscode, /total\s*[=:]\s*0/);
}

async function whoWrote(vscode: VSCode): Promise<void> {
  await goOn(vscode);
  await variable(vscode, /^\s*i\s*[=:]\s*2/);
  await vscode.cursorAt(4, 7);
  await vscode.command('Gene: Show Value History');
  const rows = vscode.page.locator('.pane', { hasText: 'Value History: total' }).locator('.monaco-list-row');
  await rows.filter({ hasText: /0 → 1.*count_to, counting\.gene:4/ }).waitFor({ timeout });
  await rows.filter({ hasText: /0 → 0.*count_to, counting\.gene:4/ }).waitFor({ timeout });
}

async function wentToWrite(vscode: VSCode): Promise<void> {
  await vscode.page.locator('.pane', { hasText: 'Value History: total' }).locator('.monaco-list-row', { hasText: '0 → 0' }).click({ timeout });
  // Behind the first turn of the loop, and before the second.
  await vscode.page.locator('.debug-call-stack .stack-frame', { hasText: '3:3' }).first().waitFor({ timeout });
  await variable(vscode, /total\s*[=:]\s*0/);
}

async function reversed(vscode: VSCode): Promise<void> {
  const { page } = vscode;
  await goOn(vscode);
  await variable(vscode, /^\s*i\s*[=:]\s*1/);
  await page.locator('.debug-toolbar .codicon-debug-reverse-continue').click({ timeout });
  await variable(vscode, /^\s*i\s*[=:]\s*0/);
  await end(vscode);
  await page.locator('.statusbar-item[id*="gene.timeline"]').waitFor({ state: 'hidden', timeout });
  await vscode.command('Remove All Breakpoints');
}
