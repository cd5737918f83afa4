// Tokenizes text with the grammar as VS Code does: its own two libraries, its own order of calls.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar, type IGrammar } from 'vscode-textmate';

export const extensionFolder = process.cwd();
export const grammarFile = path.join(extensionFolder, 'syntaxes', 'gene.tmLanguage.json');

export interface Token {
  readonly text: string;
  /** Without the outermost `source.gene`, which every token has. */
  readonly scopes: readonly string[];
}

export interface TokenizedText {
  readonly lines: readonly (readonly Token[])[];
  /** Rules still open after the last line: 1 when every bracket, string and comment was closed. */
  readonly openRules: number;
}

export async function loadGrammar(): Promise<IGrammar> {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => oniguruma.createOnigScanner(sources),
      createOnigString: (text) => oniguruma.createOnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(scope === 'source.gene' ? parseRawGrammar(fs.readFileSync(grammarFile, 'utf8'), grammarFile) : null),
  });
  const grammar = await registry.loadGrammar('source.gene');
  if (grammar === null) {
    throw new Error(`${grammarFile} has not the scope source.gene`);
  }
  return grammar;
}

export function tokenize(grammar: IGrammar, text: string): TokenizedText {
  let stack = INITIAL;
  const lines = text.replace(/\n$/, '').split(/\r\n|\r|\n/).map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens
      .map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes.slice(1) }))
      .filter((token) => token.text !== '');
  });
  return { lines, openRules: stack.depth };
}
