// Coverage counted, and each condition put to the statement it is in, as VS Code wants it.
import { innermost } from './positions';
import type { FileCoverage, Range } from './protocol';

export interface Count {
  readonly covered: number;
  readonly total: number;
}

export interface CoverageSummary {
  readonly statements: Count;
  readonly branches: Count;
  readonly functions: Count;
}

export function summarize(coverage: FileCoverage): CoverageSummary {
  const ways = coverage.branches.flatMap((branch) => branch.taken);
  return {
    statements: count(coverage.statements.map((statement) => statement.count > 0)),
    branches: count(ways),
    functions: count(coverage.functions.map((one) => one.count > 0)),
  };
}

export interface StatementWithBranches {
  readonly range: Range;
  readonly count: number;
  readonly branches: readonly { readonly range: Range; readonly taken: readonly [boolean, boolean] }[];
}

/** A condition outside of all statements, such as a parameter's default, stands for itself. */
export function statementsWithBranches(coverage: FileCoverage): StatementWithBranches[] {
  const homes = coverage.statements.map((statement) => ({ ...statement, branches: [] as FileCoverage['branches'][number][] }));
  const others: StatementWithBranches[] = [];
  for (const branch of coverage.branches) {
    const home = innermost(homes, branch.range.start);
    if (home === undefined) {
      others.push({ range: branch.range, count: branch.taken.some((taken) => taken) ? 1 : 0, branches: [branch] });
    } else {
      home.branches.push(branch);
    }
  }
  return [...homes, ...others];
}

function count(all: readonly boolean[]): Count {
  return { covered: all.filter((covered) => covered).length, total: all.length };
}
