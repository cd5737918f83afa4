// Command lines: how Java, the server's jar and a command of `gene` become a process.

export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
}

/** `gene <args>` without the launcher script, so that no shell reads or splits a path. */
export function geneInvocation(javaExecutable: string, jar: string, args: readonly string[]): Invocation {
  return { command: javaExecutable, args: ['-jar', jar, ...args] };
}
