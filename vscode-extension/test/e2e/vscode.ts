// A real VS Code for one test: its server in a fresh profile with the extension installed, and a page in Chromium.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

const STARTED_WITHIN_MS = 60_000;

export interface Needs {
  readonly chromium: string;
  readonly serverMain: string;
  readonly vsix: string;
}

/** What the machine lacks, one sentence, or what the test needs of it. */
export function findNeeds(): Needs | string {
  const executable = findChromium();
  if (executable === undefined) {
    return 'there is no Chromium (install it, or name it in CHROMIUM)';
  }
  const cache = process.env['GENE_VSCODE_CACHE'];
  if (cache === undefined || cache === '') {
    return 'GENE_VSCODE_CACHE is not set (npm run e2e:prepare fills it)';
  }
  const serverMain = path.join(cache, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
  if (!fs.existsSync(serverMain)) {
    return `${cache} has no VS Code (npm run e2e:prepare fills it)`;
  }
  const vsix = fs.readdirSync('.').find((name) => /^gene-.*\.vsix$/.test(name));
  return vsix === undefined ? 'there is no gene-<version>.vsix (npm run package makes it)' : { chromium: executable, serverMain, vsix: path.resolve(vsix) };
}

/** Long enough for a loaded machine; a step that fails waits no longer. */
export const APPEARS_WITHIN_MS = Number(process.env['GENE_E2E_PATIENCE_MS'] ?? 60_000);
/** Then a list is opened anew, and a window that shows no folder is loaded anew. */
const TRIED_AGAIN_AFTER_MS = 10_000;
/** Of what the page's console says, for the report of a failure. */
const REMEMBERED_LINES = 60;
const HOST_TESTS_WITHIN_MS = 240_000;

export class VSCode {
  /** What went wrong in the extension host or the page, as the console tells it. */
  readonly errors: string[] = [];
  private heard: string[] = [];
  private opened: Page | undefined;
  private openedFolder = '';

  private constructor(private readonly browser: Browser, private readonly server: ChildProcess, private readonly address: string, private readonly settingsFile: string,
    private readonly settings: object, private readonly extensions: string) {}

  static async open(needs: Needs, profile: string, settings: object): Promise<VSCode> {
    const data = path.join(profile, 'data');
    const settingsFile = path.join(data, 'data', 'User', 'settings.json');
    fs.mkdirSync(path.dirname(settingsFile), { recursive: true });
    fs.writeFileSync(settingsFile, JSON.stringify(settings));
    const common = ['--server-data-dir', data, '--extensions-dir', path.join(profile, 'extensions'), '--accept-server-license-terms', '--telemetry-level', 'off'];
    const env = { ...process.env, HOME: profile, EXTENSIONS_GALLERY: '{}' };
    execFileSync(process.execPath, [needs.serverMain, ...common, '--install-extension', needs.vsix], { env, stdio: 'pipe' });

    const port = await freePort();
    const server = spawn(process.execPath, [needs.serverMain, ...common, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token'], { env, stdio: 'pipe' });
    try {
      await saysItListens(server);
      const browser = await chromium.launch({
        executablePath: needs.chromium,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
          '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
      });
      return new VSCode(browser, server, `127.0.0.1:${port}`, settingsFile, settings, path.join(profile, 'extensions'));
    } catch (error) {
      server.kill();
      throw error;
    }
  }

  /** Settings of the user on top of those of the start, in place of others; windows that are open hear of them. */
  configure(settings: object): void {
    fs.writeFileSync(this.settingsFile, JSON.stringify({ ...this.settings, ...settings }));
  }

  /** Of VS Code's own server. */
  get processId(): number {
    return this.server.pid ?? 0;
  }

  /** The server as it was installed. */
  get jar(): string {
    const installed = fs.readdirSync(this.extensions).find((name) => name.startsWith('gene-lang.gene-')) ?? '';
    return path.join(this.extensions, installed, 'server', 'gene.jar');
  }

  get page(): Page {
    if (this.opened === undefined) {
      throw new Error('no window is open');
    }
    return this.opened;
  }

  /** The one that was opened last. */
  get folder(): string {
    return this.openedFolder;
  }

  /** Opens a window on a folder, in place of the one before. */
  openFolder(folder: string): Promise<void> {
    this.openedFolder = folder;
    return this.openWindow('folder', folder);
  }

  /** Opens a window on a file that names several folders. */
  openWorkspace(file: string): Promise<void> {
    return this.openWindow('workspace', file);
  }

  /**
   * VS Code 1.100 in a browser opens a workspace file without its folders once in a while: it misses that the file has been read
   * when that comes before the workspace is made. Loaded again, the window has them.
   */
  private async openWindow(kind: string, file: string): Promise<void> {
    await this.newPage();
    await this.page.goto(`http://${this.address}/?${kind}=${encodeURIComponent(file)}`);
    const folders = this.page.locator('.monaco-workbench .explorer-folders-view');
    if (await first(folders.waitFor({ timeout: STARTED_WITHIN_MS }), TRIED_AGAIN_AFTER_MS) === 'late' && (await this.page.locator('.explorer-viewlet', { hasText: 'No Folder Opened' }).isVisible())) {
      console.log('e2e: VS Code has opened the workspace without its folders, and is loaded again');
      await this.page.reload();
    }
    await folders.waitFor({ timeout: STARTED_WITHIN_MS });
  }

  /** Runs tests inside the extension host and prints what they print; false when one has failed. */
  async runHostTests(folder: string, tester: string, tests: string): Promise<boolean> {
    const page = await this.newPage();
    const at = (file: string) => `vscode-remote://${this.address}${file}`;
    const ended = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the tests in the extension host took more than ${HOST_TESTS_WITHIN_MS} ms`)), HOST_TESTS_WITHIN_MS);
      void page.exposeFunction('codeAutomationExit', (code: number) => {
        clearTimeout(timer);
        resolve(code);
      });
    });
    await page.exposeFunction('codeAutomationLog', (_kind: string, args: unknown[]) => {
      const text = args.map(String).join(' ');
      if (text.startsWith('e2e:')) {
        console.log(text);
      }
    });
    const payload = JSON.stringify([['extensionDevelopmentPath', at(tester)], ['extensionTestsPath', at(tests)]]);
    await page.goto(`http://${this.address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`);
    return (await ended) === 0;
  }

  private async newPage(): Promise<Page> {
    await this.leave();
    const page = await this.browser.newPage({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
    this.heard = [];
    page.on('console', (message) => {
      const text = message.text();
      this.heard = [...this.heard.slice(1 - REMEMBERED_LINES), `${message.type()}: ${text.slice(0, 400)}`];
      // What the extension host says comes with its name; the tests inside it speak there too.
      if (message.type() === 'error' && /Extension Host|gene-lang|gene\./i.test(text) && !/spdlog|ripgrep|e2e:/.test(text)) {
        this.errors.push(text);
      }
    });
    // Of a window that is loaded again with something unsaved.
    page.on('dialog', (dialog) => void dialog.accept());
    page.on('pageerror', (error) => {
      this.heard.push(`page error: ${String(error)}`);
      if (/gene/i.test(error.stack ?? '')) {
        this.errors.push(String(error));
      }
    });
    page.on('crash', () => this.heard.push('the page has crashed'));
    this.opened = page;
    return page;
  }

  /** A window that is left, and not only closed, lets its extension host and the language server end. */
  private async leave(): Promise<void> {
    await this.opened?.goto('about:blank');
    await this.opened?.close();
    this.opened = undefined;
  }

  /** What a screenshot does not show: where the focus is, and what the console has said last. */
  async report(): Promise<string> {
    const focus = await this.page.evaluate(() => {
      const names: string[] = [];
      for (let one = document.activeElement; one !== null; one = one.parentElement) {
        names.push(`${one.tagName.toLowerCase()}${one.id === '' ? '' : `#${one.id}`}${one.classList.length === 0 ? '' : `.${Array.from(one.classList).join('.')}`}`);
      }
      return names.reverse().join('\n  ');
    });
    return `${this.page.url()}\n\nfocus:\n  ${focus}\n\nconsole:\n${this.heard.join('\n')}\n`;
  }

  /**
   * Opens a file of the folder by its name, as Ctrl+P does, and waits until it has the focus. The list is sorted anew while files are
   * found, so a click may take the row beside: then it is done again.
   */
  async openFile(name: string): Promise<void> {
    const editor = `.editor-instance .monaco-editor[data-uri$="/${name}"]`;
    for (const until = performance.now() + APPEARS_WITHIN_MS; ; ) {
      await this.pick('Control+p', name, exactly(name));
      if ((await first(this.focused(editor), TRIED_AGAIN_AFTER_MS)) === 'done') {
        break;
      } else if (performance.now() > until) {
        throw new Error(`${name} did not get the focus`);
      }
    }
    await this.page.locator(`${editor} .view-line`).first().waitFor({ timeout: APPEARS_WITHIN_MS });
  }

  /** Puts the cursor into the active editor; both count from 1. */
  async cursorAt(line: number, column: number): Promise<void> {
    await this.pick('Control+g', `:${line}:${column}`, new RegExp(`\\b${line}\\b`));
    await this.page.locator('#status\\.editor\\.selection', { hasText: new RegExp(`Ln ${line}, Col ${column}(?!\\d)`) }).waitFor({ timeout: APPEARS_WITHIN_MS });
    await this.focused('.editor-instance .monaco-editor');
  }

  /** A key goes to whatever has the focus, and the focus comes after the picture. */
  async focused(selector: string): Promise<void> {
    await this.page.waitForFunction((where) => document.activeElement?.closest(where) != null, selector, { timeout: APPEARS_WITHIN_MS });
  }

  /** Runs a command by its title in the palette, the whole of it. */
  command(title: string): Promise<void> {
    return this.pick('F1', `>${title}`, exactly(title));
  }

  /** Runs a command that shows a list, and takes a row of it. */
  async choose(title: string, row: string): Promise<void> {
    await this.pick('F1', `>${title}`, exactly(title), false);
    await this.row(new RegExp(escaped(row))).click({ timeout: APPEARS_WITHIN_MS });
  }

  /** Forgets errors that a step has brought about on purpose. */
  expectError(text: RegExp): void {
    const others = this.errors.filter((error) => !text.test(error));
    if (others.length === this.errors.length) {
      throw new Error(`no error in the console says ${text.source}`);
    }
    this.errors.splice(0, this.errors.length, ...others);
  }

  private row(label: RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { has: this.page.locator('.label-name', { hasText: label }) }).first();
  }

  /** Whatever takes the focus closes the list, so it is opened again. */
  private async pick(key: string, text: string, label: RegExp, closes = true): Promise<void> {
    const until = performance.now() + APPEARS_WITHIN_MS;
    while (!(await this.pickOnce(key, text, label))) {
      if (performance.now() > until) {
        throw new Error(`there is no row ${label.source} in the list of ${key} and ${text}`);
      }
    }
    if (closes) {
      await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: APPEARS_WITHIN_MS });
    }
  }

  /** Clicks the row, because Enter would take the first one, which may be of the list before; false when there was none to click. */
  private async pickOnce(key: string, text: string, label: RegExp): Promise<boolean> {
    const { page } = this;
    const timeout = TRIED_AGAIN_AFTER_MS;
    await page.keyboard.press(key);
    if ((await first(page.locator('.quick-input-widget input[type=text]').fill(text, { timeout }), timeout)) !== 'done') {
      return false;
    }
    const closed = page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout }).then(() => Promise.reject(new Error('closed')));
    if ((await first(Promise.race([this.row(label).waitFor({ timeout }), closed]), timeout)) !== 'done') {
      return false;
    }
    return (await first(this.row(label).click({ timeout }), timeout)) === 'done';
  }

  async close(): Promise<void> {
    await this.leave();
    await this.browser.close();
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    await gone;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function exactly(text: string): RegExp {
  return new RegExp(`^${escaped(text)}$`);
}

/** How an action ended within a time; one that is late is left to itself. */
async function first(action: Promise<unknown>, withinMs: number): Promise<'done' | 'failed' | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), withinMs);
  });
  const outcome = action.then(() => 'done' as const, () => 'failed' as const);
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}

function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env['CHROMIUM'] ?? '', ...names].find((file) => file !== '' && fs.existsSync(file));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.createServer();
    socket.once('error', reject);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as net.AddressInfo;
      socket.close(() => resolve(port));
    });
  });
}

function saysItListens(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start:\n${said}`)), STARTED_WITHIN_MS);
    const hear = (data: Buffer) => {
      said += data.toString('utf8');
      if (said.includes('Extension host agent listening')) {
        clearTimeout(timer);
        resolve();
      }
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ended with status ${code}:\n${said}`));
    });
  });
}
