import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent, ratio } from '../../../shared/assessment/fraction.ts';
import { checkBulletin } from '../../../shared/document/foreign/checkBulletin.ts';
import { remarkText } from '../../../shared/document/foreign/remark.ts';

const kinds = (text: string) => checkBulletin(text, []).map(({ kind }) => kind);

describe('the checker of bulletins of others', () => {
  it('finds 99.6% printed for 591 of 594 (Ningguo)', () => {
    expect(checkBulletin('政民互动应办结594件，按时办结591件，按时办结率99.6%。', [])).toEqual([
      {
        ...{ kind: 'rate', where: '政民互动应办结594件，按时办结591件，按时办结率99.6%' },
        ...{ shown: '99.6%', computed: '99.49%' },
      },
    ]);
    expect(kinds('按时办结591/594，占99.6%')).toEqual(['rate']);
    expect(kinds('政民互动应办结594件，按时办结591件，按时办结率99.5%。')).toEqual([]);
    expect(kinds('政民互动应办结594件，按时办结591件，按时办结率99.49%。')).toEqual([]);
  });

  it('finds one quantity with two values: 493 and 499 hotline dispatches (Ningguo)', () => {
    const text = '本月共受理诉求一批，其中热线派遣493件。从类别看，热线派遣499件，集中在供水和物业。';
    expect(checkBulletin(text, [])).toEqual([
      { kind: 'conflict', where: '热线派遣', shown: '493', computed: '499' },
    ]);
    expect(kinds(text.replace('499', '493'))).toEqual([]);
  });

  it('finds sums that do not add up', () => {
    expect(kinds('立案953+43=996')).toEqual([]);
    expect(kinds('立案953+43=997')).toEqual(['sum']);
    expect(kinds('派遣2,877件，其中热线2,276件，政民互动601件')).toEqual([]);
    expect(checkBulletin('派遣2,877件，其中热线2,276件，政民互动602件', [])).toMatchObject([
      { kind: 'sum', shown: '2877', computed: '2878' },
    ]);
    // Only some of the parts are named.
    expect(kinds('派遣2,877件，其中热线276件、政民互动12件等')).toEqual([]);
  });

  it.each([
    ['工单较上月同比增长20.48%', ['comparison']],
    ['工单较上周同比下降3%', ['comparison']],
    ['工单较去年同期环比增长3%', ['comparison']],
    ['工单环比增长3%，较去年同期增长5%', []],
    ['工单较上月增长3%，同比增长5%', []],
    ['工单较上月环比增长3%', []],
    ['按期结案率102.3%', ['percent-over-100']],
    ['较上月增长120%', []],
  ])('of «%s» says %j', (text, found) => expect(kinds(text)).toEqual(found));

  it('reads Tianmen (E1) without a remark', () => {
    const text =
      '2016年12月，受理1,054件，立案996件，立案率94.50%。应结案972件，结案911件，结案率93.72%。应结案972件，按期结案737件，按期结案率75.82%。来源953+43=996。';
    expect(checkBulletin(text, [])).toEqual([]);
    expect(kinds(text.replace('75.82', '80.90'))).toEqual(['rate']);
  });

  it('checks totals and rates of tables; a rate may stand on any denominator that cities use (E5)', () => {
    const head = ['序号', '单位', '派遣总数', '热线数', '不满意数', '不满意率'];
    const rows = [
      ['1', '住建局', '99', '87', '8', '9%'],
      ['2', '公安局', '77', '70', '6', '9%'],
      ['3', '卫健委', '68', '63', '3', '5%'],
    ];
    const total = ['', '合计', '244', '220', '17', '8%'];
    expect(checkBulletin('', [{ name: '附表', rows: [head, ...rows, total] }])).toEqual([]);
    const wrongRow = ['1', '住建局', '99', '87', '8', '12%'];
    const wrong = [head, wrongRow, ...rows.slice(1), ['', '合计', '245', '220', '17', '8%']];
    expect(checkBulletin('', [{ name: '附表', rows: wrong }])).toEqual([
      { kind: 'sum', where: '附表 派遣总数', shown: '245', computed: '244' },
      { kind: 'rate', where: '附表 住建局 不满意率', shown: '12%', computed: '8.08% 或 9.20%' },
    ]);
  });

  it('never adds up what is no number', () => {
    const rows = [
      ['单位', '得分'],
      ['甲', '无数据'],
      ['合计', '99'],
    ];
    expect(checkBulletin('', [{ name: '附表', rows }])).toEqual([]);
  });

  it('takes every rate that follows from its counts, rounded to any number of decimals, and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000 }),
        fc.nat(50_000),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (due, closed, digits, off) => {
          fc.pre(closed <= due);
          const rate = percent(ratio(closed, due), digits);
          const say = (text: string) => `应结案${due}件，按期结案${closed}件，按期结案率${text}%`;
          expect(kinds(say(rate))).toEqual([]);
          const wrong = rate.replace(/\d$/, (digit) => String((Number(digit) + off) % 10));
          expect(kinds(say(wrong)).filter((kind) => kind === 'rate')).toEqual(['rate']);
        },
      ),
    );
  });

  it('says each remark in both languages', () => {
    for (const kind of ['rate', 'conflict', 'sum', 'comparison', 'percent-over-100'] as const) {
      const remark = { kind, where: 'x', shown: '1', computed: '2' };
      expect(remarkText(remark, 'zh')).toMatch(/[\u4e00-\u9fff]/);
      expect(remarkText(remark, 'zh')).toContain('1');
      expect(remarkText(remark, 'en')).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
