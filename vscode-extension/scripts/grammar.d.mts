// The types of grammar.mjs for the test that compares the written grammar with it.
export const grammar: unknown;
export const grammarText: string;
