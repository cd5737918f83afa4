// A real VS Code for one test: its server in a fresh profile with the extension installed, and a page in Chromium.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

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

export class VSCode {
  private constructor(readonly page: Page, private readonly browser: Browser, private readonly server: ChildProcess, readonly errors: readonly string[]) {}

  static async open(needs: Needs, profile: string, workspace: string, settings: object): Promise<VSCode> {
    const data = path.join(profile, 'data');
    fs.mkdirSync(path.join(data, 'data', 'User'), { recursive: true });
    fs.writeFileSync(path.join(data, 'data', 'User', 'settings.json'), JSON.stringify(settings));
    const common = ['--server-data-dir', data, '--extensions-dir', path.join(profile, 'extensions'), '--accept-server-license-terms', '--telemetry-level', 'off'];
    const env = { ...process.env, HOME: profile, EXTENSIONS_GALLERY: '{}' };
    execFileSync(process.execPath, [needs.serverMain, ...common, '--install-extension', needs.vsix], { env, stdio: 'pipe' });

    const port = await freePort();
    const server = spawn(process.execPath, [needs.serverMain, ...common, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-workspace-trust'], { env, stdio: 'pipe' });
    try {
      await saysItListens(server);
      const browser = await chromium.launch({
        executablePath: needs.chromium,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
          '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
      });
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const errors: string[] = [];
      page.on('console', (message) => {
        const text = message.text();
        // The server's native logger is not built, and it says so.
        if (message.type() === 'error' && /Extension Host|gene-lang/i.test(text) && !/spdlog|ripgrep/.test(text)) {
          errors.push(text);
        }
      });
      await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`);
      await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: STARTED_WITHIN_MS });
      return new VSCode(page, browser, server, errors);
    } catch (error) {
      server.kill();
      throw error;
    }
  }

  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.view-lines .view-line').first().waitFor();
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  async close(): Promise<void> {
    await this.browser.close();
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    await gone;
  }
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
