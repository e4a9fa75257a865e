import { describe, expect, it } from 'vitest';
import { maskPersons } from '../../../electron/city/privacy/wallText.ts';
import { hidePersons } from '../../../shared/document/hidePersons.ts';
import type { Built } from '../../../shared/document/kinds/common.ts';
import type { Block, DocumentModel } from '../../../shared/document/model.ts';
import { sentenceText } from '../../../shared/document/partText.ts';
import { buildDocument, DocumentRequest } from '../../../shared/document/request.ts';
import { mapSentences } from '../../../shared/document/sentences.ts';
import {
  BULLETIN,
  GROUPS,
  MINUTES,
  ORDER,
  RANKING,
  REGISTER,
  SAMPLES,
} from '../../support/sampleDocuments.ts';

function built(request: DocumentRequest): Built {
  const made = buildDocument(request);
  if (Array.isArray(made)) throw new Error(JSON.stringify(made));
  return made;
}
function textOf(document: DocumentModel): string {
  const lines: string[] = [];
  mapSentences(document, (sentence) => {
    lines.push(sentenceText(sentence));
    return sentence;
  });
  return lines.join('\n');
}
const rowsOf = (block: Block | undefined) =>
  block?.kind === 'table' ? block.rows.map((row) => row.map(sentenceText)) : [];

describe('the samples', () => {
  it('have the shape of a request', () => {
    for (const request of SAMPLES) expect(DocumentRequest.parse(request)).toEqual(request);
  });
});

describe('minutes (会议纪要)', () => {
  it('give each decision with owner, co-owner, limit, acceptance and the number of its order', () => {
    const text = textOf(built({ kind: 'minutes', input: MINUTES }).document);
    expect(text).toContain('会议研究事项2项，议定3项。');
    expect(text).toContain(
      '会议议定，由样例区城管局牵头、样例街道、样例区市场监管局配合，于2026年8月25日前办结：在样例路样例桥至样例巷一段设置夜间值守，引导摊贩进入便民疏导点。验收标准：连续十四日夜间巡查无占道经营，12345同类诉求降为零。（督办编号：样督〔2026〕112号）',
    );
    for (const { decisions } of MINUTES.items)
      for (const { order } of decisions) expect(text.split(order)).toHaveLength(2);
  });

  it('list who was there, who was excused and why, who observed', () => {
    const { attendance } = built({ kind: 'minutes', input: { ...MINUTES, observers: [] } }).document;
    expect(attendance.map(({ label, names }) => [label, sentenceText(names)])).toEqual([
      ['出席', '样例区政府办 样例乙，样例区城管局 样例丙 样例丁，样例区住建局 样例戊，样例街道 样例己。'],
      ['请假', '样例区水务局 样例庚（参加市防汛会议，已委托样例辛参会）。'],
      ['列席', '无。'],
    ]);
  });
});

describe('an order (督办单)', () => {
  it('has every field of the form of a real county', () => {
    const text = JSON.stringify(built({ kind: 'order', input: ORDER }).document);
    for (const label of [
      ...['督办事项', '文号', '督办内容', '批示领导', '发布时间', '牵头领导', '配合领导', '附件', '交办时限'],
      ...[
        '反馈类型',
        '反馈周期',
        '牵头单位',
        '配合单位',
        '督办联系人',
        '电话',
        '机关网号码',
        '验收标准',
        '会次',
      ],
      ...['反馈单位', '时间', '反馈内容'],
    ])
      expect(text, label).toContain(`"${label}"`);
  });

  it.each([
    [{ matter: '' }, ['督办事项']],
    [{ leader: '', leadUnit: ' '.trim() }, ['牵头领导', '牵头单位']],
    [{ due: null }, ['交办时限']],
    [{ instructedBy: '' }, ['批示领导']],
    [{ feedbackCycle: '' }, ['反馈周期']],
    [{ feedbackCycle: '', feedback: 'once' as const }, null],
    [{ meeting: '' }, ['会次']],
    [{ meeting: '', origin: 'instruction' as const }, null],
  ])('without %j lacks %j', (change, missing) => {
    const made = buildDocument({ kind: 'order', input: { ...ORDER, ...change } });
    const found = Array.isArray(made)
      ? made.map(({ code, place }) => (code === 'required-missing' ? place : code))
      : null;
    expect(found).toEqual(missing);
  });
});

