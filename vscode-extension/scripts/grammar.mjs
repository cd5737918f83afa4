// The source of syntaxes/gene.tmLanguage.json (npm run grammar). Its patterns share fragments, which JSON cannot name.
//
// A token runs up to a stop character, so every pattern for a token consumes all of it: the next match then
// begins at a token's first character, and no pattern needs to look behind itself.
const raw = String.raw;
const stops = raw`\s,;"` + '`' + raw`%()\[\]{}`;
/** One character of a token; `\` takes the next one literally. */
const char = raw`(?:\\.|[^${stops}\\])`;
/** One character of a path's segment. */
const segmentChar = raw`(?:\\.|[^${stops}\\/])`;
const end = raw`(?![^${stops}])`;
const blanks = raw`[\s,]*`;
const gap = raw`[\s,]+`;
const spread = raw`(\.\.\.)?`;
const upper = raw`\p{Lu}`;

const infix = raw`\*\*?|\+\+?|-|/|<<|>>|<=?|>=?|==|!=|is|&&|\|\||&\|&|\|`;
const operators = raw`${infix}|[-+*/]?=|->|\.\.?|\?|!|\./`;
/** After a head, these say that the head is an operand or a receiver and not what is called. */
const notCalled = raw`(?!${gap}(?:(?:${operators}|\.${char}*)${end}|%=?(?=[\s,)])))`;
const removedForms = raw`match|fnxx?|fnx!|method!|new!|\.fn!?|\.ctor!?`;

const forms = {
  'keyword.control.flow.gene': 'do|ifel|loop|while|repeat|break|continue|return|throw|yield|await|async',
  'keyword.other.form.gene': 'block|new|super|range|not|typeof|eval|export|comptime',
  'keyword.other.special.gene': raw`\$(?:with|tap|parse|caller_eval|set|vm|vmstmt|render|emit|if_main|dep)`,
};

/** A form whose head decides how the words in it read. */
function form(head, captures, patterns) {
  return {
    name: 'meta.form.gene',
    begin: raw`(#?\()${blanks}${head}`,
    beginCaptures: { 1: { name: 'punctuation.section.parens.begin.gene' }, ...captures },
    end: raw`\)`,
    endCaptures: { 0: { name: 'punctuation.section.parens.end.gene' } },
    patterns: [...patterns, { include: '#datum' }],
  };
}

/** A form in which some words are clauses, as `else` in `if`. */
function clauseForm(heads, clauses) {
  return form(`(${heads})${end}`, { 2: { name: 'keyword.control.gene' } }, [
    { name: 'keyword.control.clause.gene', match: `(?:${clauses})${end}` },
  ]);
}

function container(name, open, close) {
  return {
    name: `meta.${name}.gene`,
    begin: open,
    beginCaptures: { 0: { name: `punctuation.section.${name}.begin.gene` } },
    end: close,
    endCaptures: { 0: { name: `punctuation.section.${name}.end.gene` } },
    patterns: [{ include: '#datum' }],
  };
}

function string(name, open, close, patterns) {
  return {
    name: `string.quoted.${name}.gene`,
    begin: open,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.gene' } },
    end: close,
    endCaptures: { 0: { name: 'punctuation.definition.string.end.gene' } },
    patterns,
  };
}

/** Bytes with digits of `set`; `~` at the end of a line continues them on the next. */
function bytes(mark, set) {
  const digits = raw`${set}+(?:~[ \t,]*${set}+)*`;
  return [
    {
      name: 'constant.numeric.bytes.gene',
      begin: raw`0${mark}${digits}~[ \t,]*$`,
      end: raw`(?<=${set})(?!~|${set})|^(?=[ \t,]*(?!${set})\S)`,
      patterns: [{ match: raw`${set}+|~` }],
    },
    { name: 'constant.numeric.bytes.gene', match: raw`0${mark}${digits}${end}` },
  ];
}

function token(name, pattern) {
  return { name, match: `(?:${pattern})${end}` };
}

