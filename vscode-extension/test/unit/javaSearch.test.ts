// The search for a Java, on machines that exist only here.
import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { findJava, majorVersion, type JavaHost } from '../../src/plain/javaSearch';

interface Machine {
  readonly platform?: NodeJS.Platform;
  readonly variables?: Record<string, string>;
  /** Executable → version; the `release` file lies two folders up. */
  readonly javas?: Record<string, string>;
  /** Executable → what `java -version` prints; these have no `release` file. */
  readonly shims?: Record<string, string>;
  readonly links?: Record<string, string>;
}

function machine(given: Machine): JavaHost & { readonly asked: string[] } {
  const platform = given.platform ?? 'linux';
  const files = platform === 'win32' ? path.win32 : path.posix;
  const javas = given.javas ?? {};
  const shims = given.shims ?? {};
  const links = given.links ?? {};
  const executables = [...Object.keys(javas), ...Object.keys(shims), ...Object.keys(links)];
  const asked: string[] = [];
  return {
    asked,
    platform,
    homeFolder: platform === 'win32' ? 'C:\\Users\\ann' : '/home/ann',
    variable: (name) => given.variables?.[name],
    isFile: (file) => executables.includes(file),
    list: (folder) => [...new Set(executables
      .filter((file) => file.startsWith(folder + files.sep))
      .map((file) => file.slice(folder.length + 1).split(files.sep)[0] ?? ''))],
    readText: (file) => {
      const java = Object.keys(javas).find((executable) => files.join(files.dirname(files.dirname(executable)), 'release') === file);
      return java === undefined ? undefined : `IMPLEMENTOR="x"\nJAVA_VERSION="${javas[java]}"\n`;
    },
    realPath: (file) => links[file] ?? file,
    askVersion: (executable) => {
      asked.push(executable);
      return Promise.resolve(shims[executable]);
    },
  };
}

async function found(host: JavaHost, setting = ''): Promise<string> {
  const search = await findJava(host, setting);
  return 'java' in search ? `${search.java.executable} ${search.java.version}` : search.problem;
}

describe('majorVersion', () => {
  for (const [text, version] of [['1.8.0_392', 8], ['17.0.15', 17], ['26-ea', 26], ['11', 11]] as const) {
    it(text, () => assert.equal(majorVersion(text), version));
  }
  it('gives undefined for what is no version', () => assert.equal(majorVersion('unknown'), undefined));
});

describe('findJava', () => {
  const j11 = { '/opt/j11/bin/java': '11.0.2' };
  const j17 = { '/opt/j17/bin/java': '17.0.15' };
  const j21 = { '/usr/lib/jvm/j21/bin/java': '21.0.1' };

  it('takes the setting before everything else', async () =>
    assert.equal(await found(machine({ javas: { ...j17, ...j21 }, variables: { JAVA_HOME: '/usr/lib/jvm/j21' } }), '/opt/j17'), '/opt/j17/bin/java 17'));

  it('takes a setting that names the executable, or begins with ~', async () => {
    assert.equal(await found(machine({ javas: j17 }), '/opt/j17/bin/java'), '/opt/j17/bin/java 17');
    assert.equal(await found(machine({ javas: { '/home/ann/jdk/bin/java': '17' } }), '~/jdk'), '/home/ann/jdk/bin/java 17');
  });

  it('never goes past a setting that is wrong', async () => {
    const host = machine({ javas: { ...j11, ...j21 } });
    assert.equal(await found(host, '/opt/none'), 'The setting gene.java.home is /opt/none, but there is no /opt/none/bin/java. Set it to the folder of a Java 17 or later.');
    assert.equal(await found(host, '/opt/j11'), 'The setting gene.java.home is /opt/j11, which is Java 11. Gene needs Java 17 or later.');
  });

  it('refuses a setting whose Java tells no version', async () =>
    assert.match(await found(machine({ shims: { '/opt/odd/bin/java': 'no such thing' } }), '/opt/odd'), /does not tell its version/));

  it('takes JAVA_HOME before PATH', async () =>
    assert.equal(await found(machine({ javas: { ...j17, ...j21 }, variables: { JAVA_HOME: '/opt/j17', PATH: '/usr/lib/jvm/j21/bin' } })), '/opt/j17/bin/java 17'));

  it('goes past a JAVA_HOME that is too old or gone', async () => {
    assert.equal(await found(machine({ javas: { ...j11, ...j17 }, variables: { JAVA_HOME: '/opt/j11', PATH: '/bin:/opt/j17/bin' } })), '/opt/j17/bin/java 17');
    assert.equal(await found(machine({ javas: j17, variables: { JAVA_HOME: '/gone', PATH: '/opt/j17/bin' } })), '/opt/j17/bin/java 17');
  });

  it('reads the version beside the target of a link, without starting a process', async () => {
    const host = machine({ javas: j17, links: { '/usr/bin/java': '/opt/j17/bin/java' }, variables: { PATH: '/usr/bin' } });
    assert.equal(await found(host), '/usr/bin/java 17');
    assert.deepEqual(host.asked, []);
  });

  it('asks a shim for its version', async () =>
    assert.equal(
      await found(machine({ shims: { '/home/ann/.asdf/shims/java': 'openjdk version "21.0.2" 2024-01-16' }, variables: { PATH: '/home/ann/.asdf/shims' } })),
      '/home/ann/.asdf/shims/java 21',
    ));

  it('takes the newest in the usual places', async () =>
    assert.equal(await found(machine({ javas: { '/usr/lib/jvm/j17/bin/java': '17', ...j21, '/home/ann/.jdks/j11/bin/java': '11' } })), '/usr/lib/jvm/j21/bin/java 21'));

  it('does not start the stand-in of macOS, and looks into bundles', async () => {
    const bundle = '/Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home/bin/java';
    const host = machine({ platform: 'darwin', shims: { '/usr/bin/java': 'version "21"' }, javas: { [bundle]: '21' }, variables: { PATH: '/usr/bin' } });
    assert.equal(await found(host), `${bundle} 21`);
    assert.deepEqual(host.asked, []);
  });

  it('knows the folders of Windows', async () =>
    assert.equal(
      await found(machine({ platform: 'win32', javas: { 'D:\\P\\Eclipse Adoptium\\jdk-17\\bin\\java.exe': '17.0.9' }, variables: { ProgramFiles: 'D:\\P', PATH: 'C:\\Windows' } })),
      'D:\\P\\Eclipse Adoptium\\jdk-17\\bin\\java.exe 17',
    ));

  it('says what it found when nothing fits', async () => {
    assert.equal(
      await found(machine({ javas: j11, variables: { JAVA_HOME: '/opt/j11' } })),
      'Gene needs Java 17 or later; found only Java 11 (JAVA_HOME). Install one, or name its folder in the setting gene.java.home.',
    );
    assert.match(await found(machine({})), /^Gene needs Java 17 or later; none was found/);
  });
});
