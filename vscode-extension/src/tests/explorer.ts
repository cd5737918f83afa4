// The Test Explorer: suites, tests and examples as the language server sees them in the sources, kept up to date while somebody types.
import * as vscode from 'vscode';
import type { Server } from '../client';
import { parentIds } from '../plain/testTree';
import type { TestFile, TestItem, TestResult } from '../plain/protocol';
import { messageOf } from '../views/failures';
import { DEBUGGABLE, DebugRuns } from './debugRuns';
import { itemsOf } from './items';
import { TestRuns } from './runs';

/** As long as somebody types, the list waits. */
const SETTLED_MS = 400;

export class TestExplorer implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('gene', 'Gene');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly disposables: vscode.Disposable[];
  private readonly runs: TestRuns;

  constructor(private readonly server: Server, private readonly log: vscode.LogOutputChannel) {
    this.runs = new TestRuns(server, this.controller, (result) => this.itemOf(result));
    this.controller.refreshHandler = () => this.refreshAll();
    const debugRuns = new DebugRuns(this.controller, (result) => this.itemOf(result));
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.gene');
    this.disposables = [
      this.controller,
      debugRuns,
      watcher,
      server.onDidChangeState((state) => {
        if (state.kind === 'running' && state.work === undefined) {
          void this.refreshAll();
        }
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'gene' && document.uri.scheme === 'file' && this.later(document.uri)),
      watcher.onDidCreate((uri) => this.later(uri)),
      watcher.onDidChange((uri) => this.later(uri)),
      watcher.onDidDelete((uri) => this.controller.items.delete(uri.toString())),
      // Of the lenses above tests and functions.
      vscode.commands.registerCommand('gene.runTest', (uri: string, id: string) => this.runOne(uri, id)),
      vscode.commands.registerCommand('gene.runExamples', (uri: string, id: string) => this.runOne(uri, id)),
    ];
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private later(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(key, setTimeout(() => void this.refresh(uri), SETTLED_MS));
  }

  private async refreshAll(): Promise<void> {
    const files = await this.ask({});
    if (files !== undefined) {
      this.controller.items.replace(files.filter(isListed).map((file) => this.fileItem(file)));
    }
  }

  private async refresh(uri: vscode.Uri): Promise<void> {
    const files = await this.ask({ textDocument: { uri: uri.toString() } });
    const file = files?.find((one) => isListed(one));
    if (file !== undefined) {
      this.controller.items.add(this.fileItem(file));
    } else if (files !== undefined) {
      this.controller.items.delete(uri.toString());
    }
  }

  private async ask(params: object): Promise<readonly TestFile[] | undefined> {
    if (this.server.state.kind !== 'running' || !this.server.hasCommand('gene.server.tests')) {
      return undefined;
    }
    try {
      return (await this.server.request<{ files: readonly TestFile[] }>('gene/tests', params)).files;
    } catch (error) {
      this.log.warn(`The tests could not be listed: ${messageOf(error)}`);
      return undefined;
    }
  }

  private fileItem(file: TestFile): vscode.TestItem {
    const uri = vscode.Uri.parse(file.uri);
    const item = this.controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    item.children.replace(file.tests.map((test) => this.item(test, uri)));
    if (itemsOf(item.children).some((child) => child.tags.includes(DEBUGGABLE))) {
      item.tags = [DEBUGGABLE];
    }
    const error = file.errors[0];
    if (error !== undefined) {
      item.error = error.message;
    } else if (file.computed) {
      item.description = 'has more tests, whose names are known when they run';
    }
    return item;
  }

  private item(test: TestItem, uri: vscode.Uri): vscode.TestItem {
    const item = this.controller.createTestItem(test.id, test.label, uri);
    const { start, end } = test.range;
    item.range = new vscode.Range(start.line, start.character, end.line, end.character);
    if (test.skipped) {
      item.description = 'skipped';
    }
    item.children.replace(test.children.map((child) => this.item(child, uri)));
    if (test.kind === 'test' || (test.kind === 'suite' && test.children.every((child) => child.kind !== 'example'))) {
      item.tags = [DEBUGGABLE];
    }
    return item;
  }

  /** The item of a result; tests with computed names get theirs when they run. */
  private itemOf(result: Pick<TestResult, 'id' | 'uri'>): vscode.TestItem {
    const uri = vscode.Uri.parse(result.uri);
    let parent: vscode.TestItem | undefined;
    for (const id of [...parentIds(result.id), result.id]) {
      const key = parent === undefined ? uri.toString() : id;
      const siblings: vscode.TestItemCollection = parent === undefined ? this.controller.items : parent.children;
      let item = siblings.get(key);
      if (item === undefined) {
        item = this.controller.createTestItem(key, parent === undefined ? vscode.workspace.asRelativePath(uri) : id.slice(id.lastIndexOf('::') + 2), uri);
        siblings.add(item);
      }
      parent = item;
    }
    return parent ?? this.controller.createTestItem(result.id, result.id, uri);
  }

  private async runOne(uri: string, id: string): Promise<void> {
    await this.refresh(vscode.Uri.parse(uri));
    await this.runs.run(new vscode.TestRunRequest([this.itemOf({ id: id.includes('::') ? id : `${uri}::${id}`, uri })]));
  }
}

function isListed(file: TestFile): boolean {
  return file.tests.length > 0 || file.computed || file.errors.length > 0;
}
