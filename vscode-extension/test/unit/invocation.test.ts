// The processes of Gene: their options, and the archive of classes that makes their start faster.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ClassArchive } from '../../src/plain/classArchive';
import { archiveInvocation, geneInvocation, type GeneProcess } from '../../src/plain/invocation';
import type { Java } from '../../src/plain/javaSearch';

const process17: GeneProcess = { java: '/j/bin/java', jar: '/a b/gene.jar', options: [], archive: undefined, args: ['run', '/c d/x.gene'], variables: { LANG: 'en_GB.UTF-8' } };
const argsOf = (given: Partial<GeneProcess>) => geneInvocation({ ...process17, ...given }).args.join(' ');

describe('geneInvocation', () => {
  it('needs no shell', () =>
    assert.deepEqual(geneInvocation(process17), {
      command: '/j/bin/java',
      args: ['-Xss4m', '-XX:+UnlockDiagnosticVMOptions', '-XX:+IgnoreUnrecognizedVMOptions', '-XX:-ClipInlining', '-XX:FreqInlineSize=1500',
        '-XX:CompileCommand=quiet', '-XX:CompileCommand=inline,gene.vm.Compiled*::run', '-XX:ArchiveRelocationMode=0', '-Xlog:disable', '-Xlog:all=error:stderr', '-XX:+UseParallelGC', '-jar', '/a b/gene.jar', 'run', '/c d/x.gene'],
      env: {},
    }));

  it('gives a server a small heap', () => assert.match(argsOf({ args: ['lsp'] }), /-XX:\+UseSerialGC -XX:TieredStopAtLevel=1 -Xms128m -XX:MaxHeapFreeRatio=40 -jar/));
  it('uses the archive', () => assert.match(argsOf({ archive: '/k/1.jsa' }), /-Xshare:auto -XX:SharedArchiveFile=\/k\/1\.jsa .*-jar/));
  it("puts the user's options before the jar, and leaves the choice of a collector to them", () => {
    assert.match(argsOf({ options: ['-Xmx4g'] }), /-XX:\+UseParallelGC -Xmx4g -jar/);
    assert.doesNotMatch(argsOf({ options: ['-XX:+UseZGC'] }), /ParallelGC/);
    assert.doesNotMatch(argsOf({ options: ['-XX:+UseZGC'], args: ['lsp'] }), /Serial|Xms/);
  });

  it('has the options of bin/gene', () => {
    const script = fs.readFileSync(path.join('..', 'bin', 'gene'), 'utf8');
    for (const option of [...geneInvocation(process17).args.slice(0, 4), '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms128m -XX:MaxHeapFreeRatio=40', 'ParallelGC']) {
      assert.ok(script.includes(option), `bin/gene has not ${option}`);
    }
  });

  it('changes a locale that knows only ASCII', () => {
    const locale = (variables: GeneProcess['variables']) => geneInvocation({ ...process17, variables }).env;
    assert.deepEqual(locale({}), { LC_CTYPE: 'C.UTF-8' });
    assert.deepEqual(locale({ LANG: 'POSIX' }), { LC_CTYPE: 'C.UTF-8' });
    assert.deepEqual(locale({ LANG: 'C', LC_CTYPE: 'de_DE.UTF-8' }), {});
    assert.deepEqual(locale({ LC_ALL: 'C' }), {}, 'somebody wants it so');
  });
});

it('archiveInvocation ends as the warm-up ends', () =>
  assert.deepEqual(archiveInvocation('/j/bin/java', '/a/gene.jar', '/k/new', '/t').args,
    ['-XX:ArchiveClassesAtExit=/k/new', '-XX:+UseParallelGC', '-Xlog:disable', '-cp', '/a/gene.jar', 'gene.cli.WarmUp', '/t']));

describe('ClassArchive', { skip: process.platform === 'win32' ? 'the JVM of the test is a shell script' : false }, () => {
  let folder = '';
  let jar = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gene-archive-'));
    jar = path.join(folder, 'gene.jar');
    fs.writeFileSync(jar, 'jar');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** A JVM of which nothing but the dump is known; `$made` is the file to write. */
  function jvm(script: string, build = '17.0.15'): Java {
    const executable = path.join(folder, 'java');
    fs.writeFileSync(executable, `#!/bin/sh\nmade=\${1#*=}\necho run >>${folder}/runs\n${script}\n`, { mode: 0o755 });
    return { executable, version: 17, build, origin: 'test' };
  }
  const kept = () => path.join(folder, 'classes');
  const runs = () => fs.readFileSync(path.join(folder, 'runs'), 'utf8').split('\n').length - 1;

  it('is found once it is made, for this build and this jar', async () => {
    const java = jvm('echo classes >"$made"');
    const archive = new ClassArchive(kept());
    assert.equal(archive.find(java, jar), undefined);
    assert.equal(await archive.make(java, jar), 'made');
    assert.equal(fs.readFileSync(archive.find(java, jar) ?? '', 'utf8'), 'classes\n');
    assert.equal(await archive.make(java, jar), 'there already');
    assert.equal(archive.find({ ...java, build: '17.0.16' }, jar), undefined);
    fs.writeFileSync(jar, 'another');
    assert.equal(archive.find(java, jar), undefined);
    assert.deepEqual(fs.readdirSync(kept()).filter((name) => !name.endsWith('.jsa')), [], 'nothing half made is left');
  });

  it('is tried three times, for dumps that die, and then never again', async () => {
    const java = jvm('echo broken >"$made"; kill -ABRT $$');
    const archive = new ClassArchive(kept());
    assert.equal(await archive.make(java, jar), 'failed');
    assert.equal(runs(), 3);
    assert.equal(archive.find(java, jar), undefined);
    assert.equal(await archive.make(java, jar), 'there already');
    assert.equal(runs(), 3);
  });

  it('succeeds at the second attempt', async () => {
    const java = jvm(`if [ "$(wc -l <${folder}/runs)" -gt 1 ]; then echo classes >"$made"; else exit 1; fi`);
    assert.equal(await new ClassArchive(kept()).make(java, jar), 'made');
    assert.equal(runs(), 2);
  });

  it('fails when there is no such JVM', async () =>
    assert.equal(await new ClassArchive(kept()).make({ ...jvm(''), executable: path.join(folder, 'none') }, jar), 'failed'));

  it('forgets what no start has used for a month', async () => {
    const java = jvm('echo classes >"$made"');
    fs.mkdirSync(kept());
    fs.writeFileSync(path.join(kept(), 'old.jsa'), 'x');
    fs.utimesSync(path.join(kept(), 'old.jsa'), new Date(0), new Date(0));
    await new ClassArchive(kept()).make(java, jar);
    assert.equal(fs.existsSync(path.join(kept(), 'old.jsa')), false);
  });
});
