// Builds the end-to-end test and runs it against the packaged extension.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { root } from './build.mjs';

const out = path.join(root, 'out', 'e2e');
const common = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: 'inline', logLevel: 'warning' };
await build({ ...common, entryPoints: ['test/e2e/editor.ts'], outfile: path.join(out, 'editor.js'), external: ['playwright-core'] });
// This part runs inside VS Code's extension host, in the folder of an extension: only that one may have debug adapters of its own type.
await build({ ...common, entryPoints: ['test/e2e/host/index.ts'], outfile: path.join(out, 'tester', 'index.js'), external: ['vscode'] });
cpSync(path.join(root, 'test', 'e2e', 'tester', 'package.json'), path.join(out, 'tester', 'package.json'));
const run = spawnSync(process.execPath, ['--enable-source-maps', path.join(out, 'editor.js')], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
