// An expansion as a page of Gene: what it was made from in a comment, what it becomes, what it gives.
import type { Expansion } from './protocol';

export function expansionText(expansion: Expansion): string {
  const title = expansion.kind === 'template' ? '# The template becomes' : `# ${expansion.name ?? 'The macro function'} evaluates in its caller's scope`;
  const forms = expansion.expansions.map((one) => one.text.replace(/\n$/, ''));
  return [
    ...(forms.length === 0 ? [] : [title, ...forms]),
    ...(expansion.value == null ? [] : [commented('and gives ', expansion.value)]),
    ...(expansion.message == null ? [] : [commented('', expansion.message)]),
  ].join('\n').concat('\n');
}

function commented(before: string, text: string): string {
  return `${before}${text}`.split('\n').map((line) => `# ${line}`).join('\n');
}
