// The states of the language server and how the status item shows each.

export type ServerState =
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly version: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'stopped' };

export interface StatusView {
  readonly text: string;
  readonly tooltip: string;
  readonly warning: boolean;
}

export function statusView(state: ServerState): StatusView {
  switch (state.kind) {
    case 'untrusted':
      return {
        text: '$(shield) Gene',
        tooltip: 'This folder is not trusted, so no language server, program or debugger runs. Files are highlighted.',
        warning: false,
      };
    case 'starting':
      return { text: '$(loading~spin) Gene', tooltip: 'The Gene language server is starting.', warning: false };
    case 'running':
      return { text: '$(check) Gene', tooltip: `The Gene language server${state.version === undefined ? '' : ` ${state.version}`} is running.`, warning: false };
    case 'failed':
      return {
        text: '$(warning) Gene',
        tooltip: `${state.reason}\n\nUntil then files are highlighted and Gene: Run File works, without diagnostics or navigation.`,
        warning: true,
      };
    case 'stopped':
      return { text: '$(debug-stop) Gene', tooltip: 'The Gene language server is stopped. Gene: Restart Language Server starts it.', warning: false };
  }
}
