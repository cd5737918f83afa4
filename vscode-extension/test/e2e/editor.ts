// The extension in a real VS Code: first the assertions inside its extension host, then what a person does and sees.
/// <reference lib="dom" />
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { changingSteps } from './steps/changing';
import { end } from './steps/debugged';
import { debuggingSteps } from './steps/debugging';
import { editingSteps } from './steps/editing';
import { endingSteps, lastStep } from './steps/ending';
import { lackingSteps } from './steps/lacking';
import { lookingSteps } from './steps/looking';
import { openingSteps } from './steps/opening';
import { pastSteps } from './steps/past';
import { VSCode, findNeeds } from './vscode';

const tester = path.resolve('out', 'e2e', 'tester');
const shots = path.resolve('out', 'e2e', 'screenshots');

export interface Step {
  readonly name: string;
  run(vscode: VSCode): Promise<void>;
}

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'files.autoSave': 'off',
  'editor.fontSize': 13,
  // Otherwise what a terminal shows is a picture.
  'terminal.integrated.gpuAcceleration': 'off',
  'security.workspace.trust.enabled': false,
};

async function main(): Promise<number> {
  const needs = findNeeds();
  if (typeof needs === 'string') {
    console.log(`e2e: skipped: ${needs}`);
    return 0;
  }
  const started = performance.now();
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'gene-e2e-'));
  const workspace = path.join(profile, 'workspace');
  const copyWorkspace = () => {
    fs.rmSync(workspace, { recursive: true, force: true });
    fs.cpSync(path.resolve('test', 'e2e', 'workspace'), workspace, { recursive: true });
  };
  copyWorkspace();
  fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  const vscode = await VSCode.open(needs, profile, SETTINGS);
  let failures = 0;
  try {
    const only = process.env['GENE_E2E_ONLY'];
    failures += only === 'steps' || (await vscode.runHostTests(workspace, tester, path.join(tester, 'index.js'))) ? 0 : 1;
    if (only === 'host') {
      return failures;
    }
    copyWorkspace();
    // From here on a folder has to be trusted, which the first steps do.
    vscode.configure({ 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' });
    await vscode.openFolder(workspace);
    const chosen = process.env['GENE_E2E_STEPS'] ?? '';
    const steps = [...openingSteps, ...editingSteps, ...lookingSteps, ...debuggingSteps, ...pastSteps, ...changingSteps, ...endingSteps, ...lackingSteps, lastStep].filter((step) => new RegExp(chosen).test(step.name));
    for (const [index, step] of steps.entries()) {
      failures += await attempt(vscode, step, index + 1);
    }
  } finally {
    await vscode.close();
    // The last extension host may still be writing down its state.
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
  const load = os.loadavg()[0]?.toFixed(1);
  console.log(`e2e: ${failures === 0 ? 'all passed' : `${failures} failed`} in ${Math.round((performance.now() - started) / 1_000)} s, load ${load} on ${os.cpus().length} processors; screenshots in ${path.relative('.', shots)}`);
  return failures === 0 ? 0 : 1;
}

/** A step that fails leaves its screenshot and a report, and whatever it had open is closed for the next one. */
async function attempt(vscode: VSCode, step: Step, number: number): Promise<0 | 1> {
  const started = performance.now();
  const failure = await step.run(vscode).then(() => shownError(vscode), (error: unknown) => (error instanceof Error ? error.message : String(error)));
  const took = Math.round(performance.now() - started);
  const file = path.join(shots, `${String(number).padStart(2, '0')}-${step.name.replace(/[^a-z0-9]+/gi, '-')}`);
  await vscode.page.screenshot({ path: `${file}.png` });
  console.log(`e2e: ${failure === undefined ? 'pass' : 'FAIL'} ${step.name} (${took} ms)${failure === undefined ? '' : `\n${failure}`}`);
  if (failure === undefined) {
    return 0;
  }
  fs.writeFileSync(`${file}.txt`, `${failure}\n\n${await vscode.report()}`);
  await tidy(vscode).catch((error: unknown) => console.log(`e2e: what the step had open could not be closed: ${String(error)}`));
  return 1;
}

/** A person would see it: no step leaves one that it has not expected. */
async function shownError({ page }: VSCode): Promise<string | undefined> {
  const [text] = await page.locator('.notification-toast', { has: page.locator('.codicon-error') }).allTextContents();
  return text === undefined ? undefined : `VS Code shows an error: ${text}`;
}

async function tidy(vscode: VSCode): Promise<void> {
  await vscode.page.keyboard.press('Escape');
  await vscode.page.keyboard.press('Escape');
  if ((await shownError(vscode)) !== undefined) {
    await vscode.command('Notifications: Clear All Notifications');
  }
  if (await vscode.page.locator('.debug-toolbar').isVisible()) {
    await end(vscode);
  }
  await vscode.command('Remove All Breakpoints');
  // Otherwise VS Code asks what to do with them when they are closed.
  await vscode.command('File: Revert File');
}

void main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
