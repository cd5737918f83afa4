// Finds a Java that can run Gene: the setting, JAVA_HOME, PATH, then the places where installers put one.
import * as path from 'node:path';

/** Gene's classes are compiled for this release, so an older Java refuses to load them. */
export const MINIMUM_JAVA = 17;

export interface Java {
  readonly executable: string;
  readonly version: number;
  /** What tells this very build from every other: its `release` file, or what it prints as its version. */
  readonly build: string;
  /** Where it was found, in words for a person: a setting, a variable or a folder. */
  readonly origin: string;
}

export type JavaSearch = { readonly java: Java } | { readonly problem: string };

/** What the search asks of the machine; tests answer in its place. */
export interface JavaHost {
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  variable(name: string): string | undefined;
  isFile(file: string): boolean;
  list(folder: string): readonly string[];
  readText(file: string): string | undefined;
  realPath(file: string): string;
  /** What `java -version` prints, or undefined when it cannot be run. */
  askVersion(executable: string): Promise<string | undefined>;
}

interface Candidate {
  readonly executable: string;
  readonly home: string;
  readonly origin: string;
}

/** A setting that names a Java is obeyed or refused, never silently passed over for another Java. */
export async function findJava(host: JavaHost, setting: string): Promise<JavaSearch> {
  if (setting.trim() !== '') {
    return findBySetting(host, setting.trim());
  }
  const tooOld: Java[] = [];
  for (const candidate of [...fromJavaHome(host), ...fromPath(host)]) {
    const java = await inspect(host, candidate);
    if (java !== undefined && java.version >= MINIMUM_JAVA) {
      return { java };
    }
    if (java !== undefined) {
      tooOld.push(java);
    }
  }
  let newest: Java | undefined;
  for (const candidate of fromKnownPlaces(host)) {
    const java = await inspect(host, candidate);
    if (java !== undefined && java.version > (newest?.version ?? 0)) {
      newest = java;
    }
  }
  if (newest !== undefined && newest.version >= MINIMUM_JAVA) {
    return { java: newest };
  }
  return { problem: describeAbsence(newest === undefined ? tooOld : [...tooOld, newest]) };
}

/** The major release in a version text: 8 for `1.8.0_392`, 17 for `17.0.15`, 26 for `26-ea`. */
export function majorVersion(text: string): number | undefined {
  const match = /^(?:1\.)?(\d+)/.exec(text.trim());
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

async function findBySetting(host: JavaHost, setting: string): Promise<JavaSearch> {
  const files = paths(host);
  const given = setting.replace(/^~(?=$|[\\/])/, host.homeFolder);
  const named = host.isFile(given) ? given : files.join(given, 'bin', executableName(host));
  if (!host.isFile(named)) {
    return { problem: `The setting gene.java.home is ${setting}, but there is no ${named}. Set it to the folder of a Java ${MINIMUM_JAVA} or later.` };
  }
  const java = await inspect(host, candidateAt(host, named, 'the setting gene.java.home'));
  if (java === undefined) {
    return { problem: `The setting gene.java.home is ${setting}, but that Java does not tell its version. Set it to the folder of a Java ${MINIMUM_JAVA} or later.` };
  }
  if (java.version < MINIMUM_JAVA) {
    return { problem: `The setting gene.java.home is ${setting}, which is Java ${java.version}. Gene needs Java ${MINIMUM_JAVA} or later.` };
  }
  return { java };
}

function describeAbsence(tooOld: readonly Java[]): string {
  const found = tooOld.map((java) => `Java ${java.version} (${java.origin})`).join(', ');
  const seen = found === '' ? 'none was found by JAVA_HOME, PATH or in the usual places' : `found only ${found}`;
  return `Gene needs Java ${MINIMUM_JAVA} or later; ${seen}. Install one, or name its folder in the setting gene.java.home.`;
}

function fromJavaHome(host: JavaHost): Candidate[] {
  const home = host.variable('JAVA_HOME');
  if (home === undefined || home === '') {
    return [];
  }
  return [candidateAt(host, paths(host).join(home, 'bin', executableName(host)), 'JAVA_HOME')];
}

function fromPath(host: JavaHost): Candidate[] {
  const files = paths(host);
  const folders = (host.variable('PATH') ?? '').split(files.delimiter).filter((folder) => folder !== '');
  return folders
    // macOS puts a stand-in there that opens a dialog when no Java is installed.
    .filter((folder) => !(host.platform === 'darwin' && folder === '/usr/bin'))
    .map((folder) => files.join(folder, executableName(host)))
    .filter((file) => host.isFile(file))
    .map((file) => candidateAt(host, file, `PATH: ${file}`));
}

function fromKnownPlaces(host: JavaHost): Candidate[] {
  const files = paths(host);
  return knownFolders(host).flatMap((folder) =>
    host.list(folder).flatMap((name) =>
      [files.join(folder, name), files.join(folder, name, 'Contents', 'Home')].map((home) =>
        candidateAt(host, files.join(home, 'bin', executableName(host)), home))));
}

/** Folders that hold one folder for each installed Java. */
function knownFolders(host: JavaHost): string[] {
  const files = paths(host);
  const inHome = [
    ['.sdkman', 'candidates', 'java'], ['.jdks'], ['.asdf', 'installs', 'java'], ['.local', 'share', 'mise', 'installs', 'java'],
  ].map((names) => files.join(host.homeFolder, ...names));
  switch (host.platform) {
    case 'win32':
      return [...windowsFolders(host), ...inHome];
    case 'darwin':
      return ['/Library/Java/JavaVirtualMachines', files.join(host.homeFolder, 'Library', 'Java', 'JavaVirtualMachines'),
        '/opt/homebrew/opt/openjdk/libexec', '/usr/local/opt/openjdk/libexec', ...inHome];
    default:
      return ['/usr/lib/jvm', '/usr/lib64/jvm', '/usr/java', '/opt/java', ...inHome];
  }
}

function windowsFolders(host: JavaHost): string[] {
  const programs = host.variable('ProgramFiles') ?? 'C:\\Program Files';
  const vendors = ['Java', 'Eclipse Adoptium', 'Microsoft', 'Zulu', 'Amazon Corretto', 'BellSoft', 'SapMachine\\JDK'];
  return vendors.map((vendor) => path.win32.join(programs, vendor));
}

function candidateAt(host: JavaHost, executable: string, origin: string): Candidate {
  const files = paths(host);
  const home = host.isFile(executable) ? files.dirname(files.dirname(host.realPath(executable))) : '';
  return { executable, home, origin };
}

/** The `release` file answers without a process; version managers' shims have none, so they are asked. */
async function inspect(host: JavaHost, candidate: Candidate): Promise<Java | undefined> {
  if (!host.isFile(candidate.executable)) {
    return undefined;
  }
  const release = host.readText(paths(host).join(candidate.home, 'release')) ?? '';
  const told = /^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1];
  const build = told === undefined ? (await host.askVersion(candidate.executable)) ?? '' : release;
  const text = told ?? /version "([^"]+)"/.exec(build)?.[1];
  const version = text === undefined ? undefined : majorVersion(text);
  return version === undefined ? undefined : { executable: candidate.executable, version, build, origin: candidate.origin };
}

function executableName(host: JavaHost): string {
  return host.platform === 'win32' ? 'java.exe' : 'java';
}

function paths(host: JavaHost): path.PlatformPath {
  return host.platform === 'win32' ? path.win32 : path.posix;
}
