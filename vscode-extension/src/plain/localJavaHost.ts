// The machine this extension host runs on, as the search for a Java sees it.
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import type { JavaHost } from './javaSearch';

/** A cold Java on a slow disk answers within seconds; a shim that waits for a download never does. */
const VERSION_TIMEOUT_MS = 10_000;

export const localJavaHost: JavaHost = {
  platform: process.platform,
  homeFolder: os.homedir(),
  variable: (name) => process.env[name],
  isFile: (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
  list: (folder) => (isFolder(folder) ? fs.readdirSync(folder) : []),
  readText: (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined),
  realPath: (file) => fs.realpathSync(file),
  askVersion: (executable) =>
    new Promise((resolve) => {
      execFile(executable, ['-version'], { timeout: VERSION_TIMEOUT_MS }, (error, stdout, stderr) =>
        resolve(error === null ? stderr + stdout : undefined));
    }),
};

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
