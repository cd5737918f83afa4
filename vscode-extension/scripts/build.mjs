// Bundles the extension into dist/extension.js and the page of the trace view into dist/trace.js; `--production` leaves out the source map.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export async function bundle(production) {
  const common = { absWorkingDir: root, bundle: true, minify: production, sourcemap: production ? false : 'linked', logLevel: 'warning' };
  await build({ ...common, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] });
  await build({ ...common, entryPoints: ['src/webview/trace.ts'], outfile: 'dist/trace.js', platform: 'browser', format: 'iife', target: 'es2022' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle(process.argv.includes('--production'));
}
