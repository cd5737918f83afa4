// Debug configurations: completes the ones that are given, offers some where there is no launch.json.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Launcher } from '../launcher';
import { absoluteLaunch, completeLaunch, offeredLaunches, type LaunchChoice } from '../plain/launchConfiguration';
import type { AdapterPlace } from './adapter';

/** A longer list is no help to anybody. */
const MOST_OFFERED = 25;

export class LaunchCompletion implements vscode.DebugConfigurationProvider {
  constructor(private readonly launcher: Launcher, private readonly adapters: AdapterPlace) {}

  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration) {
    const document = vscode.window.activeTextEditor?.document;
    const active = document?.languageId === 'gene' && document.uri.scheme === 'file' ? document.uri.fsPath : undefined;
    const complete = accept(completeLaunch(given, active));
    if (complete?.request === 'launch') {
      this.adapters.prepare();
    }
    return complete;
  }

  async resolveDebugConfigurationWithSubstitutedVariables(folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration) {
    // Asked here and not only when the adapter starts: a message with buttons says more than a failed session.
    const startable = await this.launcher.attempt(() => this.launcher.check());
    if (startable === undefined) {
      return undefined;
    }
    const workspaceFolder = folder ?? vscode.workspace.workspaceFolders?.[0];
    const complete = accept(absoluteLaunch(given, workspaceFolder?.uri.fsPath, (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false));
    return complete === undefined ? undefined : this.adapters.reserve(complete);
  }
}

/** For the list of "Run and Debug": the active file and the others of the folder. */
export class OfferedLaunches implements vscode.DebugConfigurationProvider {
  async provideDebugConfigurations(folder: vscode.WorkspaceFolder | undefined): Promise<vscode.DebugConfiguration[]> {
    const document = vscode.window.activeTextEditor?.document;
    if (folder === undefined) {
      // Asked for each folder, and then once more for none: there only a file outside of folders is left to offer.
      const outside = document?.languageId === 'gene' && document.uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(document.uri) === undefined;
      return (outside ? offeredLaunches(document.uri.fsPath, []) : []) as vscode.DebugConfiguration[];
    }
    const relative = (uri: vscode.Uri) => path.relative(folder.uri.fsPath, uri.fsPath).split(path.sep).join('/');
    const isHere = document?.languageId === 'gene' && vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString() === folder.uri.toString();
    const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.gene'), '**/{node_modules,target,build,dist}/**', MOST_OFFERED);
    return offeredLaunches(isHere ? relative(document.uri) : undefined, files.map(relative)) as vscode.DebugConfiguration[];
  }
}

/** Undefined ends the launch without a second message. */
function accept(choice: LaunchChoice): vscode.DebugConfiguration | undefined {
  if ('problem' in choice) {
    void vscode.window.showErrorMessage(choice.problem);
    return undefined;
  }
  return choice.launch as vscode.DebugConfiguration;
}