const definitions = [
  form(
    raw`(?:(async)${gap})?(fn-interceptor|interceptor|fn|method|ctor|on_method_missing)${end}(?:${gap}(?!["\[\^])((?:\\.|[^${stops}\\:])+)((?::${char}+)?)${end})?`,
    {
      2: { name: 'storage.modifier.async.gene' },
      3: { name: 'storage.type.function.gene' },
      4: { name: 'entity.name.function.gene' },
      5: { patterns: [{ include: '#type-parameters' }] },
    },
    [],
  ),
  form(
    raw`(class|object|interface|enum|ns|type)${end}(?:${gap}((?:\\.|[^${stops}\\:])+)((?::${char}+)?)${end})?(?:${gap}(<)${gap}(${char}+))?`,
    {
      2: { name: 'storage.type.gene' },
      3: { name: 'entity.name.type.gene' },
      4: { patterns: [{ include: '#type-parameters' }] },
      5: { name: 'keyword.operator.inherits.gene' },
      6: { name: 'entity.other.inherited-class.gene' },
    },
    [],
  ),
  form(
    raw`(var|let|field|prop)${end}(?:${gap}(?![\d"\^])(${char}+?)(:?)${end})?`,
    {
      2: { name: 'storage.type.variable.gene' },
      3: { name: 'variable.other.definition.gene' },
      4: { name: 'punctuation.separator.annotation.gene' },
    },
    [],
  ),
];

