// Completes a configuration: without launch.json the active file is the program, and the folders have defaults.
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
  if (!empty && given.request === 'attach') {
    return typeof given['path'] === 'string' && given['path'] !== '' ? { launch: given }
      : { problem: 'A Gene configuration with "request": "attach" has the socket as its "path": the one that `gene run --debug-listen=PATH FILE` was given or has printed.' };
  }
  if (!empty && given.program !== undefined && given.program !== '') {
    return { launch: given };
  }
  if (activeGeneFile === undefined) {
    return { problem: 'There is no Gene file to debug: open one, or name it as "program" in launch.json.' };
  }
  return { launch: { ...given, type: 'gene', request: 'launch', name: given.name ?? path.basename(activeGeneFile), program: activeGeneFile } };
}

/**
 * Makes paths absolute once variables are replaced; the adapter has no workspace to resolve them against. The launch is answered late:
 * on the answer VS Code shows the session, which takes longer than all that it has to say before the program may begin.
 */
export function absoluteLaunch(launch: LaunchFields, workspaceFolder: string | undefined, isFile: (file: string) => boolean): LaunchChoice {
  if (launch.request === 'attach') {
    return { launch: { ...launch, path: path.resolve(workspaceFolder ?? '/', String(launch['path'])) } };
  }
  if (typeof launch.program !== 'string' || (launch.cwd !== undefined && typeof launch.cwd !== 'string')) {
    return { problem: 'In a Gene launch configuration "program" and "cwd" are texts.' };
  }
  const program = workspaceFolder === undefined ? path.resolve(launch.program) : path.resolve(workspaceFolder, launch.program);
  if (!isFile(program)) {
    return { problem: `There is no file ${program} to debug: mend "program" in launch.json.` };
  }
  const base = workspaceFolder ?? path.dirname(program);
  return { launch: { ...launch, program, cwd: path.resolve(base, launch.cwd ?? '.'), answerWhenConfigured: true } };
}

/** What F5 offers without a launch.json: the active file, then each other file of the folder, nearest first. Absolute files are outside of it. */
export function offeredLaunches(active: string | undefined, files: readonly string[]): LaunchFields[] {
  const depth = (file: string) => file.split('/').length;
  const others = files.filter((file) => file !== active).sort((a, b) => depth(a) - depth(b) || a.localeCompare(b));
  return [...(active === undefined ? [] : [active]), ...others].map((file) => ({
    type: 'gene',
    request: 'launch',
    name: `Gene: ${path.isAbsolute(file) ? path.basename(file) : file}`,
    program: path.isAbsolute(file) ? file : `\${workspaceFolder}/${file}`,
  }));
}
