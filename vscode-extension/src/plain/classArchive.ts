// The classes of Gene in the form that one exact JVM maps instead of loading: where they are kept, and how they are made.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { archiveInvocation } from './invocation';
import type { Java } from './javaSearch';

/** An archive that no start has used for so long belongs to a JVM or a jar that is gone. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** Some dumps kill the JVM, and the next one succeeds. */
const ATTEMPTS = 3;
const LOWEST_PRIORITY = 19;

export class ClassArchive {
  constructor(private readonly folder: string) {}

  /** The archive for this JVM and jar, or undefined when there is none (yet, or because it cannot be made). */
  find(java: Java, jar: string): string | undefined {
    const file = this.file(java, jar);
    if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) {
      return undefined;
    }
    const now = new Date();
    fs.utimesSync(file, now, now);
    return file;
  }

  /** Makes the archive in processes of their own; an empty file says that it cannot be made. Answers what became of it. */
  async make(java: Java, jar: string): Promise<'made' | 'there already' | 'failed'> {
    const file = this.file(java, jar);
    if (fs.existsSync(file)) {
      return 'there already';
    }
    fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.forgetOld();
    const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gene-classes-'));
    const made = path.join(this.folder, `${path.basename(work)}.new`);
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await succeeds(java.executable, jar, made, work)) {
          fs.renameSync(made, file);
          return 'made';
        }
      }
      fs.writeFileSync(file, '');
      return 'failed';
    } finally {
      fs.rmSync(made, { force: true });
      fs.rmSync(work, { recursive: true, force: true });
    }
  }

  private file(java: Java, jar: string): string {
    const hash = createHash('sha256').update(`${java.executable}\n${java.build}\n`);
    const lib = path.join(path.dirname(jar), 'lib');
    const others = fs.existsSync(lib) ? fs.readdirSync(lib).sort().map((name) => path.join(lib, name)) : [];
    for (const part of [jar, ...others]) {
      const stat = fs.statSync(part);
      hash.update(`${part} ${stat.size} ${stat.mtimeMs}\n`);
    }
    return path.join(this.folder, `${hash.digest('hex').slice(0, 24)}.jsa`);
  }

  private forgetOld(): void {
    for (const name of fs.readdirSync(this.folder)) {
      const file = path.join(this.folder, name);
      if (Date.now() - fs.statSync(file).mtimeMs > KEPT_MS) {
        fs.rmSync(file, { force: true });
      }
    }
  }
}

/** A dump that dies may leave a file, so the status counts too. */
function succeeds(java: string, jar: string, archive: string, work: string): Promise<boolean> {
  const { command, args } = archiveInvocation(java, jar, archive, work);
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd: work, stdio: 'ignore', windowsHide: true });
    child.once('spawn', () => {
      if (child.pid !== undefined) {
        lowerPriority(child.pid);
      }
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0 && (fs.statSync(archive, { throwIfNoEntry: false })?.size ?? 0) > 0));
  });
}

function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, LOWEST_PRIORITY);
  } catch {
    // It ended before: there is nothing to be polite about any more.
  }
}
