// The answers of the language server's own requests (docs/lsp-protocol.md), as far as this extension reads them. A member whose value is
// null may also be left out.

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export type EvaluationStatus = 'value' | 'exception' | 'error' | 'exit' | 'timeout' | 'memory' | 'cancelled';

export interface Evaluation {
  readonly status: EvaluationStatus;
  readonly value?: string | null;
  readonly type?: string | null;
  readonly message?: string | null;
  readonly report?: string | null;
  readonly location?: Location | null;
  readonly range?: Range | null;
  readonly exitStatus?: number | null;
  readonly output: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
  readonly truncated: boolean;
  readonly milliseconds: number;
}

export interface Expansion {
  readonly range: Range;
  readonly kind: 'template' | 'macro';
  readonly name?: string | null;
  readonly expansions: readonly { readonly text: string }[];
  readonly value?: string | null;
  readonly message?: string | null;
}

export interface BytecodeRow {
  readonly offset: number;
  readonly op: string;
  readonly operands: string;
  readonly depth: number;
  readonly effect: string;
  readonly doc: string;
  readonly range: Range;
  readonly statement: boolean;
  readonly target?: number | null;
  readonly code?: number | null;
}

export interface Bytecode {
  readonly name: string;
  readonly kind: string;
  readonly uri: string;
  readonly range: Range;
  readonly parameters: readonly string[];
  readonly locals: readonly { readonly name: string; readonly slot: number; readonly from: number; readonly to: number }[];
  readonly maxStack: number;
  readonly rows: readonly BytecodeRow[];
  readonly handlers: readonly { readonly from: number; readonly to: number; readonly handler: number }[];
  readonly nested: readonly Bytecode[];
  readonly current?: readonly number[] | null;
}

export interface TestItem {
  readonly id: string;
  readonly kind: 'suite' | 'test' | 'example';
  readonly label: string;
  readonly range: Range;
  readonly skipped: boolean;
  readonly children: readonly TestItem[];
}

export interface TestFile {
  readonly uri: string;
  readonly folder?: string | null;
  readonly computed: boolean;
  readonly tests: readonly TestItem[];
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
}

export interface TestResult {
  readonly id: string;
  readonly kind: 'file' | 'suite' | 'test' | 'example';
  readonly uri: string;
  readonly path: readonly string[];
  readonly status: 'passed' | 'failed' | 'skipped' | 'broken';
  readonly milliseconds: number;
  readonly message?: string | null;
  readonly expected?: string | null;
  readonly actual?: string | null;
  readonly location?: Location | null;
  readonly trace: readonly string[];
}

export interface FileCoverage {
  readonly uri: string;
  readonly statements: readonly { readonly range: Range; readonly count: number }[];
  readonly branches: readonly { readonly range: Range; readonly taken: readonly [boolean, boolean] }[];
  readonly functions: readonly { readonly name: string; readonly range: Range; readonly count: number }[];
}

export interface TestRunAnswer {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly broken: number;
  readonly milliseconds: number;
  readonly results: readonly TestResult[];
  readonly coverage?: readonly FileCoverage[] | null;
}

export type TestEvent = { readonly token: string } & (
  | { readonly event: 'begin'; readonly id: string; readonly kind: TestResult['kind']; readonly uri: string }
  | { readonly event: 'output'; readonly uri: string; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly event: 'end'; readonly result: TestResult });