export const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Gene',
  scopeName: 'source.gene',
  fileTypes: ['gene'],
  firstLineMatch: raw`^#!.*\bgene\b`,
  patterns: [{ name: 'comment.line.shebang.gene', match: raw`\A#!.*$` }, { include: '#datum' }],
  repository: {
    datum: {
      patterns: [
        'comment', 'string', 'character', 'regexp', 'bytes', 'decorator', 'form', 'container', 'quote', 'property',
        'date', 'number', 'literal', 'selector', 'operator', 'path', 'symbol', 'stray',
      ].map((name) => ({ include: `#${name}` })),
    },

    comment: {
      patterns: [
        { include: '#block-comment' },
        {
          name: 'comment.line.number-sign.gene',
          match: raw`(#)(?=[ \t!#]|$).*$`,
          captures: { 1: { name: 'punctuation.definition.comment.gene' } },
        },
      ],
    },

    'block-comment': {
      name: 'comment.block.gene',
      begin: '#<',
      beginCaptures: { 0: { name: 'punctuation.definition.comment.begin.gene' } },
      end: '(?<!>)>#',
      endCaptures: { 0: { name: 'punctuation.definition.comment.end.gene' } },
    },

    string: {
      patterns: [
        string('triple.interpolated', '#"""', '"""', [{ include: '#interpolation' }, { include: '#escape' }]),
        string('double.interpolated', '#"', '"', [{ include: '#interpolation' }, { include: '#escape' }]),
        string('triple', '"""', '"""', [{ include: '#escape' }]),
        string('double', '"', '"', [{ include: '#escape' }]),
      ],
    },
    escape: {
      patterns: [
        { name: 'constant.character.escape.unicode.gene', match: raw`\\u[0-9a-fA-F]{4}` },
        { name: 'invalid.illegal.escape.gene', match: raw`\\u` },
        { name: 'constant.character.escape.gene', match: raw`\\.` },
      ],
    },
    interpolation: {
      patterns: [
        { include: '#block-comment' },
        {
          name: 'meta.embedded.line.gene',
          begin: raw`#\{`,
          beginCaptures: { 0: { name: 'punctuation.section.embedded.begin.gene' } },
          end: raw`\}`,
          endCaptures: { 0: { name: 'punctuation.section.embedded.end.gene' } },
          patterns: [
            { name: 'keyword.control.gene', match: raw`\G${blanks}(?:if|if_not|ifel|case|do|new)(?=${gap}[^\s,}])` },
            { name: 'keyword.control.clause.gene', match: `(?:elif|else|when)${end}` },
            { include: '#datum' },
          ],
        },
        // `#(…)` and `#[…]` are the forms themselves; only the scope around them says that the string is left.
        { name: 'meta.embedded.line.gene', begin: raw`(?=#\()`, end: raw`(?!\G)(?<=\))`, patterns: [{ include: '#form' }] },
        { name: 'meta.embedded.line.gene', begin: raw`(?=#\[)`, end: raw`(?!\G)(?<=\])`, patterns: [{ include: '#container' }] },
      ],
    },
    character: {
      patterns: [
        {
          name: 'string.quoted.single.gene',
          match: raw`(')(?:(\\u[0-9a-fA-F]{4}|\\[^u])|[^\\'])(')`,
          captures: {
            1: { name: 'punctuation.definition.string.begin.gene' },
            2: { name: 'constant.character.escape.gene' },
            3: { name: 'punctuation.definition.string.end.gene' },
          },
        },
        { name: 'invalid.illegal.character.gene', match: raw`'${char}*` },
      ],
    },

    regexp: {
      patterns: [
        {
          name: 'string.regexp.gene',
          match: raw`(#/)((?:\\.|[^\\/])*)(/)(?:((?:\\.|[^\\/\s])*)(/))?([im]*)(${char}*)`,
          captures: {
            1: { name: 'punctuation.definition.string.begin.gene' },
            2: { patterns: [{ include: '#regexp-source' }] },
            3: { name: 'punctuation.definition.string.end.gene' },
            4: { name: 'string.other.replacement.gene', patterns: [{ name: 'constant.character.escape.gene', match: raw`\\.` }] },
            5: { name: 'punctuation.definition.string.end.gene' },
            6: { name: 'keyword.other.flags.gene' },
            7: { name: 'invalid.illegal.flags.gene' },
          },
        },
        { name: 'invalid.illegal.regexp.gene', match: raw`#/${char}*` },
      ],
    },
    'regexp-source': {
      patterns: [
        { name: 'constant.character.escape.regexp.gene', match: raw`\\.` },
        { name: 'constant.other.character-class.set.regexp.gene', match: raw`\[(?:\\.|[^\\\]])*\]` },
        { name: 'keyword.operator.quantifier.regexp.gene', match: raw`[*+?]|\{\d+(?:,\d*)?\}` },
        { name: 'keyword.operator.or.regexp.gene', match: raw`\|` },
        { name: 'keyword.control.anchor.regexp.gene', match: raw`[\^$]` },
      ],
    },

    bytes: { patterns: [...bytes('#', '[0-9a-fA-F]'), ...bytes('!', '[01]'), ...bytes(raw`\*`, '[A-Za-z0-9+/=]')] },

    decorator: {
      match: raw`(#@)(${char}*)`,
      captures: { 1: { name: 'punctuation.definition.decorator.gene' }, 2: { name: 'entity.name.function.decorator.gene' } },
    },

    form: {
      patterns: [
        ...definitions,
        clauseForm('if|if_not', 'elif|else'),
        clauseForm('case', 'when|else'),
        clauseForm('try', 'catch|finally'),
        clauseForm('for', 'in'),
        clauseForm('import', 'from'),
        clauseForm('implement', 'for'),
        {
          name: 'meta.gene.gene',
          begin: raw`#?\(`,
          beginCaptures: { 0: { name: 'punctuation.section.parens.begin.gene' } },
          end: raw`\)`,
          endCaptures: { 0: { name: 'punctuation.section.parens.end.gene' } },
          patterns: [{ include: '#head' }, { include: '#datum' }],
        },
      ],
    },
    head: {
      patterns: [
        ...Object.entries(forms).map(([name, words]) => ({
          match: raw`\G${blanks}(${words})${end}${notCalled}`,
          captures: { 1: { name } },
        })),
        { match: raw`\G${blanks}(${removedForms})${end}`, captures: { 1: { name: 'invalid.deprecated.gene' } } },
        {
          match: raw`\G${blanks}(?!(?:${operators}|nil|true|false|void|not_found|self|_)${end}|[-+]?\d|[#@.$']|${upper})(${segmentChar}*/)*(?:(\.${segmentChar}+)|(${segmentChar}+!)|(${segmentChar}+))${end}${notCalled}`,
          captures: {
            1: { patterns: [{ include: '#segments' }] },
            2: { name: 'entity.name.function.method.gene' },
            3: { name: 'entity.name.function.macro.gene' },
            4: { name: 'entity.name.function.call.gene' },
          },
        },
      ],
    },

    container: {
      patterns: [container('hash-map', raw`#?\{\{`, raw`\}\}`), container('map', raw`#?\{`, raw`\}`), container('array', raw`#?\[`, raw`\]`)],
    },

    quote: {
      patterns: [
        {
          match: raw`(${'`'}+)(?!(?:nil|true|false|void|not_found)${end}|[-+]?\d|['#])(${char}+)`,
          captures: { 1: { name: 'keyword.operator.quote.gene' }, 2: { name: 'constant.other.symbol.gene' } },
        },
        { name: 'keyword.operator.quote.gene', match: '`+' },
        { name: 'keyword.operator.unquote.gene', match: raw`%_?(?=[^\s,)\]}=])` },
        { name: 'keyword.operator.gene', match: '%=?' },
      ],
    },

    property: {
      patterns: [
        { name: 'keyword.operator.spread.gene', match: raw`\^\.\.\.${char}*` },
        {
          name: 'meta.property.gene',
          match: raw`\^${char}*`,
          captures: {
            0: {
              patterns: [
                { name: 'punctuation.definition.property.gene', match: raw`\^[\^!]?` },
                { name: 'punctuation.separator.annotation.gene', match: ':$' },
                { name: 'entity.other.attribute-name.gene', match: raw`(?:\\.|[^\\^])+?(?=:?$|\^)` },
              ],
            },
          },
        },
      ],
    },

    date: {
      patterns: [
        token('constant.numeric.date.gene', raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:(?:Z|[-+]\d{2}:\d{2})(?:\[[^\s\]]+\])?)?)?`),
        token('constant.numeric.time.gene', raw`\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[-+]\d{2}:\d{2})?(?:\[[^\s\]]+\])?`),
      ],
    },

    number: {
      patterns: [
        token('constant.numeric.hex.gene', raw`[-+]?0[xX][0-9a-fA-F][0-9a-fA-F_]*`),
        token('constant.numeric.float.gene', raw`[-+]?\d+(?:\.\d*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)`),
        token('constant.numeric.integer.gene', raw`[-+]?\d+`),
        { name: 'invalid.illegal.number.gene', match: raw`[-+]?\d${char}*` },
      ],
    },

    literal: {
      patterns: [token('constant.language.boolean.gene', 'true|false'), token('constant.language.gene', 'nil|void|not_found')],
    },

    selector: {
      match: raw`(\.?@@?)(${char}*)`,
      captures: {
        1: { name: 'keyword.operator.selector.gene' },
        2: { name: 'meta.path.gene', patterns: [{ include: '#segments' }] },
      },
    },

    operator: {
      patterns: [
        token('keyword.operator.word.gene', 'is'),
        token('keyword.operator.spread.gene', raw`\.\.\.`),
        token('keyword.operator.gene', operators),
      ],
    },

    path: {
      name: 'meta.path.gene',
      match: raw`((?=${segmentChar}*/)${char}+?)${spread}${end}`,
      captures: { 1: { patterns: [{ include: '#segments' }] }, 2: { name: 'keyword.operator.spread.gene' } },
    },
    segments: {
      patterns: [
        { name: 'punctuation.separator.path.gene', match: '/' },
        { name: 'keyword.operator.selector.gene', match: raw`(?<![^/@])(?:\*\*?|@@?)(?=/|$)|\.(?=/)` },
        { name: 'keyword.operator.assertion.gene', match: raw`(?<=/)!(?=/|$)` },
        { name: 'constant.numeric.index.gene', match: raw`(?<=/)-?\d+(?=/|$)` },
        {
          match: raw`(\.?<)([^>]*)(>)`,
          captures: {
            1: { name: 'punctuation.section.dynamic.begin.gene' },
            2: { name: 'variable.other.gene' },
            3: { name: 'punctuation.section.dynamic.end.gene' },
          },
        },
        { name: 'entity.name.function.method.gene', match: raw`\.${segmentChar}+` },
        { name: 'variable.language.gene', match: raw`(?<!/)(?:self|super|_)(?=/)` },
        { name: 'support.variable.global.gene', match: raw`(?<!/)\$${segmentChar}+` },
        { name: 'entity.name.type.gene', match: raw`${upper}${segmentChar}*` },
        { name: 'variable.other.member.gene', match: raw`(?<=/)${segmentChar}+` },
        { name: 'variable.other.gene', match: raw`${segmentChar}+` },
      ],
    },

    symbol: {
      patterns: [
        token('variable.language.gene', 'self|super|_'),
        { name: 'support.variable.global.gene', match: raw`\$${char}*` },
        { name: 'entity.name.function.method.gene', match: raw`\.${char}*` },
        {
          match: raw`(${char}+?)(:)${end}`,
          captures: { 1: { name: 'variable.other.annotated.gene' }, 2: { name: 'punctuation.separator.annotation.gene' } },
        },
        {
          match: raw`(?:(${upper}${char}*?)|(${char}+?))${spread}${end}`,
          captures: {
            1: { name: 'entity.name.type.gene' },
            2: { name: 'variable.other.gene' },
            3: { name: 'keyword.operator.spread.gene' },
          },
        },
        { name: 'punctuation.separator.chain.gene', match: ';' },
      ],
    },
    'type-parameters': {
      patterns: [
        { name: 'punctuation.separator.type-parameter.gene', match: ':' },
        { name: 'entity.name.type.parameter.gene', match: '[^:]+' },
      ],
    },

    stray: { name: 'invalid.illegal.unmatched.gene', match: raw`[)\]}]` },
  },
};

export const grammarText = `${JSON.stringify(grammar, undefined, 2)}\n`;
