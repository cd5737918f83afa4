// What package.json promises against what the sources hold, and the rules the folder keeps.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from './jsonWithComments';

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
  contributes: { commands: { command: string }[]; configuration: { properties: Record<string, unknown> } };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
};
const sources = fs.readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const textOf = (name: string) => fs.readFileSync(`src/${name}`, 'utf8');

it('every command is contributed and registered', () => {
  const registered = [...textOf('extension.ts').matchAll(/'(gene\.[a-zA-Z]+)': \(\)/g)].map((match) => match[1]);
  assert.deepEqual(registered.sort(), manifest.contributes.commands.map((command) => command.command).sort());
});

it('settings that name something to run are restricted in untrusted folders', () =>
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['gene.java.home', 'gene.server.path']));

it('src/plain does not import vscode', () => {
  const offenders = sources.filter((name) => name.startsWith('plain')).filter((name) => /from '(vscode|\.\.\/)/.test(textOf(name)));
  assert.deepEqual(offenders, []);
});

it('the lock file holds no address and no path of a machine', () => {
  const lock = fs.readFileSync('package-lock.json', 'utf8');
  assert.doesNotMatch(lock, /"resolved"|registry|file:|\/home\/|\/root\//);
});

describe('language configuration', () => {
  const language = parse(fs.readFileSync('language-configuration.json', 'utf8')) as {
    wordPattern: string;
    indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
  };
  const increase = new RegExp(language.indentationRules.increaseIndentPattern);
  const decrease = new RegExp(language.indentationRules.decreaseIndentPattern);

  it('a word is a symbol with its path', () => {
    const words = `(fn add! [a: Int ^k 1] #"x #{user/name}" 'c \`q %u a\\ b {^p 2}) kebab-case?`.match(new RegExp(language.wordPattern, 'g'));
    assert.deepEqual(words, ['fn', 'add!', 'a:', 'Int', 'k', '1', 'x', 'user/name', 'c', 'q', 'u', 'a\\ b', 'p', '2', 'kebab-case?']);
  });

  for (const line of ['(fn f [x]', '  (if (a < b)', '(var m {', '[', '(case (f (g [1])) when 1 "("', '(a) (b']) {
    it(`the line after ${line} goes in`, () => assert.match(line, increase));
  }
  for (const line of ['(f x)', '  x)', '# (not code', '(println "(")', '"text (', '(a) (b)', '(f [1 (g {^a (h)})])', '']) {
    it(`the line after ${line || 'an empty one'} stays`, () => assert.doesNotMatch(line, increase));
  }
  it('a closing bracket goes out', () => {
    assert.match('  ) x', decrease);
    assert.doesNotMatch('  x )', decrease);
  });
  it('a long line of brackets is answered at once', () => {
    const started = performance.now();
    increase.test('(f "a" [b] '.repeat(300));
    increase.test(`${'([{'.repeat(200)}${'x'.repeat(500)}"`);
    assert.ok(performance.now() - started < 1_000, `${performance.now() - started} ms`);
  });
});
