// What a program with tests prints about them, read line by line: how each ended, and what is said of a failure.

export interface PrintedResult {
  /** The names of the suites around it, and last its own. */
  readonly path: readonly string[];
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message: string;
}

const STATUS = { PASS: 'passed', FAIL: 'failed', SKIP: 'skipped' } as const;

export class TestOutput {
  private rest = '';
  private suites: string[] = [];
  private failed: { path: string[]; depth: number; lines: string[] } | undefined;

  /** The results that the text completes. */
  take(text: string): PrintedResult[] {
    const lines = (this.rest + text).split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  /** What was not finished when the program ended. */
  end(): PrintedResult[] {
    return [...(this.rest === '' ? [] : this.take('\n')), ...this.closeFailure()];
  }

  private line(line: string): PrintedResult[] {
    const match = /^( *)(SUITE|TEST): (.*?)(?: \.\.\. (PASS|FAIL|SKIP))?$/.exec(line);
    if (match === null) {
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (this.failed !== undefined && indent >= (this.failed.depth + 1) * 2) {
        this.failed.lines.push(line.trim());
      }
      return [];
    }
    const closed = this.closeFailure();
    const depth = (match[1] ?? '').length / 2;
    const name = match[3] ?? '';
    const path = [...this.suites.slice(0, depth), name];
    const outcome = match[4] as keyof typeof STATUS | undefined;
    if (match[2] === 'SUITE') {
      this.suites = path;
      return closed;
    }
    if (outcome === 'FAIL') {
      this.failed = { path, depth, lines: [] };
      return closed;
    }
    return outcome === undefined ? closed : [...closed, { path, status: STATUS[outcome], message: '' }];
  }

  private closeFailure(): PrintedResult[] {
    const { failed } = this;
    this.failed = undefined;
    return failed === undefined ? [] : [{ path: failed.path, status: 'failed', message: failed.lines.join('\n') }];
  }
}

/** The path of a test in its file, from its id. */
export function pathInFile(id: string): string {
  return id.split('::').slice(1).map((name) => name.replace(/#\d+$/, '')).join('::');
}
