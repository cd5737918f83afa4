// Debugging: configurations, and where the adapter of a session is.
import * as vscode from 'vscode';
import type { Server } from '../client';
import type { Launcher } from '../launcher';
import { AdapterPlace } from './adapter';
import { LaunchCompletion, OfferedLaunches } from './configurations';
import { registerHotReload } from './hotReload';
import { Profiles } from './profiles';
import { TimeTravel } from './timeTravel';
import { TraceView } from '../views/trace';

export function registerDebugging(server: Server, launcher: Launcher, log: vscode.LogOutputChannel, extension: vscode.Uri, storage: vscode.Uri): vscode.Disposable {
  const adapters = new AdapterPlace(server, launcher, log);
  const trace = new TraceView(extension, log);
  return vscode.Disposable.from(
    trace,
    new TimeTravel(trace),
    new Profiles(vscode.Uri.joinPath(storage, 'profiles')),
    registerHotReload(log),
    vscode.debug.registerDebugConfigurationProvider('gene', new LaunchCompletion(launcher, adapters)),
    vscode.debug.registerDebugConfigurationProvider('gene', new OfferedLaunches(), vscode.DebugConfigurationProviderTriggerKind.Dynamic),
    vscode.debug.registerDebugAdapterDescriptorFactory('gene', adapters),
  );
}
