// The states of the language server and how the status item shows each.

export type ServerState =
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'starting' }
  | RunningState
  | { readonly kind: 'failed'; readonly reason: string; /** Nothing of Gene can be started, so no program either. */ readonly nothingRuns?: boolean }
  | { readonly kind: 'stopped' };

export interface RunningState {
  readonly kind: 'running';
  readonly version: string | undefined;
  /** What the server is at, such as the index, with how much of it is done when that is known. */
  readonly work?: { readonly title: string; readonly percentage: number | undefined } | undefined;
  /** How many files its index has; undefined as long as it is not known. */
  readonly files?: number | undefined;
}

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
      return runningView(state);
    case 'failed':
      return {
        text: '$(warning) Gene',
        tooltip: `${state.reason}\n\nUntil then files are highlighted${state.nothingRuns === true ? ', and nothing runs.' : ' and Gene: Run File works, without diagnostics or navigation.'}`,
        warning: true,
      };
    case 'stopped':
      return { text: '$(debug-stop) Gene', tooltip: 'The Gene language server is stopped. Gene: Restart Language Server starts it.', warning: false };
  }
}

function runningView({ version, work, files }: RunningState): StatusView {
  const server = `The Gene language server${version === undefined ? '' : ` ${version}`} is running.`;
  if (work !== undefined) {
    const done = work.percentage === undefined ? '' : ` ${work.percentage} %`;
    return { text: `$(sync~spin) Gene${done}`, tooltip: `${server}\n${work.title}${done}`, warning: false };
  }
  const known = files === undefined ? '' : `\n${files === 1 ? '1 Gene file is' : `${files} Gene files are`} indexed.`;
  return { text: '$(check) Gene', tooltip: `${server}${known}`, warning: false };
}
