// Builds the end-to-end test and runs it against the packaged extension.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './build.mjs';

const out = path.join(root, 'out', 'e2e');
const common = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: 'inline', logLevel: 'warning' };
await build({ ...common, entryPoints: ['test/e2e/editor.ts'], outfile: path.join(out, 'editor.js'), external: ['playwright-core'] });
// This part runs inside VS Code's extension host.
await build({ ...common, entryPoints: ['test/e2e/host/index.ts'], outfile: path.join(out, 'host', 'index.js'), external: ['vscode'] });
const run = spawnSync(process.execPath, ['--enable-source-maps', path.join(out, 'editor.js')], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
