// A debug adapter that does nothing but stop at once: what a session with it takes, VS Code itself takes.
import * as vscode from 'vscode';

export const PEER = 'gene-peer';

interface Request {
  readonly seq: number;
  readonly type: string;
  readonly command: string;
  readonly arguments?: { readonly source?: { readonly path?: string }; readonly breakpoints?: readonly { readonly line: number }[] };
}

class Peer implements vscode.DebugAdapter {
  private readonly sent = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  private file = '';
  private line = 1;

  readonly onDidSendMessage = this.sent.event;

  handleMessage(message: vscode.DebugProtocolMessage): void {
    const request = message as Request;
    const breakpoints = request.arguments?.breakpoints ?? [];
    switch (request.command) {
      case 'initialize':
        this.answer(request, { supportsConfigurationDoneRequest: true });
        this.tell('initialized');
        break;
      case 'setBreakpoints':
        this.file = request.arguments?.source?.path ?? '';
        this.line = breakpoints[0]?.line ?? 1;
        this.answer(request, { breakpoints: breakpoints.map(({ line }, id) => ({ id, verified: true, line })) });
        break;
      case 'configurationDone':
        this.answer(request, {});
        this.tell('stopped', { reason: 'breakpoint', threadId: 1, allThreadsStopped: true });
        break;
      case 'threads':
        this.answer(request, { threads: [{ id: 1, name: 'main' }] });
        break;
      case 'stackTrace':
        this.answer(request, { stackFrames: [{ id: 1, name: 'peer', line: this.line, column: 1, source: { path: this.file } }], totalFrames: 1 });
        break;
      case 'scopes':
        this.answer(request, { scopes: [] });
        break;
      default:
        this.answer(request, {});
    }
  }

  private answer({ seq, command }: Request, body: object): void {
    this.sent.fire({ type: 'response', request_seq: seq, command, success: true, body } as vscode.DebugProtocolMessage);
  }

  private tell(event: string, body: object = {}): void {
    this.sent.fire({ type: 'event', event, body } as vscode.DebugProtocolMessage);
  }

  dispose(): void {
    this.sent.dispose();
  }
}

export function registerPeer(): vscode.Disposable {
  return vscode.debug.registerDebugAdapterDescriptorFactory(PEER, { createDebugAdapterDescriptor: () => new vscode.DebugAdapterInlineImplementation(new Peer()) });
}
