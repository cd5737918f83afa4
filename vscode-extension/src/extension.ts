// Where VS Code enters: builds the few objects, registers the commands, starts the language server.
import * as vscode from 'vscode';
import { Server } from './client';
import { registerDebugging } from './debug';
import { Launcher } from './launcher';
import { debugFile, runFile } from './run';
import { Status } from './status';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Gene', { log: true });
  const launcher = new Launcher(context);
  const status = new Status();
  const running = new Server(launcher, log);
  server = running;

  const commands: Record<string, () => unknown> = {
    'gene.restartServer': () => running.restart(),
    'gene.showLog': () => log.show(),
    'gene.runFile': () => runFile(launcher),
    'gene.debugFile': () => debugFile(),
  };
  context.subscriptions.push(
    log,
    status,
    running,
    running.onDidChangeState((state) => status.show(state)),
    registerDebugging(launcher),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('gene.java.home') || change.affectsConfiguration('gene.server.path')) {
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
