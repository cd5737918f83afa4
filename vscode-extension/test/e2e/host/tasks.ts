// Tasks from a tasks.json, and what becomes of what they print.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from './index';
import { appears, shown, workspaceFile } from './within';

async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = workspaceFile(name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

async function runTask(name: string): Promise<void> {
  let task: vscode.Task | undefined;
  // VS Code reads tasks.json some time after it was written.
  await appears(`the task ${name}`, [], () => task, async () => {
    task = (await vscode.tasks.fetchTasks()).find((one) => one.name === name);
  });
  assert.ok(task);
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution }) => {
      if (execution.task.name === name) {
        listener.dispose();
        resolve();
      }
    });
  });
  await vscode.tasks.executeTask(task);
  await ended;
}

const messages = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(({ message }) => message);

export const tasks: readonly HostTest[] = [
  {
    name: 'tasks are offered for the file and the folder',
    async run() {
      await shown('main.gene');
      const offered = await vscode.tasks.fetchTasks({ type: 'gene' });
      assert.deepEqual(offered.map((task) => task.name).sort(), ['check main.gene', 'run main.gene', 'test']);
      assert.deepEqual(offered[0]?.problemMatchers, ['$gene-run']);
    },
  },
  {
    name: 'a closed file that a task has checked has its error once, and one that a run has thrown at has that',
    async run() {
      const checked = await write('checked.gene', '(println nobody_knows)\n');
      const thrown = await write('thrown.gene', '(throw "thrown in a task")\n');
      await write('.vscode/tasks.json', JSON.stringify({
        version: '2.0.0',
        tasks: [{ type: 'gene', command: 'check', file: 'checked.gene', label: 'check one' }, { type: 'gene', command: 'run', file: 'thrown.gene', label: 'run one' }],
      }));
      await appears('the diagnostic of the server', [vscode.languages.onDidChangeDiagnostics], () => (messages(checked).length > 0 ? true : undefined));
      await runTask('check one');
      await runTask('run one');
      await appears('the exception as a problem', [vscode.languages.onDidChangeDiagnostics], () => (messages(thrown).length > 0 ? true : undefined));
      assert.match(messages(thrown).join(), /thrown in a task/);
      assert.equal(messages(checked).length, 1, messages(checked).join('\n'));
    },
  },
];