describe('a table of places (排名表)', () => {
  const { body } = built({ kind: 'ranking', input: RANKING }).document;

  it('ranks within the group and shows movement (E3)', () => {
    expect(rowsOf(body[0]).map(([place, name, score, moved]) => [place, name, score, moved])).toEqual([
      ['1', '样例东城区', '96.66', '—'],
      ['2', '样例示范区', '90.66', '—'],
      ['3', '样例魏都区', '85.15', '—'],
      ['4', '样例建安区', '84.52', '▲1'],
      ['5', '样例开发区', '76.10', '▼1'],
    ]);
  });

  it('does not rank whoever has no data, and keeps both ledgers', () => {
    expect(rowsOf(body[1]).at(-1)).toEqual(['—', '样例禹州市', '无数据', '无可比', '0', '0', '无数据']);
    expect(rowsOf(body[0])[0]?.[5]).toBe('2890（4）');
  });

  it('ranks on unrounded scores: 94.494 before 94.492, although both print 94.49', () => {
    const unit = { before: null, due: 1, onTime: { fact: 1, granted: 0 } };
    const groups = [
      {
        name: '组',
        units: [
          { ...unit, name: '乙', score: { kind: 'value' as const, value: '94.492' } },
          { ...unit, name: '甲', score: { kind: 'value' as const, value: '94.494' } },
          { ...unit, name: '丙', score: { kind: 'pending' as const } },
        ],
      },
    ];
    const { document } = built({ kind: 'ranking', input: { ...RANKING, groups } });
    expect(rowsOf(document.body[0]).map((row) => row.slice(0, 3))).toEqual([
      ['1', '甲', '94.49'],
      ['2', '乙', '94.49'],
      ['—', '丙', '待定'],
    ]);
  });

  it('takes no unit twice', () => {
    const [group] = GROUPS;
    const twice = {
      ...RANKING,
      groups: [{ name: '组', units: [...(group?.units ?? []), ...(group?.units ?? [])] }],
    };
    expect(DocumentRequest.safeParse({ kind: 'ranking', input: twice }).success).toBe(false);
  });
});

describe('a bulletin (通报)', () => {
  const text = textOf(built({ kind: 'bulletin', input: BULLETIN }).document);

  it('has the figures of E2 with both comparisons', () => {
    expect(text).toContain(
      '应结案14577件，结案12418件，结案率85.19%，环比上升0.70个百分点，同比下降0.91个百分点',
    );
    expect(text).toContain('按期结案率73.92%');
    expect(text).toContain('遗留超期未处置2159件，其中样例开发区812件、');
    expect(text).toContain('样例禹州市无数据，不参与排名');
  });

  it('names the first three, and all that share the third place', () => {
    const events = [
      { name: '甲', count: 5 },
      { name: '乙', count: 3 },
      { name: '丙', count: 3 },
      { name: '丁', count: 3 },
      { name: '戊', count: 1 },
    ];
    const made = textOf(built({ kind: 'bulletin', input: { ...BULLETIN, events, components: [] } }).document);
    expect(made).toContain('事件类立案居前的为：甲5件、丁3件、丙3件、乙3件。');
    expect(made).toContain('部件类本期没有立案。');
  });

  it.each([
    [{ now: { filed: 9, due: 5, closed: 6, closedOnTime: 1 } }, 'now'],
    [{ period: '2026', periodBefore: BULLETIN.now }, 'periodBefore'],
    [{ period: '2026-W53', yearBefore: BULLETIN.now }, 'yearBefore'],
    [
      {
        events: [
          { name: '甲', count: 1 },
          { name: '甲', count: 2 },
        ],
      },
      'events',
    ],
  ])('takes no data that contradict themselves: %j', (change, field) => {
    const read = DocumentRequest.safeParse({ kind: 'bulletin', input: { ...BULLETIN, ...change } });
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([`input.${field}`]);
  });

  it('says nothing of a comparison without figures', () => {
    const made = textOf(built({ kind: 'bulletin', input: { ...BULLETIN, yearBefore: null } }).document);
    expect(made).toContain('环比');
    expect(made).not.toContain('同比');
  });
});

describe('the register (督办台账)', () => {
  it('has all columns on landscape pages', () => {
    const { document } = built({ kind: 'register', input: REGISTER });
    const table = document.body.find((block) => block.kind === 'table');
    expect(table?.columns.map(({ head }) => head)).toEqual([
      ...[
        '序号',
        '编号',
        '立项日期',
        '来源',
        '会次',
        '督办事项',
        '办理要求与验收标准',
        '主办',
        '协办',
        '责任领导',
      ],
      ...[
        '责任人及电话',
        '交办日期',
        '要求办结',
        '反馈周期',
        '最近反馈',
        '状态',
        '延期次数',
        '催办次数',
        '办结日期',
      ],
      ...['核查人及日期', '销号日期', '回头看', '归档号'],
    ]);
    expect(document.isLandscape).toBe(true);
  });
});

describe('contact data', () => {
  it('of citizens is hidden in what people wrote; numbers of orders and the telephone of staff stay', () => {
    for (const request of SAMPLES) {
      const { document } = built(request);
      const text = textOf(hidePersons(document, (each) => maskPersons(each, ['样例甲某'])));
      expect(text).not.toContain('13900001111');
    }
    const minutes = {
      ...MINUTES,
      items: [{ ...MINUTES.items[0], summary: '样例甲某来电，身份证号11010519491231002X。' }],
    };
    const request = DocumentRequest.parse({ kind: 'minutes', input: minutes });
    const hidden = textOf(hidePersons(built(request).document, (each) => maskPersons(each, ['样例甲某'])));
    expect(hidden).toContain('[已隐去]来电，身份证号[已隐去]。');
    expect(
      textOf(
        hidePersons(built({ kind: 'register', input: REGISTER }).document, (each) => maskPersons(each, [])),
      ),
    ).toContain('0000-6000112');
  });
});
