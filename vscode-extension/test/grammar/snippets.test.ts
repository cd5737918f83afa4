// Snippets, filled in with their own placeholders, are Gene that the grammar finds nothing wrong with.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { before, describe, it } from 'node:test';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, tokenize } from './tokenizer';

const snippets = JSON.parse(fs.readFileSync('snippets/gene.json', 'utf8')) as Record<string, { prefix: string; body: string | string[]; description: string }>;
let grammar: IGrammar;
before(async () => {
  grammar = await loadGrammar();
});

function filled(body: string | string[]): string {
  return [body].flat().join('\n').replace(/\$\{\d+:([^{}]*)\}/g, '$1').replaceAll('\\$', '$');
}

describe('snippets', () => {
  it('have prefixes of their own', () => {
    const prefixes = Object.values(snippets).map((snippet) => snippet.prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });

  for (const [name, snippet] of Object.entries(snippets)) {
    it(name, () => {
      const text = filled(snippet.body);
      assert.doesNotMatch(text, /\$\{|\$\d/, 'a placeholder was not filled');
      const { lines, openRules } = tokenize(grammar, text);
      assert.equal(openRules, 1, `${text} is not closed`);
      assert.deepEqual(lines.flat().filter((token) => token.scopes.some((scope) => scope.startsWith('invalid'))), []);
      assert.notEqual(snippet.description, '');
    });
  }
});
