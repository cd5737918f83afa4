// What became of edits that were applied to a running program, as a message and as lines of the log.
import type { Reloaded } from './debugProtocol';

export interface ReloadText {
  readonly kind: 'done' | 'nothing' | 'refused';
  readonly message: string;
  readonly details: readonly string[];
}

/** A message has one line: more names are counted. */
const MOST_NAMES = 5;

export function reloadText(reloaded: Reloaded, file: string): ReloadText {
  const { replaced, refused } = reloaded;
  const details = [
    ...replaced.map((name) => `${file}: ${name} is exchanged; calls from now on run the new code.`),
    ...refused.map(({ name, line, reason }) => `${line > 0 ? `${file}:${line}` : file}: ${named(name)} is not exchanged: ${reason}`),
  ];
  const done = replaced.length === 0 ? '' : `Exchanged in ${file}: ${some(replaced)}.`;
  const [first, ...others] = refused;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` And ${others.length} more.`;
    return { kind: 'refused', message: `${done === '' ? '' : `${done} `}Not exchanged: ${named(first.name)}${first.line > 0 ? ` (line ${first.line})` : ''}: ${sentence(first.reason)}${more}`, details };
  }
  return done === '' ? { kind: 'nothing', message: `No function of ${file} has changed since it was loaded.`, details } : { kind: 'done', message: done, details };
}

/** The module as a whole has no name that a person would use. */
function named(name: string): string {
  return name === '<module>' ? 'what stands outside of functions' : name;
}

function some(names: readonly string[]): string {
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
