// The grammar against 01-syntax: snapshots for everything it colours, and all conformance programs for what it must not.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { before, describe, it } from 'node:test';
import type { IGrammar } from 'vscode-textmate';
import { grammarText } from '../../scripts/grammar.mjs';
import { extensionFolder, grammarFile, loadGrammar, tokenize, type TokenizedText } from './tokenizer';

const samples = path.join(extensionFolder, 'test', 'grammar', 'samples');
const conformance = path.join(extensionFolder, '..', 'tests', 'conformance');
const updating = process.env['GENE_UPDATE_SNAPSHOTS'] === '1';

let grammar: IGrammar;
before(async () => {
  grammar = await loadGrammar();
});

it('the grammar file is what scripts/grammar.mjs writes (npm run grammar)', () => {
  assert.equal(fs.readFileSync(grammarFile, 'utf8'), grammarText);
});

describe('snapshots (npm test -- --update rewrites them)', () => {
  for (const name of geneFiles(samples)) {
    it(name, () => {
      const text = fs.readFileSync(path.join(samples, name), 'utf8');
      const snapshot = path.join(samples, `${name}.snap`);
      const actual = render(tokenize(grammar, text));
      if (updating) {
        fs.writeFileSync(snapshot, actual);
      }
      assert.equal(actual, fs.readFileSync(snapshot, 'utf8'));
    });
  }
});

describe('conformance programs', { skip: fs.existsSync(conformance) ? false : `${conformance} is not there` }, () => {
  const valid = geneFiles(conformance).filter((name) => !/^# !! /m.test(fs.readFileSync(path.join(conformance, name), 'utf8')));

  it('there are some', () => assert.ok(valid.length > 100, `${valid.length} programs`));

  for (const name of valid) {
    it(`${name} has nothing invalid and closes everything`, () => {
      const tokenized = tokenize(grammar, fs.readFileSync(path.join(conformance, name), 'utf8'));
      const invalid = tokenized.lines.flatMap((line, index) =>
        line.filter((token) => token.scopes.some((scope) => scope.startsWith('invalid'))).map((token) => `line ${index + 1}: ${token.text}`));
      assert.deepEqual(invalid, []);
      assert.equal(tokenized.openRules, 1);
    });
  }
});

/** Each source line after `|`, then one line for each of its tokens that is not blank. */
function render(tokenized: TokenizedText): string {
  return tokenized.lines
    .flatMap((line) => [
      `|${line.map((token) => token.text).join('')}`,
      ...line
        .filter((token) => token.text.trim() !== '')
        .map((token) => `    ${token.text.trim()}  ${token.scopes.filter((scope) => !scope.startsWith('meta.') || scope.startsWith('meta.embedded')).map((scope) => scope.replace(/\.gene$/, '')).join(' ')}`.trimEnd()),
    ])
    .join('\n')
    .concat('\n');
}

function geneFiles(folder: string): string[] {
  return fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gene')).sort()
    : [];
}
