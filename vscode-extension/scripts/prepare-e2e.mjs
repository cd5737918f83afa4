// Fills GENE_VSCODE_CACHE with the VS Code release that the extension promises to run in, for `npm run e2e`.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** VS Code 1.100.3, the release named by `engines`; it runs on node 20. */
const CODE_SERVER = 'code-server@4.100.3';

const cache = process.env.GENE_VSCODE_CACHE;
if (cache === undefined || cache === '') {
  console.error('GENE_VSCODE_CACHE is not set: name a folder to keep VS Code in (300 MB).');
  process.exit(1);
}
const vscode = path.join(cache, 'node_modules', 'code-server', 'lib', 'vscode');
if (existsSync(path.join(vscode, 'node_modules'))) {
  console.log(`VS Code is there already: ${vscode}`);
} else {
  // Scripts of the packages build native modules that the server can do without.
  mkdirSync(cache, { recursive: true });
  writeFileSync(path.join(cache, 'package.json'), '{"private":true}\n');
  npm(cache, 'install', '--ignore-scripts', CODE_SERVER);
  npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
}

// Searching files needs ripgrep, whose package downloads it from elsewhere: the system's own does as well.
const ripgrep = path.join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg');
const installed = findOnPath('rg');
if (installed !== undefined && !existsSync(ripgrep)) {
  mkdirSync(path.dirname(ripgrep), { recursive: true });
  symlinkSync(installed, ripgrep);
}

// What comes as source: terminals and tasks need node-pty, output channels spdlog. Without a compiler the steps that need them fail.
buildNative('node-pty', 'pty.node', 'there are no terminals');
buildNative(path.join('@vscode', 'spdlog'), 'spdlog.node', 'output channels stay empty');

function buildNative(name, built, otherwise) {
  const folder = path.join(vscode, 'node_modules', name);
  if (existsSync(path.join(folder, 'build', 'Release', built))) {
    return;
  }
  const gyp = ['/usr/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js', '/usr/share/nodejs/node-gyp/bin/node-gyp.js',
    path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')].find((file) => existsSync(file));
  const headers = path.join(path.dirname(process.execPath), '..');
  try {
    execFileSync(process.execPath, [gyp, 'rebuild', `--nodedir=${headers}`], { cwd: folder, stdio: 'pipe' });
  } catch (error) {
    console.log(`${name} could not be built, so ${otherwise}: ${String(error).split('\n')[0]}`);
  }
}

function findOnPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, command)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function npm(folder, ...args) {
  const windows = process.platform === 'win32';
  execFileSync(windows ? 'npm.cmd' : 'npm', args, { cwd: folder, stdio: 'inherit', shell: windows });
}
