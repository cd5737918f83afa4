// Tests as a tree for the Test Explorer: which ids a run asks for, and how the report of a failure reads.
import type { TestResult } from './protocol';

export interface TestNode {
  readonly id: string;
  readonly children: readonly TestNode[];
}

/** The ids to run: those asked for, with what is left out taken out of them. */
export function idsToRun(included: readonly TestNode[], excluded: ReadonlySet<string>): string[] {
  return included.flatMap((node) => {
    if (excluded.has(node.id)) {
      return [];
    }
    return holdsOneOf(node, excluded) ? idsToRun(node.children, excluded) : [node.id];
  });
}

function holdsOneOf(node: TestNode, ids: ReadonlySet<string>): boolean {
  return node.children.some((child) => ids.has(child.id) || holdsOneOf(child, ids));
}

/** The ids that a test stands under, outermost first: its file, its suites. */
export function parentIds(id: string): string[] {
  const parts = id.split('::');
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join('::'));
}

export interface TraceEntry {
  readonly label: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

/** An entry of a Gene stack: `at <fn> (x.gene:6:16)`; lines and columns from 1. */
export function traceEntry(text: string): TraceEntry {
  const match = /^(?:at )?(.*) \((.*):(\d+):(\d+)\)$/.exec(text.trim());
  if (match === null) {
    return { label: text.trim(), place: undefined };
  }
  const [, label = '', file = '', line = '1', column = '1'] = match;
  return { label, place: { file, line: Number(line), column: Number(column) } };
}

export function failureText(result: TestResult): string {
  return result.message ?? (result.status === 'broken' ? 'The file could not be run to its end.' : 'The test failed.');
}

/** Terminals, which show what tests print, want a carriage return before each line feed. */
export function terminalText(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}
