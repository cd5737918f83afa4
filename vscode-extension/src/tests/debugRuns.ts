// Tests under the debugger: the file runs as a program that keeps to the chosen tests, and its output tells how they end.
import * as vscode from 'vscode';
import { TestOutput, pathInFile, type PrintedResult } from '../plain/testOutput';
import { idsToRun, terminalText } from '../plain/testTree';
import { itemsOf, nodeOf } from './items';

type FindItem = (of: { readonly id: string; readonly uri: string }) => vscode.TestItem;

/** Examples belong to no program that could be run: a suite or test has this tag. */
export const DEBUGGABLE = new vscode.TestTag('debuggable');

export class DebugRuns implements vscode.Disposable {
  private readonly listening = new Map<string, (text: string) => void>();
  private readonly tracker: vscode.Disposable;
  private count = 0;

  constructor(private readonly controller: vscode.TestController, private readonly find: FindItem) {
    controller.createRunProfile('Debug', vscode.TestRunProfileKind.Debug, (request, cancel) => this.run(request, cancel), true, DEBUGGABLE);
    this.tracker = vscode.debug.registerDebugAdapterTrackerFactory('gene', {
      createDebugAdapterTracker: (session) => {
        const listener = this.listening.get(session.name);
        return listener === undefined ? undefined : {
          onDidSendMessage: (message: { type: string; event?: string; body?: { category?: string; output?: string } }) => {
            if (message.type === 'event' && message.event === 'output' && message.body?.category === 'stdout') {
              listener(message.body.output ?? '');
            }
          },
        };
      },
    });
  }

  dispose(): void {
    this.tracker.dispose();
  }

  private async run(request: vscode.TestRunRequest, cancel: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    try {
      const included = request.include ?? itemsOf(this.controller.items);
      const ids = idsToRun(included.map(nodeOf), new Set(request.exclude?.map((item) => item.id)));
      const files = new Map<string, string[]>();
      for (const id of ids) {
        const uri = id.split('::')[0] ?? id;
        files.set(uri, [...(files.get(uri) ?? []), pathInFile(id)]);
      }
      for (const [uri, paths] of files) {
        if (!cancel.isCancellationRequested) {
          await this.debug(run, uri, paths, cancel);
        }
      }
    } finally {
      run.end();
    }
  }

  /** Resolves when the session has ended. */
  private async debug(run: vscode.TestRun, uri: string, paths: readonly string[], cancel: vscode.CancellationToken): Promise<void> {
    const file = vscode.Uri.parse(uri);
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const name = `Tests of ${vscode.workspace.asRelativePath(file)}${++this.count === 1 ? '' : ` (${this.count})`}`;
    const output = new TestOutput();
    const tell = (results: readonly PrintedResult[]) => results.forEach((result) => this.tell(run, uri, result));
    this.listening.set(name, (text) => {
      run.appendOutput(terminalText(text));
      tell(output.take(text));
    });
    const listeners: vscode.Disposable[] = [];
    const ended = new Promise<void>((resolve) => listeners.push(vscode.debug.onDidTerminateDebugSession((session) => session.name === name && resolve())));
    listeners.push(cancel.onCancellationRequested(() => {
      const session = vscode.debug.activeDebugSession;
      void vscode.debug.stopDebugging(session?.name === name ? session : undefined);
    }));
    try {
      const began = await vscode.debug.startDebugging(folder, {
        type: 'gene', request: 'launch', name, program: file.fsPath, env: paths.includes('') ? {} : { GENE_TESTS: paths.join('\n') },
      }, { testRun: run });
      if (began) {
        await ended;
        tell(output.end());
      }
    } finally {
      this.listening.delete(name);
      vscode.Disposable.from(...listeners).dispose();
    }
  }

  private tell(run: vscode.TestRun, uri: string, result: PrintedResult): void {
    const item = this.find({ id: [uri, ...result.path].join('::'), uri });
    switch (result.status) {
      case 'passed':
        run.passed(item);
        break;
      case 'skipped':
        run.skipped(item);
        break;
      case 'failed':
        run.failed(item, messageAt(item, result.message));
        break;
    }
  }
}

/** The program prints no place: that of the test is where its message stands. */
function messageAt(item: vscode.TestItem, text: string): vscode.TestMessage {
  const message = new vscode.TestMessage(text === '' ? 'The test failed.' : text);
  if (item.uri !== undefined && item.range !== undefined) {
    message.location = new vscode.Location(item.uri, item.range);
  }
  return message;
}
