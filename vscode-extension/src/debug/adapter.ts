// Where a session's debug adapter is: at a private endpoint of the language server, which is warm, or else in a process of its own.
import * as vscode from 'vscode';
import type { Server } from '../client';
import type { Launcher } from '../launcher';
import type { Endpoint } from '../plain/debugProtocol';
import { messageOf } from '../views/failures';

/** The server closes an endpoint after a minute, and a task that runs before the launch may take longer. */
const FRESH_MS = 20_000;

export class AdapterPlace implements vscode.DebugAdapterDescriptorFactory {
  /** Endpoints on TCP that a configuration holds the token of. */
  private readonly reserved = new Map<string, Endpoint>();
  /** An endpoint that was asked for before it was wanted. */
  private ahead: { readonly endpoint: Promise<Endpoint | undefined>; readonly asked: number } | undefined;

  constructor(private readonly server: Server, private readonly launcher: Launcher, private readonly log: vscode.LogOutputChannel) {
    server.onDidChangeState(({ kind }) => {
      if (kind !== 'running') {
        this.ahead = undefined;
      }
    });
  }

  /** A session is about to begin: VS Code has much to do before it wants the adapter, and the server makes the endpoint meanwhile. */
  prepare(): void {
    if (!this.isFresh()) {
      this.ahead = { endpoint: this.ask(), asked: performance.now() };
    }
  }

  private isFresh(): boolean {
    return this.ahead !== undefined && performance.now() - this.ahead.asked < FRESH_MS;
  }

  /** On TCP the token goes into the configuration, which has to happen before the session begins. */
  async reserve(configuration: vscode.DebugConfiguration): Promise<vscode.DebugConfiguration> {
    const endpoint = process.platform === 'win32' ? await this.endpoint() : undefined;
    if (endpoint?.transport !== 'tcp') {
      return configuration;
    }
    this.reserved.set(endpoint.token, endpoint);
    return { ...configuration, token: endpoint.token };
  }

  async createDebugAdapterDescriptor(session: vscode.DebugSession): Promise<vscode.DebugAdapterDescriptor> {
    const { request, path, token } = session.configuration as { request: string; path?: string; token?: string };
    if (request === 'attach' && path !== undefined) {
      return new vscode.DebugAdapterNamedPipeServer(path);
    }
    const endpoint = token === undefined ? await this.endpoint() : this.reserved.get(token);
    this.reserved.delete(token ?? '');
    if (endpoint?.transport === 'pipe') {
      return new vscode.DebugAdapterNamedPipeServer(endpoint.path);
    }
    if (endpoint?.transport === 'tcp') {
      return new vscode.DebugAdapterServer(endpoint.port, endpoint.host);
    }
    const { command, args, env } = await this.launcher.invocation('dap');
    return new vscode.DebugAdapterExecutable(command, [...args], { env: { ...env } });
  }

  private endpoint(): Promise<Endpoint | undefined> {
    this.prepare();
    const { ahead } = this;
    this.ahead = undefined;
    return ahead?.endpoint ?? this.ask();
  }

  /** Undefined when there is no server that could have one: debugging does not need it. */
  private async ask(): Promise<Endpoint | undefined> {
    if (!this.server.hasCommand('gene.server.startDebug') || this.server.state.kind !== 'running') {
      return undefined;
    }
    try {
      return await this.server.request<Endpoint>('gene/startDebug', {});
    } catch (error) {
      this.log.warn(`The language server gives no endpoint for debugging, so it is done in a process of its own: ${messageOf(error)}`);
      return undefined;
    }
  }
}
