// What an evaluation came to, as the words beside the code and as the page that a pointer shows.
import type { Evaluation } from './protocol';

/** Longer values are cut beside the code; the page has the whole. */
const SHOWN_CHARACTERS = 120;

export interface ResultView {
  readonly inline: string;
  readonly isFailure: boolean;
  /** What Copy takes. */
  readonly copied: string;
  /** For the page: what was printed, the report of a failure. */
  readonly output: string;
}

export function resultView(result: Evaluation): ResultView {
  const output = result.output.map((part) => part.text).join('');
  const failure = failureOf(result);
  if (failure !== undefined) {
    return { inline: `✗ ${oneLine(failure)}`, isFailure: true, copied: result.report ?? failure, output };
  }
  const value = result.value ?? 'nil';
  return { inline: `⇒ ${oneLine(value)}`, isFailure: false, copied: value, output };
}

function failureOf(result: Evaluation): string | undefined {
  switch (result.status) {
    case 'value':
      return undefined;
    case 'exit':
      return `exited with status ${result.exitStatus ?? 0}`;
    case 'exception':
    case 'error':
    case 'timeout':
    case 'memory':
    case 'cancelled':
      return result.message ?? result.status;
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  const characters = [...line];
  return characters.length <= SHOWN_CHARACTERS ? line : `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}

/** A fence that no run of backquotes in the text can end. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
