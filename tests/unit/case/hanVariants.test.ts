import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hanVariants } from '../../../build/scripts/makeHanVariants.ts';
import { foldText, matchesQuery, parseSearch } from '../../../shared/case/searchText.ts';
import { HAN_VARIANTS } from '../../../shared/text/hanVariants.ts';

const pairs = hanVariants();

describe('variants of characters', () => {
  it('are those of the library', () => {
    expect(HAN_VARIANTS.join('')).toBe(pairs.flat().join(''));
    expect(pairs.length).toBeGreaterThan(3000);
  });

  it('lead to one form, in one step', () => {
    const variants = new Set(pairs.map(([variant]) => variant));
    expect(variants.size).toBe(pairs.length);
    for (const [variant, form] of pairs) {
      expect([...form], variant).toHaveLength(1);
      expect(variants.has(form), form).toBe(false);
      expect(foldText(variant), variant).toBe(form);
    }
  });
});

describe('a search across traditional and simplified characters', () => {
  it.each([
    ['中华门', '中華門'],
    ['中華門', '中华门'],
    ['路灯', '路燈不亮'],
    ['羣眾', '群众反映'],
    ['裡弄', '里弄积水'],
    ['綫路', '线路老化'],
    ['峯', '鹫峰寺路'],
    ['雲南路', '云南路'],
    ['南邨', '南村'],
    ['臺城', '台城路'],
  ])('%s finds %s', (typed, text) => {
    const query = parseSearch(typed);
    expect(query !== null && matchesQuery(query, [text])).toBe(true);
  });

  it('still keeps different characters apart', () => {
    for (const [typed, text] of [
      ['中华门', '中花门'],
      ['后街', '候街'],
    ] as const) {
      const query = parseSearch(typed);
      expect(query !== null && matchesQuery(query, [text])).toBe(false);
    }
  });

  it('folds to what folds no further, whatever is typed', () => {
    const letters = fc.string({ unit: fc.constantFrom(...pairs.flat(), ' ', '，', 'É', '１', 'Ａ') });
    fc.assert(
      fc.property(letters, (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});
