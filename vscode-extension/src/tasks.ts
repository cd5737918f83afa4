// Tasks: `gene: run`, `gene: check` and `gene: test`, offered for each folder and completed from tasks.json.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from './client';
import type { Launcher } from './launcher';
import { taskName, taskWords, type GeneTaskDefinition } from './plain/taskDefinition';

/** Takes all reports of `gene` for problems. */
const EVERYTHING = '$gene';
/** Takes only those without a code, which the checks know nothing of: exceptions, and what else happens while a program runs. */
const UNCHECKED = '$gene-run';

export function registerTasks(launcher: Launcher, server: Server): vscode.Disposable {
  return vscode.tasks.registerTaskProvider('gene', new GeneTasks(launcher, server));
}

class GeneTasks implements vscode.TaskProvider {
  constructor(private readonly launcher: Launcher, private readonly server: Server) {}

  async provideTasks(): Promise<vscode.Task[]> {
    if (!vscode.workspace.isTrusted) {
      return [];
    }
    const offers = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file').flatMap((folder) => {
      const document = vscode.window.activeTextEditor?.document;
      const isHere = document?.languageId === 'gene' && vscode.workspace.getWorkspaceFolder(document.uri) === folder;
      const file = isHere ? path.relative(folder.uri.fsPath, document.uri.fsPath) : undefined;
      const definitions: GeneTaskDefinition[] = [
        ...(file === undefined ? [] : [{ type: 'gene', command: 'run', file }, { type: 'gene', command: 'check', file }]),
        { type: 'gene', command: 'test' },
      ];
      return definitions.map((definition) => geneTask(this.launcher, this.server, definition, folder));
    });
    // Without a Java there is nothing to offer; the status item tells why.
    return (await Promise.allSettled(offers)).flatMap((offer) => (offer.status === 'fulfilled' ? [offer.value] : []));
  }

  resolveTask(given: vscode.Task): Promise<vscode.Task | undefined> {
    const folder = typeof given.scope === 'object' ? given.scope : vscode.workspace.workspaceFolders?.[0];
    // VS Code finds the task again by its definition, so the given one is kept as it is.
    const definition = given.definition as GeneTaskDefinition & vscode.TaskDefinition;
    const words = taskWords(definition);
    if ('problem' in words) {
      void vscode.window.showErrorMessage(words.problem);
      return Promise.resolve(undefined);
    }
    return this.launcher.attempt(() => geneTask(this.launcher, this.server, definition, folder));
  }
}

/** A process without a shell around it: blanks and quotes in paths need no care. */
export async function geneTask(launcher: Launcher, server: Server, definition: GeneTaskDefinition, folder: vscode.WorkspaceFolder | undefined): Promise<vscode.Task> {
  const words = taskWords(definition);
  if ('problem' in words) {
    throw new Error(words.problem);
  }
  const invocation = await launcher.invocation(...words);
  const file = typeof definition.file === 'string' ? definition.file : undefined;
  const base = folder?.uri.fsPath ?? (file !== undefined && path.isAbsolute(file) ? path.dirname(file) : undefined);
  // VS Code puts in variables such as ${workspaceFolder} later.
  const cwd = definition.cwd === undefined ? base : definition.cwd.startsWith('${') ? definition.cwd : path.resolve(base ?? '.', definition.cwd);
  const name = file !== undefined && path.isAbsolute(file) ? path.basename(file) : taskName(definition);
  const task = new vscode.Task(
    definition as vscode.TaskDefinition,
    folder ?? vscode.TaskScope.Workspace,
    name,
    'gene',
    new vscode.ProcessExecution(invocation.command, [...invocation.args], { ...(cwd === undefined ? {} : { cwd }), env: { ...invocation.env, ...definition.env } }),
    [tellsOf(server, folder) ? UNCHECKED : EVERYTHING],
  );
  if (definition.command === 'test') {
    task.group = vscode.TaskGroup.Test;
  } else if (definition.command === 'check') {
    task.group = vscode.TaskGroup.Build;
  }
  return task;
}

/** Whether the language server itself tells what is wrong in the files of the folder, open or not: the same twice would help nobody. */
function tellsOf(server: Server, folder: vscode.WorkspaceFolder | undefined): boolean {
  return folder !== undefined && server.state.kind === 'running' && vscode.workspace.getConfiguration('gene', folder).get('diagnostics.enabled', true);
}
