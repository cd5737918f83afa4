// Builds the unit and grammar tests into out/test and runs them; `--update` rewrites the grammar snapshots.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './build.mjs';

const out = path.join(root, 'out', 'test');
const tests = ['unit', 'grammar'].flatMap((folder) =>
  readdirSync(path.join(root, 'test', folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join('test', folder, name)));

rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: tests,
  outdir: out,
  outbase: 'test',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode-oniguruma', 'vscode-textmate'],
  sourcemap: 'inline',
  logLevel: 'warning',
});
const built = tests.map((file) => path.join(out, path.relative('test', file).replace(/\.ts$/, '.js')));
const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...built], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, GENE_UPDATE_SNAPSHOTS: process.argv.includes('--update') ? '1' : '' },
});
process.exit(run.status ?? 1);
