// Reads JSON in which whole lines may be comments, as VS Code allows in its configuration files.
export function parse(text: string): unknown {
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''));
}
