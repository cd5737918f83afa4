// Chooses the gene.jar to run: the setting's, the one in the extension, or while developing the one Maven built.
import * as path from 'node:path';

export interface JarRequest {
  readonly setting: string;
  readonly extensionFolder: string;
  /** The extension runs from its source folder, which has no copy of the server. */
  readonly developing: boolean;
  isFile(file: string): boolean;
}

export type JarChoice = { readonly jar: string } | { readonly problem: string };

export function chooseJar(request: JarRequest): JarChoice {
  const setting = request.setting.trim();
  if (setting !== '') {
    return request.isFile(setting)
      ? { jar: setting }
      : { problem: `The setting gene.server.path is ${setting}, but there is no such file. Set it to a gene.jar, or clear it to use the one that comes with the extension.` };
  }
  const bundled = path.join(request.extensionFolder, 'server', 'gene.jar');
  const built = path.join(request.extensionFolder, '..', 'server', 'target', 'dist', 'gene.jar');
  const places = request.developing ? [built, bundled] : [bundled];
  const jar = places.find((file) => request.isFile(file));
  if (jar !== undefined) {
    return { jar };
  }
  return {
    problem: request.developing
      ? `There is no ${built}. Build the server first: mvn -DskipTests package`
      : `${bundled} is missing from the extension. Install the extension again, or name a gene.jar in the setting gene.server.path.`,
  };
}
