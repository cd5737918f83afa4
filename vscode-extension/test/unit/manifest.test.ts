// What package.json promises against what the sources hold, and the rules the folder keeps.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from './jsonWithComments';

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
  contributes: {
    commands: { command: string; title: string }[];
    keybindings: { command: string; key: string; when: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    configuration: { properties: Record<string, { description?: string; markdownDescription?: string; default?: unknown }> };
    problemMatchers: { pattern: { regexp: string }[] }[];
    walkthroughs: { steps: { description: string; completionEvents?: string[]; media: { markdown: string } }[] }[];
    languages: { icon?: { light: string; dark: string } }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
};
const sources = fs.readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const textOf = (name: string) => fs.readFileSync(`src/${name}`, 'utf8');

/** Lenses and rows of views call these; they need arguments, so the palette has them not. */
const WITH_ARGUMENTS = ['gene.runTest', 'gene.runExamples', 'gene.showReferences', 'gene.goToWrite', 'gene.olderWrites'];
const contributed = manifest.contributes.commands.map((command) => command.command);

it('every command is contributed and registered', () => {
  const text = sources.map(textOf).join('\n');
  const operations = /OPERATIONS = \[([^\]]+)\]/.exec(text)?.[1]?.match(/\w+/g) ?? [];
  const registered = [
    ...[...text.matchAll(/^ +'(gene\.[a-zA-Z.]+)': (?:async )?\(/gm)].map((match) => match[1] ?? ''),
    ...[...text.matchAll(/register(?:TextEditor)?Command\(\s*'(gene\.[a-zA-Z.]+)'/g)].map((match) => match[1] ?? ''),
    ...operations.map((operation) => `gene.edit.${operation}`),
  ];
  assert.deepEqual(registered.filter((command) => !WITH_ARGUMENTS.includes(command)).sort(), [...contributed].sort());
});

it('menus and keys name commands that there are', () => {
  const { menus, keybindings } = manifest.contributes;
  const named = [...Object.values(menus).flat(), ...keybindings].map((entry) => entry.command);
  assert.deepEqual(named.filter((command) => !contributed.includes(command)), []);
});

it('the palette has a command only where it can do something', () => {
  const always = ['gene.restartServer', 'gene.showLog', 'gene.openJavaSetting', 'gene.newFile'];
  const conditional = (manifest.contributes.menus['commandPalette'] ?? []).filter((entry) => entry.when !== undefined).map((entry) => entry.command);
  assert.deepEqual([...conditional, ...always].sort(), [...contributed].sort());
});

it('no key is taken twice, and none outside Gene', () => {
  const { keybindings } = manifest.contributes;
  assert.equal(new Set(keybindings.map((binding) => binding.key)).size, keybindings.length);
  assert.deepEqual(keybindings.filter((binding) => !/gene/i.test(binding.when)), []);
});

it('every setting has a description and a default', () => {
  const bare = Object.entries(manifest.contributes.configuration.properties)
    .filter(([, setting]) => (setting.description ?? setting.markdownDescription ?? '') === '' || setting.default === undefined);
  assert.deepEqual(bare, []);
});

it('the README names every setting', () => {
  const readme = fs.readFileSync('README.md', 'utf8');
  assert.deepEqual(Object.keys(manifest.contributes.configuration.properties).filter((name) => !readme.includes(`\`${name}\``)), []);
});

it('pages and pictures are there', () => {
  const files = [...fs.readdirSync('syntaxes').map((name) => `syntaxes/${name}`), ...manifest.contributes.walkthroughs.flatMap((walk) => walk.steps.map((step) => step.media.markdown)),
    ...manifest.contributes.languages.flatMap(({ icon }) => (icon === undefined ? [] : [icon.light, icon.dark]))];
  assert.deepEqual(files.filter((file) => !fs.existsSync(file)), []);
});

it('buttons of the walkthrough name commands of Gene that there are', () => {
  const named = manifest.contributes.walkthroughs.flatMap((walk) => walk.steps.flatMap((step) => [...step.description.matchAll(/command:(gene\.\w+)/g)].map((match) => match[1] ?? '')));
  assert.deepEqual(named.filter((command) => !contributed.includes(command)), []);
});

describe('problem matcher', () => {
  const heads = (matcher: number) => (manifest.contributes.problemMatchers[matcher]?.pattern ?? []).map((line) => new RegExp(line.regexp));
  const [head, place] = heads(0);
  it('reads a finding with its code', () => {
    assert.deepEqual(head?.exec('error[GENE.SCOPE.UNDEFINED_VAR]: no name `y` in this scope')?.slice(1), ['error', 'GENE.SCOPE.UNDEFINED_VAR', 'no name `y` in this scope']);
    assert.deepEqual(place?.exec(' --> /w/my file.gene:2:10')?.slice(1), ['/w/my file.gene', '2', '10']);
  });
  it('reads an exception without a code', () => assert.deepEqual(head?.exec('error: Exception: boom')?.slice(1), ['error', undefined, 'Exception: boom']));
  it('takes only what has no code where the language server tells of the others', () => {
    const [unchecked, at] = heads(1);
    assert.deepEqual(unchecked?.exec('error: Exception: boom')?.slice(1), ['error', 'Exception: boom']);
    assert.doesNotMatch('error[GENE.SCOPE.UNDEFINED_VAR]: no name `y` in this scope', unchecked ?? /^/);
    assert.equal(at?.source, place?.source);
  });
  it('passes over what programs print', () => assert.doesNotMatch('an error: none', head ?? /^/));
});

it('settings that name something to run are restricted in untrusted folders', () =>
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['gene.java.home', 'gene.java.options', 'gene.server.path']));

it('steps of the walkthrough wait for events that VS Code knows', () => {
  const events = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps).flatMap((step) => step.completionEvents ?? []);
  assert.ok(events.length > 0);
  assert.deepEqual(events.filter((event) => !/^(onCommand|onLink|onView|onSettingChanged|onContext|extensionInstalled):.|^onStepSelected$/.test(event)), []);
});

it('src/plain does not import vscode', () => {
  const offenders = sources.filter((name) => name.startsWith('plain')).filter((name) => /from '(vscode(-languageclient.*)?'|\.\.\/)/.test(textOf(name)));
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
