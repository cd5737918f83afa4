// Tasks of the type `gene`: what tasks.json may say, and the words of the command line that it means.

export interface GeneTaskDefinition {
  readonly type: string;
  readonly command: string;
  /** Files or folders, seen from the working folder. */
  readonly file?: string | readonly string[];
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const COMMANDS = ['run', 'check', 'test'];

/** The words after `gene`, or what is wrong with the definition. */
export function taskWords(definition: GeneTaskDefinition): readonly string[] | { readonly problem: string } {
  const files = definition.file === undefined ? [] : typeof definition.file === 'string' ? [definition.file] : definition.file;
  if (!COMMANDS.includes(definition.command)) {
    return { problem: `A Gene task has the command ${COMMANDS.slice(0, -1).join(', ')} or ${COMMANDS.at(-1)}, not ${definition.command}.` };
  }
  if (definition.command !== 'test' && files.length === 0) {
    return { problem: `A Gene task with the command ${definition.command} names a "file".` };
  }
  if (definition.command === 'run' && files.length > 1) {
    return { problem: 'A Gene task runs one file: its arguments go into "args".' };
  }
  // Everything behind the file of `run` belongs to the program; of the other commands, options come first.
  const args = definition.args ?? [];
  return definition.command === 'run' ? ['run', ...files, ...args] : [definition.command, ...args, ...files];
}

/** How the task is called in lists: `check src/a.gene`. */
export function taskName(definition: GeneTaskDefinition): string {
  const file = typeof definition.file === 'string' ? definition.file : definition.file?.join(' ');
  return file === undefined || file === '' ? definition.command : `${definition.command} ${file}`;
}
