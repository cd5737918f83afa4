// Answers of the debug adapter's own requests (docs/debug-protocol.md), as far as this extension reads them.

export interface DebugSource {
  readonly name?: string;
  readonly path?: string;
  readonly sourceReference?: number;
}

export interface Timeline {
  readonly recording: boolean;
  readonly position: number;
  readonly oldest: number;
  readonly newest: number;
  readonly atPresent: boolean;
  readonly forgotten: boolean;
  readonly bytes: number;
}

export interface Write {
  readonly position: number;
  readonly value: string;
  readonly before?: string | null;
  readonly type?: string | null;
  readonly source?: DebugSource;
  readonly line?: number;
  readonly column?: number;
  readonly function?: string | null;
  readonly threadId?: number;
  readonly kind: 'assignment' | 'argument' | 'creation' | 'debugger';
}

/** A variable or path as seen from a frame, or a row of the variables view. */
export type Place = { readonly expression: string; readonly frameId?: number } | { readonly variablesReference: number; readonly name: string };

export interface TraceRow {
  readonly number: number;
  readonly function: string;
  readonly opcode: string;
  readonly operands: string | readonly string[];
  readonly stack: readonly string[];
  readonly depth: number;
  readonly threadId: number;
  readonly source?: DebugSource;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface TracePage {
  readonly rows: readonly TraceRow[];
  readonly first: number;
  readonly next: number;
  readonly running: boolean;
}

/** Where the language server serves one session of the debug adapter. */
export type Endpoint =
  | { readonly transport: 'pipe'; readonly path: string }
  | { readonly transport: 'tcp'; readonly host: string; readonly port: number; readonly token: string };

/** What became of edits that were applied to a running program. */
export interface Reloaded {
  readonly replaced: readonly string[];
  readonly refused: readonly { readonly name: string; readonly line: number; readonly reason: string }[];
  readonly unchanged: number;
}

export interface ProfileTaken {
  readonly samples: number;
  readonly duration: number;
  /** The content of a `.cpuprofile`, when no file was named. */
  readonly profile?: unknown;
}
