import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, matchesQuery, parseSearch, searchTokens } from '../../../shared/case/searchText.ts';

const CLAUSES = /^"[^"\s*]+"\*?( AND "[^"\s*]+"\*?)*$/u;

const tokens = (...texts: (string | null)[]) => searchTokens(texts).split(' ');

/** FTS5's meaning of our expressions, in a line: quoted tokens, perhaps as prefixes, all of them. */
function evaluate(expression: string, indexed: string[]): boolean {
  return expression.split(' AND ').every((clause) => {
    const token = clause.replace(/^"|"\*?$/g, '');
    return clause.endsWith('*') ? indexed.some((t) => t.startsWith(token)) : indexed.includes(token);
  });
}

describe('folding', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['Straße Zürich', 'straße zurich'],
    ['  井盖，破损！ ', '井盖 破损'],
    ['GS-2024/06', 'gs 2024 06'],
    ['①号楼', '1号楼'],
    ['\uE000secret', 'secret'],
    ['한국어', '한국어'],
  ])('%s → %s', (text, folded) => expect(foldText(text)).toBe(folded));
});

describe('tokens', () => {
  it('pairs Chinese characters and keeps the last one', () => {
    expect(tokens('井盖破损')).toEqual(['井盖', '盖破', '破损', '损']);
    expect(tokens('井')).toEqual(['井']);
  });
  it('does not join what punctuation separates', () => expect(tokens('井，盖')).toEqual(['井', '盖']));
  it('keeps words, and parts of words with digits', () => {
    expect(tokens('Main St')).toEqual(['main', 'st']);
    expect(tokens('GS20')).toEqual(['gs20', '\uE000gs2', '\uE000s20']);
    expect(tokens('7')).toEqual(['7']);
  });
  it('separates scripts inside a text', () => expect(tokens('A座3号')).toEqual(['a', '座', '3', '号']));
  it('keeps characters beyond the basic plane whole', () =>
    expect(tokens('𠮷野家')).toEqual(['𠮷野', '野家', '家']));
  it('skips what is absent', () => expect(searchTokens([null, '…'])).toBe(''));
});

describe('queries', () => {
  const found = (typed: string, ...texts: string[]) => {
    const query = parseSearch(typed);
    if (query === null) return null;
    const byIndex = evaluate(query.expression, tokens(...texts));
    return byIndex && (!query.needsCheck || matchesQuery(query, texts));
  };
  it.each([
    ['井', '道路井盖', true],
    ['盖', '道路井盖', true],
    ['井盖', '道路井盖破损', true],
    ['井盖破损', '道路井盖破损', true],
    ['井盖破损', '井盖完好，路面盖破，护栏破损', false],
    ['井盖 中山路', '中山路有井盖破损', true],
    ['井盖 中山路', '解放路有井盖破损', false],
    ['stre', 'Main Street', true],
    ['treet', 'Main Street', false],
    ['STREET', 'main street', true],
    ['ｓｔｒｅｅｔ', 'main street', true],
    ['000001', 'GS20240612000001', true],
    ['gs2024', 'GS20240612000001', true],
    ['gs-2024', 'gs-20240612', true],
    ['2345', '1234 2456 345', false],
    ['12', '12 号', true],
    ['12', '312 号', false],
    ['3号楼', '幸福小区3号楼', true],
    ['3号楼', '3 幢，5号楼', false],
    ['a座3号', '科技园A座3号', true],
    ['座', '科技园A座', true],
  ])('%s in %s: %s', (typed, text, expected) => expect(found(typed, text)).toBe(expected));

  it('is nothing where nothing can be searched', () => {
    for (const typed of ['', '   ', '，。！', '"*()-', '\uE000']) expect(parseSearch(typed)).toBeNull();
  });

  it('finds what it was made of: any part of a Chinese text', () => {
    const chinese = fc.string({
      unit: fc.constantFrom(...'井盖破损道路中山解放积水𠮷'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(chinese, fc.nat(), fc.nat(), (text, a, b) => {
        const characters = [...text];
        const from = a % characters.length;
        const part = characters.slice(from, from + 1 + (b % (characters.length - from))).join('');
        expect(found(part, text)).toBe(true);
      }),
    );
  });

  it('checks exactly what the index finds when no check is called for', () => {
    const text = fc.string({ unit: fc.constantFrom(...'井盖破损ab12 -，'), maxLength: 14 });
    fc.assert(
      fc.property(text, text, (typed, content) => {
        const query = parseSearch(typed);
        if (query === null) return;
        const byIndex = evaluate(query.expression, tokens(content));
        if (matchesQuery(query, [content])) expect(byIndex).toBe(true);
        if (!query.needsCheck && byIndex) expect(matchesQuery(query, [content])).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never lets typed text into the expression’s grammar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const query = parseSearch(typed);
        if (query !== null) expect(query.expression).toMatch(CLAUSES);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts a rare letter beside a digit as the one character it is', () => {
    const rare = fc.string({ unit: fc.constantFrom('𐍈', '𑄶', '1', 'a', '𠮷'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rare, (typed) => {
        expect(parseSearch(typed)?.expression).toMatch(CLAUSES);
        expect(found(typed, typed)).toBe(true);
      }),
    );
  });
});
