// Profiles of the running session: one is taken from a command to the next, or to the end of the program, and opened as VS Code opens such files.
import * as vscode from 'vscode';
import { setContext } from '../contextKeys';
import type { ProfileTaken } from '../plain/debugProtocol';
import { profileName } from '../plain/profileName';
import { tellFailure } from '../views/failures';

export class Profiles implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('gene.profile', vscode.StatusBarAlignment.Left, 49);
  private readonly disposables: vscode.Disposable[];
  private profiled: vscode.DebugSession | undefined;

  /** @param folder where the files are kept */
  constructor(private readonly folder: vscode.Uri) {
    this.item.name = 'Gene Profile';
    this.item.text = '$(pulse) profiling';
    this.item.tooltip = 'A profile of the program is being taken: click to stop and open it.';
    this.item.command = 'gene.stopProfile';
    const commands: Record<string, () => Promise<unknown>> = {
      'gene.startProfile': () => this.start(),
      'gene.stopProfile': () => this.stop(),
    };
    this.disposables = [
      this.item,
      ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, () => run().catch(tellFailure))),
      vscode.debug.registerDebugAdapterTrackerFactory('gene', {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (message: { type: string; event?: string }) => {
            // The profile can be fetched as long as VS Code has not parted with the adapter, which it does when it hears of the end.
            if (session === this.profiled && message.type === 'event' && message.event === 'exited') {
              this.stop().catch(tellFailure);
            }
          },
        }),
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (session === this.profiled) {
          this.take(undefined);
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async start(): Promise<void> {
    const session = vscode.debug.activeDebugSession;
    if (session?.type !== 'gene') {
      throw new Error('No Gene program is being debugged.');
    }
    await session.customRequest('gene/profileStart', {});
    this.take(session);
  }

  private async stop(): Promise<void> {
    const session = this.profiled;
    if (session === undefined) {
      throw new Error('No profile is being taken.');
    }
    this.take(undefined);
    const taken = (await session.customRequest('gene/profileStop', {})) as ProfileTaken;
    if (taken.samples === 0) {
      void vscode.window.showInformationMessage('The profile is empty: the program did not run while it was taken.');
      return;
    }
    await vscode.workspace.fs.createDirectory(this.folder);
    const file = vscode.Uri.joinPath(this.folder, profileName(session.name, new Date()));
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(taken.profile)));
    await vscode.commands.executeCommand('vscode.open', file);
  }

  private take(session: vscode.DebugSession | undefined): void {
    this.profiled = session;
    setContext('gene.profiling', session !== undefined);
    if (session === undefined) {
      this.item.hide();
    } else {
      this.item.show();
    }
  }
}
