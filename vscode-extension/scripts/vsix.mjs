// From a fresh clone to gene-<version>.vsix: the packages, the server, the package of the extension.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const extension = fileURLToPath(new URL('..', import.meta.url));
const repository = path.dirname(extension.replace(/[\\/]$/, ''));
const windows = process.platform === 'win32';

run(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], extension);
run(windows ? 'mvn.cmd' : 'mvn', ['-q', '-DskipTests', 'package', '-pl', 'server', '-am'], repository);
run(process.execPath, [path.join('scripts', 'package.mjs')], extension);

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: windows });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} ${error === undefined ? `ended with status ${status}` : `could not be started: ${error.message}`}`);
    process.exit(1);
  }
}
