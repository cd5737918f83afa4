// Command lines: how Java, the server's jar and a command of `gene` become a process.

export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables on top of the ones of this process. */
  readonly env: Readonly<Record<string, string>>;
}

export interface GeneProcess {
  readonly java: string;
  readonly jar: string;
  /** Of the user, for the JVM. */
  readonly options: readonly string[];
  /** The JVM's own form of the classes; undefined as long as there is none. */
  readonly archive: string | undefined;
  /** The command of `gene` with its arguments. */
  readonly args: readonly string[];
  /** The variables of this process, for what they say of the locale. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** `gene <args>` without the launcher script, so that no shell reads or splits a path; with the options of bin/gene. */
export function geneInvocation(given: GeneProcess): Invocation {
  return {
    command: given.java,
    args: [...BASE, ...archiveOptions(given.archive), ...collector(given.args[0], given.options), ...given.options, '-jar', given.jar, ...given.args],
    env: locale(given.variables),
  };
}

/** Makes the archive: a separate process, because a JVM may die of it (JDK 17 sometimes does). */
export function archiveInvocation(java: string, jar: string, archive: string, folder: string): Invocation {
  return { command: java, args: [`-XX:ArchiveClassesAtExit=${archive}`, PARALLEL, '-Xlog:disable', '-cp', jar, 'gene.cli.WarmUp', folder], env: {} };
}

/** A large Java stack for nested data; messages of the JVM never on standard output, where a protocol may be spoken;
 * archives of classes where they were made for, because moving them takes longer than reading them. */
const BASE = ['-Xss4m', '-XX:+UnlockDiagnosticVMOptions', '-XX:+IgnoreUnrecognizedVMOptions', '-XX:-ClipInlining', '-XX:FreqInlineSize=1500',
  '-XX:CompileCommand=quiet', '-XX:CompileCommand=inline,gene.vm.Compiled*::run',
  '-XX:ArchiveRelocationMode=0', '-Xlog:disable', '-Xlog:all=error:stderr'];
const PARALLEL = '-XX:+UseParallelGC';

/** An archive that fits another JVM is passed over in silence. */
function archiveOptions(archive: string | undefined): string[] {
  return archive === undefined ? [] : ['-Xshare:auto', `-XX:SharedArchiveFile=${archive}`];
}

/** A server lives for hours beside the editor: a small heap that gives memory back and a short way to the first answers count. */
function collector(command: string | undefined, options: readonly string[]): string[] {
  if (options.some((option) => /^-XX:\+Use\w*GC$/.test(option))) {
    return [];
  }
  switch (command) {
    case 'lsp':
      return ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms128m', '-XX:MaxHeapFreeRatio=40'];
    case 'dap':
      // It pauses a program that takes too much memory, before the collector gives up.
      return [PARALLEL, '-XX:-UseGCOverheadLimit'];
    default:
      return [PARALLEL];
  }
}

/** With a locale that knows only ASCII, Java cannot read other characters in arguments and file names. */
function locale(variables: GeneProcess['variables']): Record<string, string> {
  const { LC_ALL = '', LC_CTYPE = '', LANG = '' } = variables;
  const known = LC_ALL || LC_CTYPE || LANG || 'C';
  return (known === 'C' || known === 'POSIX') && LC_ALL === '' ? { LC_CTYPE: 'C.UTF-8' } : {};
}
