// The processes of Gene that descend from one VS Code: others of the machine are none of the test's business.
import { execFileSync } from 'node:child_process';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly line: string;
}

/** Those with `command`, such as lsp, or all. */
export function geneProcesses(ancestor: number, command = ''): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').flatMap((text): Running[] => {
    const [, pid, parent, line] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(text) ?? [];
    return line === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), line }];
  });
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid: number): boolean => pid === ancestor || (pid > 1 && descends(parents.get(pid) ?? 0));
  return all.filter(({ pid, line }) => line.includes('gene.jar ') && (command === '' || line.endsWith(`gene.jar ${command}`)) && descends(pid)).map(({ pid }) => pid);
}
