// Debugging: configurations, and where the adapter of a session is.
import * as vscode from 'vscode';
import type { Server } from '../client';
import type { Launcher } from '../launcher';
import { AdapterPlace } from './adapter';
import { LaunchCompletion, OfferedLaunches } from './configurations';

export function registerDebugging(server: Server, launcher: Launcher, log: vscode.LogOutputChannel): vscode.Disposable {
  const adapters = new AdapterPlace(server, launcher, log);
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider('gene', new LaunchCompletion(launcher, adapters)),
    vscode.debug.registerDebugConfigurationProvider('gene', new OfferedLaunches(), vscode.DebugConfigurationProviderTriggerKind.Dynamic),
    vscode.debug.registerDebugAdapterDescriptorFactory('gene', adapters),
  );
}
