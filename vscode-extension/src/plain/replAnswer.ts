// What the REPL prints of an evaluation, and whether the input only waits for its rest.
import type { Evaluation } from './protocol';
import { terminalText } from './testTree';

const DIM = '\x1b[2m';
const RED = '\x1b[31m';
const GREEN = '\x1b[32m';
const PLAIN = '\x1b[0m';

/** The reader itself tells whether more has to come. */
export function isIncomplete(result: Evaluation): boolean {
  return result.status === 'error' && /\bEOF while reading\b|\bunterminated\b|\bunclosed\b/i.test(result.message ?? '');
}

export function replAnswer(result: Evaluation): string {
  switch (result.status) {
    case 'value':
      return result.value == null || result.value === 'nil' || result.value === 'void' ? '' : coloured(GREEN, result.value);
    case 'exit':
      return coloured(DIM, `exited with status ${result.exitStatus ?? 0}`);
    case 'exception':
    case 'error':
    case 'timeout':
    case 'memory':
    case 'cancelled':
      return coloured(RED, result.report ?? result.message ?? result.status);
  }
}

function coloured(colour: string, text: string): string {
  return `${colour}${terminalText(text.replace(/\n$/, ''))}${PLAIN}\r\n`;
}
