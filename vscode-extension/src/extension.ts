// Where VS Code enters: builds the few objects, registers the commands, starts the language server.
import * as vscode from 'vscode';
import { Server } from './client';
import { registerDebugging } from './debug';
import { registerEditing } from './editing';
import { Launcher, openSetting } from './launcher';
import { debugFile, rememberWhatIsInFront, runFile } from './run';
import { Status } from './status';
import { registerTasks } from './tasks';
import { TestExplorer } from './tests/explorer';
import { BytecodeView } from './views/bytecode';
import { Expansions } from './views/expansion';
import { registerRepl } from './views/repl';
import { Results } from './views/results';

/** The server's start uses the processors: the archive, which only later starts need, is made after it. */
const ARCHIVE_AFTER_MS = 15_000;

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Gene', { log: true });
  const output = vscode.window.createOutputChannel('Gene Output');
  const launcher = new Launcher(context);
  const status = new Status();
  const running = new Server(launcher, log);
  server = running;

  const commands: Record<string, (...given: never[]) => unknown> = {
    'gene.restartServer': () => running.restart(),
    'gene.showLog': () => log.show(),
    'gene.openJavaSetting': () => openSetting('gene.java.home'),
    'gene.runFile': (file?: vscode.Uri | string) => runFile(launcher, running, file),
    'gene.debugFile': (file?: vscode.Uri | string) => debugFile(file),
    'gene.newFile': async () => vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'gene' })),
  };
  context.subscriptions.push(
    log,
    output,
    status,
    running,
    running.onDidChangeState((state) => status.show(state)),
    archiveOnce(running, launcher, log),
    registerDebugging(running, launcher, log, context.extensionUri, context.storageUri ?? context.globalStorageUri),
    registerEditing(running),
    registerTasks(launcher, running),
    rememberWhatIsInFront(),
    registerRepl(running),
    new Results(running, output),
    new BytecodeView(running),
    new Expansions(running),
    new TestExplorer(running, log),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (['gene.java', 'gene.server'].some((section) => change.affectsConfiguration(section))) {
        void running.restart();
      }
    }),
  );
  // Not awaited: the editor goes on while the server starts.
  void running.restart();
}

/** VS Code waits for this, so that the server ends before the window does. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

function archiveOnce(running: Server, launcher: Launcher, log: vscode.LogOutputChannel): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const states = running.onDidChangeState((state) => {
    if (state.kind === 'running' && timer === undefined) {
      timer = setTimeout(() => {
        launcher.archiveClasses(log).catch((error: unknown) => log.warn(`No archive of Gene's classes was made: ${String(error)}`));
      }, ARCHIVE_AFTER_MS);
    }
  });
  return vscode.Disposable.from(states, { dispose: () => clearTimeout(timer) });
}
