// Makes gene-<version>.vsix: the bundle, the grammar, and the server that Maven built.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundle, root } from './build.mjs';

const repository = path.dirname(root.replace(/[\\/]$/, ''));
const built = path.join(repository, 'server', 'target', 'dist');
const carried = path.join(root, 'server');

if (!existsSync(path.join(built, 'gene.jar')) || !existsSync(path.join(built, 'lib'))) {
  console.error('There is no server to carry: server/target/dist has no gene.jar with its lib folder.');
  console.error('Build it first, in the folder above this one: mvn -q -DskipTests package');
  process.exit(1);
}

rmSync(carried, { recursive: true, force: true });
cpSync(path.join(built, 'gene.jar'), path.join(carried, 'gene.jar'));
for (const name of readdirSync(path.join(built, 'lib')).filter((name) => name.endsWith('.jar'))) {
  cpSync(path.join(built, 'lib', name), path.join(carried, 'lib', name));
}

const license = path.join(repository, 'LICENSE');
if (existsSync(license)) {
  cpSync(license, path.join(root, 'LICENSE'));
} else {
  console.log('The repository has no LICENSE file, so the package has none.');
}

await bundle(true);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const vsix = path.join(root, `gene-${version}.vsix`);
await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, allowMissingRepository: true, skipLicense: !existsSync(license) });
console.log(`${path.basename(vsix)}: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
