import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from '../../../shared/assessment/fraction.ts';
import type { Result } from '../../../shared/assessment/result.ts';
import { countFact, factsOf } from '../../../shared/document/facts.ts';
import { figure, printed } from '../../../shared/document/figures.ts';
import type { Rule } from '../../../shared/document/part.ts';

const value = (text: string): Result => ({ kind: 'value', value: fraction(text) });
const NONE: Result = { kind: 'no-data' };
const PENDING: Result = { kind: 'pending', missing: [] };
const change = (comparison: 'year' | 'period', measure: 'percent' | 'points' | 'difference'): Rule => ({
  ...{ form: 'change', comparison, measure, digits: 2, unit: '件' },
});

describe('a figure in a sentence', () => {
  it.each<[string, Rule, Result[], string]>([
    ['E5: 591 of 594 is not 99.6%', { form: 'percent', digits: 2 }, [value('591/594')], '99.49%'],
    ['half goes up', { form: 'percent', digits: 1 }, [value('0.9945')], '99.5%'],
    ['no data is no 0', { form: 'percent', digits: 2 }, [NONE], '无数据'],
    ['pending is no 0', { form: 'number', digits: 2 }, [PENDING], '待定'],
    ['a rise', change('period', 'percent'), [value('277924'), value('272154')], '环比上升2.12%'],
    ['a fall', change('year', 'percent'), [value('94'), value('100')], '同比下降6.00%'],
    ['points', change('period', 'points'), [value('0.8519'), value('0.8449')], '环比上升0.70个百分点'],
    ['equal', change('year', 'percent'), [value('5'), value('5')], '同比持平'],
    ['lost in rounding', change('year', 'percent'), [value('1000000'), value('1000001')], '同比基本持平'],
    ['from nothing', change('period', 'percent'), [value('5'), value('0')], '环比增加5件（上期为零）'],
    [
      'from nothing last year',
      change('year', 'percent'),
      [value('5'), value('0')],
      '同比增加5件（上年同期为零）',
    ],
    ['to nothing', change('period', 'percent'), [value('0'), value('5')], '环比下降100.00%'],
    ['nothing to compare', change('period', 'percent'), [value('5'), NONE], '环比无可比数据'],
    ['places gained', { form: 'movement' }, [value('4'), value('5')], '▲1'],
    ['places lost', { form: 'movement' }, [value('5'), value('4')], '▼1'],
    ['the same place', { form: 'movement' }, [value('5'), value('5')], '—'],
    ['unranked before', { form: 'movement' }, [value('5'), NONE], '无可比'],
    ['E12: two ledgers', { form: 'ledger' }, [value('9'), value('1')], '9（1）'],
    ['one ledger', { form: 'ledger' }, [value('8'), value('0')], '8'],
  ])('%s', (_, rule, results, text) => expect(printed(rule, results)).toBe(text));

  it('says the direction of the exact values', () => {
    const count = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(count, count, (now, before) => {
        const text = printed(change('period', 'percent'), [value(String(now)), value(String(before))]);
        const expected =
          now > before ? /^环比(?:上升|基本持平)/ : now < before ? /^环比(?:下降|基本持平)/ : /^环比持平$/;
        expect(text).toMatch(expected);
        expect(text).not.toMatch(/[^.\d]0\.00%/);
      }),
    );
  });

  it('keeps the exact values from which it was made', () => {
    const facts = factsOf([countFact('due', '2026-08', 594), countFact('onTime', '2026-08', 591)]);
    const made = figure(facts, { form: 'percent', digits: 1 }, [{ of: 'onTime', per: 'due' }]);
    expect(made).toMatchObject({ values: ['197/198'], printed: '99.5%' });
    expect(() => figure(facts, { form: 'number', digits: 0 }, [{ of: 'closed', per: null }])).toThrow(
      RangeError,
    );
  });

  it('is no figure where a fact has two values', () => {
    expect(() => factsOf([countFact('due', '2026-08', 493), countFact('due', '2026-08', 499)])).toThrow(
      /due/,
    );
  });
});
