// Writes syntaxes/gene.tmLanguage.json from grammar.mjs.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './build.mjs';
import { grammarText } from './grammar.mjs';

writeFileSync(path.join(root, 'syntaxes', 'gene.tmLanguage.json'), grammarText);
