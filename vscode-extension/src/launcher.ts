// Turns a `gene` command into a process to start, or says in one sentence why it cannot be started.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { JavaRuntime } from './javaRuntime';
import { ClassArchive } from './plain/classArchive';
import { geneInvocation, type Invocation } from './plain/invocation';
import type { Java } from './plain/javaSearch';
import { chooseJar } from './plain/serverJar';

/** Nothing can be started now; the message names the cause and the remedy. */
export class CannotLaunch extends Error {
  constructor(message: string, readonly missing: 'java' | 'server' | 'trust') {
    super(message);
  }
}

/** What names something to run belongs to the machine it runs on, which in a window on another machine has a page of its own. */
export async function openSetting(name: string): Promise<void> {
  await vscode.commands.executeCommand(vscode.env.remoteName === undefined ? 'workbench.action.openSettings' : 'workbench.action.openRemoteSettings', { query: name });
}

export class Launcher {
  private readonly javaRuntime = new JavaRuntime();
  private readonly archive: ClassArchive;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.archive = new ClassArchive(path.join(context.globalStorageUri.fsPath, 'classes'));
  }

  async invocation(...args: string[]): Promise<Invocation> {
    const { java, jar } = await this.find();
    return geneInvocation({
      java: java.executable,
      jar,
      options: vscode.workspace.getConfiguration('gene').get<string[]>('java.options', []),
      archive: this.archive.find(java, jar),
      args,
      variables: process.env,
    });
  }

  /** Whether something could be started now: fails as a start would. */
  async check(): Promise<true> {
    await this.find();
    return true;
  }

  /** Makes later starts faster; resolves when that has been tried. */
  async archiveClasses(log: vscode.LogOutputChannel): Promise<void> {
    const { java, jar } = await this.find();
    const outcome = await this.archive.make(java, jar);
    if (outcome === 'failed') {
      log.info(`Java ${java.version} made no archive of Gene's classes, so starts take a little longer.`);
    } else {
      log.debug(`Archive of Gene's classes: ${outcome}.`);
    }
  }

  /** Every process of this extension is made of this, so this is where an untrusted folder is refused. */
  private async find(): Promise<{ java: Java; jar: string }> {
    if (!vscode.workspace.isTrusted) {
      throw new CannotLaunch('This folder is not trusted, so Gene runs nothing in it.', 'trust');
    }
    const choice = chooseJar({
      setting: vscode.workspace.getConfiguration('gene').get('server.path', ''),
      extensionFolder: this.context.extensionPath,
      developing: this.context.extensionMode !== vscode.ExtensionMode.Production,
      isFile: (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
    });
    if ('problem' in choice) {
      throw new CannotLaunch(choice.problem, 'server');
    }
    const search = await this.javaRuntime.find();
    if ('problem' in search) {
      throw new CannotLaunch(search.problem, 'java');
    }
    return { java: search.java, jar: choice.jar };
  }

  /** Shows why nothing started, with the buttons that lead to the remedy. */
  async show(problem: CannotLaunch): Promise<void> {
    const actions = new Map<string, () => unknown>();
    switch (problem.missing) {
      case 'java':
        actions.set('Get Java', () => vscode.env.openExternal(vscode.Uri.parse('https://adoptium.net/temurin/releases/')));
        actions.set('Choose a Java', () => this.chooseJava());
        actions.set('Open Settings', () => openSetting('gene.java.home'));
        break;
      case 'server':
        actions.set('Open Settings', () => openSetting('gene.server.path'));
        break;
      case 'trust':
        actions.set('Manage Trust', () => vscode.commands.executeCommand('workbench.trust.manage'));
        break;
    }
    const chosen = await vscode.window.showErrorMessage(problem.message, ...actions.keys());
    if (chosen !== undefined) {
      await actions.get(chosen)?.();
    }
  }

  private async chooseJava(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, title: 'The folder of a Java 17 or later' });
    if (chosen?.[0] !== undefined) {
      await vscode.workspace.getConfiguration('gene').update('java.home', chosen[0].fsPath, vscode.ConfigurationTarget.Global);
    }
  }

  /** Runs `action`; when nothing could be started, shows why and gives undefined. */
  async attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof CannotLaunch)) {
        throw error;
      }
      await this.show(error);
      return undefined;
    }
  }
}
