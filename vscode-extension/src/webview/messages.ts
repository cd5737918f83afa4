// What the trace view and the extension tell each other.
import type { TracePage, TraceRow } from '../plain/debugProtocol';

export interface Filters {
  readonly functions: readonly string[];
  readonly files: readonly string[];
  readonly opcodes: readonly string[];
}

export type ToView =
  | { readonly type: 'page'; readonly page: TracePage }
  | { readonly type: 'grown'; readonly first: number; readonly next: number; readonly running: boolean }
  | { readonly type: 'current'; readonly path: string | undefined; readonly line: number }
  | { readonly type: 'session'; readonly active: boolean }
  | { readonly type: 'cleared' };

export type ToExtension =
  | { readonly type: 'ready' }
  | { readonly type: 'start'; readonly filters: Filters }
  | { readonly type: 'stop' }
  | { readonly type: 'page'; readonly start: number; readonly count: number }
  | { readonly type: 'go'; readonly row: TraceRow };
