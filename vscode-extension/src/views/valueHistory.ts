// Who wrote a value: each recorded write of a variable, newest first; a click takes the program to that moment.
import * as vscode from 'vscode';
import type { Place, Write } from '../plain/debugProtocol';
import { describeWrite } from '../plain/writeText';
import { tellFailure } from './failures';

interface History {
  readonly writes: readonly Write[];
  readonly complete: boolean;
  readonly message?: string | null;
}

interface Shown {
  readonly session: vscode.DebugSession;
  readonly place: Place;
  readonly writes: readonly Write[];
  readonly complete: boolean;
}

type Node = Write | 'more';

const PAGE = 50;

export class ValueHistory implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly disposables: vscode.Disposable[];
  private shown: Shown | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor() {
    this.view = vscode.window.createTreeView('gene.valueHistory', { treeDataProvider: this });
    this.disposables = [
      this.changed,
      this.view,
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (session === this.shown?.session) {
          this.put(undefined, '');
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  async show(session: vscode.DebugSession, place: Place, name: string): Promise<void> {
    const history = (await session.customRequest('gene/valueHistory', { ...place, count: PAGE })) as History;
    this.put({ session, place, writes: history.writes, complete: history.complete }, history.message ?? (history.writes.length === 0 ? 'Nobody has written it since the recording began.' : ''));
    this.view.title = `Value History: ${name}`;
    await vscode.commands.executeCommand('gene.valueHistory.focus');
  }

  async more(): Promise<void> {
    const { shown } = this;
    const oldest = shown?.writes.at(-1);
    if (shown === undefined || oldest === undefined) {
      return;
    }
    const history = (await shown.session.customRequest('gene/valueHistory', { ...shown.place, count: PAGE, before: oldest.position })) as History;
    this.put({ ...shown, writes: [...shown.writes, ...history.writes], complete: history.complete || history.writes.length === 0 }, '');
  }

  async goTo(write: Write): Promise<void> {
    try {
      await this.shown?.session.customRequest('gene/goToPosition', { position: write.position });
    } catch (error) {
      tellFailure(error);
    }
  }

  getChildren(node?: Node): Node[] {
    return node !== undefined || this.shown === undefined ? [] : [...this.shown.writes, ...(this.shown.complete ? [] : ['more' as const])];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node === 'more') {
      const item = new vscode.TreeItem('Older writes…');
      item.command = { command: 'gene.olderWrites', title: 'Older Writes' };
      return item;
    }
    const text = describeWrite(node);
    const item = new vscode.TreeItem(text.label);
    item.description = text.description;
    item.tooltip = text.tooltip;
    item.iconPath = new vscode.ThemeIcon(node.kind === 'assignment' ? 'edit' : node.kind === 'argument' ? 'arrow-right' : node.kind === 'creation' ? 'add' : 'debug');
    item.command = { command: 'gene.goToWrite', title: 'Go to This Write', arguments: [node] };
    return item;
  }

  private put(shown: Shown | undefined, message: string): void {
    this.shown = shown;
    this.view.message = message;
    this.changed.fire(undefined);
  }
}
