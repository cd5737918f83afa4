// Debugging: completes launch configurations and starts `gene dap`, which speaks the Debug Adapter Protocol on its standard streams.
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import type { Launcher } from './launcher';
import { absoluteLaunch, completeLaunch, type LaunchChoice } from './plain/launchConfiguration';

export function registerDebugging(launcher: Launcher): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider('gene', new LaunchCompletion(launcher)),
    vscode.debug.registerDebugAdapterDescriptorFactory('gene', new AdapterProcess(launcher)),
  );
}

class LaunchCompletion implements vscode.DebugConfigurationProvider {
  constructor(private readonly launcher: Launcher) {}

  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration) {
    const document = vscode.window.activeTextEditor?.document;
    const active = document?.languageId === 'gene' && document.uri.scheme === 'file' ? document.uri.fsPath : undefined;
    return accept(completeLaunch(given, active));
  }

  async resolveDebugConfigurationWithSubstitutedVariables(folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration) {
    // Asked here and not only when the adapter starts: a message with buttons says more than a failed session.
    const startable = await this.launcher.attempt(() => this.launcher.invocation('dap'));
    if (startable === undefined) {
      return undefined;
    }
    const workspaceFolder = folder ?? vscode.workspace.workspaceFolders?.[0];
    return accept(absoluteLaunch(given, workspaceFolder?.uri.fsPath, (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false));
  }
}

class AdapterProcess implements vscode.DebugAdapterDescriptorFactory {
  constructor(private readonly launcher: Launcher) {}

  async createDebugAdapterDescriptor(): Promise<vscode.DebugAdapterDescriptor> {
    const invocation = await this.launcher.invocation('dap');
    return new vscode.DebugAdapterExecutable(invocation.command, [...invocation.args]);
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
