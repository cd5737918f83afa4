// Completes a launch configuration: without launch.json the active file is the program, and the folders have defaults.
import * as path from 'node:path';

export interface LaunchFields {
  type?: string;
  request?: string;
  name?: string;
  program?: unknown;
  cwd?: unknown;
  [field: string]: unknown;
}

export type LaunchChoice = { readonly launch: LaunchFields } | { readonly problem: string };

/** F5 without launch.json gives an empty configuration; a `gene` one without `program` means the active file too. */
export function completeLaunch(given: LaunchFields, activeGeneFile: string | undefined): LaunchChoice {
  const empty = given.type === undefined && given.request === undefined && given.name === undefined;
  if (!empty && given.program !== undefined && given.program !== '') {
    return { launch: given };
  }
  if (!empty && given.request === 'attach') {
    return { problem: 'Gene debugs programs that it starts: use a configuration with "request": "launch".' };
  }
  if (activeGeneFile === undefined) {
    return { problem: 'There is no Gene file to debug: open one, or name it as "program" in launch.json.' };
  }
  return { launch: { ...given, type: 'gene', request: 'launch', name: given.name ?? path.basename(activeGeneFile), program: activeGeneFile } };
}

/** Makes paths absolute once variables are replaced; the adapter has no workspace to resolve them against. */
export function absoluteLaunch(launch: LaunchFields, workspaceFolder: string | undefined, isFile: (file: string) => boolean): LaunchChoice {
  if (typeof launch.program !== 'string' || (launch.cwd !== undefined && typeof launch.cwd !== 'string')) {
    return { problem: 'In a Gene launch configuration "program" and "cwd" are texts.' };
  }
  const program = workspaceFolder === undefined ? path.resolve(launch.program) : path.resolve(workspaceFolder, launch.program);
  if (!isFile(program)) {
    return { problem: `There is no file ${program} to debug: mend "program" in launch.json.` };
  }
  const base = workspaceFolder ?? path.dirname(program);
  return { launch: { ...launch, program, cwd: path.resolve(base, launch.cwd ?? '.') } };
}
