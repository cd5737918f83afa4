// Builds the end-to-end test and runs it against the packaged extension.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './build.mjs';

const outfile = path.join(root, 'out', 'e2e', 'editor.js');
await build({
  absWorkingDir: root,
  entryPoints: ['test/e2e/editor.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['playwright-core'],
  sourcemap: 'inline',
  logLevel: 'warning',
});
const run = spawnSync(process.execPath, ['--enable-source-maps', outfile], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
