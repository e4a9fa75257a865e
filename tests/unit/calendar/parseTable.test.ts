import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../shared/calendar/parseTable.ts';
import { errorText } from '../../../shared/errors/errorText.ts';
import { ALL_YEARS, cnYears } from '../time/calendars.ts';

const notice = (year: number) =>
  readFileSync(new URL(`../../fixtures/calendars/notice-${year}.txt`, import.meta.url), 'utf8');
const published = (year: number) => cnYears(year)[0]?.days ?? [];
const codes = (text: string, wanted: number | null = null) =>
  parseTable(text, wanted).problems.map(({ line, error }) => [line, error.code]);
const parametersOf = (text: string, wanted: number | null = null) =>
  parseTable(text, wanted).problems.map(({ error }) => error.parameters);

describe('the text of a notice', () => {
  it.each([2025, 2026])('of %i gives the published table', (year) => {
    const parsed = parseTable(notice(year), null);
    expect(parsed.problems).toEqual([]);
    expect(parsed.format).toBe('notice');
    expect(parsed.table?.year).toBe(year);
    const withoutNames = (days: readonly { date: string; isOffDay: boolean }[]) =>
      days.map(({ date, isOffDay }) => ({ date, isOffDay }));
    expect(withoutNames(parsed.table?.days ?? [])).toEqual(withoutNames(published(year)));
    expect(parsed.daysOff).toEqual([]);
  });

  it('gives each day the name of its holiday, and its own number as the paper', () => {
    const { table } = parseTable(notice(2026), 2026);
    expect(table?.days).toEqual(published(2026));
    expect(table?.papers).toEqual(['国办发明电〔2025〕7号']);
  });

  it('lists every sentence that says nothing of a day', () => {
    const { skipped } = parseTable(notice(2025), null);
    expect(skipped.map(({ text }) => text)).toEqual([
      '国务院办公厅关于2025年',
      '部分节假日安排的通知',
      '国办发明电〔2024〕12号',
      '各省、自治区、直辖市人民政府,国务院各部委、各直属机构:',
      expect.stringContaining('自2025年1月1日起,全体公民放假的假日增加2天'),
      expect.stringContaining('国庆节自10月1日起放假调休7天'),
      expect.stringContaining('按照上述原则'),
      expect.stringContaining('节假日期间'),
      '国务院办公厅',
      '2024年11月12日',
    ]);
    const lines = notice(2025).split('\n');
    for (const { line, text } of skipped) expect(lines[line - 1]).toContain(text.slice(0, 4));
  });

  it('also typed in on one line, without numbers and with plain marks, for the year that is entered', () => {
    const text = notice(2026)
      .split('\n')
      .filter((line) => /^[一二三四五六七]、/.test(line))
      .map((line) =>
        line.replace(/^.、/, '').replaceAll('（', '(').replaceAll('）', ')').replaceAll('：', ':'),
      )
      .join(' ');
    expect(codes(text)).toEqual([[null, 'calendar-no-year']]);
    expect(parseTable(text, 2026).table?.days).toEqual(published(2026));
    expect(codes(notice(2026), 2025)).toContainEqual([null, 'calendar-other-year']);
  });

  it('reads the forms of earlier years', () => {
    const older = (text: string, year: number) => {
      const { table, problems } = parseTable(text, year);
      expect(problems).toEqual([]);
      return table?.days.map(({ date, isOffDay }) => `${date} ${isOffDay ? '休' : '班'}`);
    };
    expect(
      older('一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。', 2019),
    ).toEqual(['2018-12-29 班', '2018-12-30 休', '2018-12-31 休', '2019-01-01 休']);
    expect(older('一、元旦：1月1日放假，与周末连休。', 2024)).toEqual(['2024-01-01 休']);
    expect(
      older(
        '二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位安排职工在除夕（2月9日）休息。',
        2024,
      ),
    ).toHaveLength(10);
  });

  const changed = (from: string, to: string) => {
    expect(notice(2026)).toContain(from);
    return notice(2026).replace(from, to);
  };

  it('copied from a page, with blanks, broken lines and any dash, gives the same table', () => {
    const wide = (digit: string) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
    for (const copied of [
      changed('1月4日', '1 月 4 日'),
      changed('1月4日', '1月\u200b4日'),
      changed('至3日', '至3 日'),
      changed('春节：', '春　节：'),
      changed('关于2026年', '关于\n2026年'),
      notice(2026).replace(/\d+/g, ' $& '),
      notice(2026).replace(/\d/g, wide),
      changed('至3日', '至3\n日'),
      changed('放假调休，共3天', '放假\n调休，共3\n天'),
      ...['—', '——', '–', '-', '－', '~', '～', '〜', '到'].map((dash) => changed('至3日', `${dash}3日`)),
    ]) {
      const { table, problems } = parseTable(copied, null);
      expect([problems, table?.year], copied).toEqual([[], 2026]);
      expect(table?.days, copied).toEqual(published(2026));
    }
  });

  it('refuses totals, weekdays and dates that contradict each other, by line', () => {
    expect(codes(changed('共9天', '共8天'))).toEqual([[10, 'calendar-total']]);
    expect(parametersOf(changed('共9天', '共8天'))).toEqual([{ stated: 8, counted: 9 }]);
    expect(codes(changed('1月4日（周日）', '1月4日（周六）'))).toEqual([[8, 'calendar-weekday']]);
    expect(parametersOf(changed('1月4日（周日）', '1月4日（周六）'))).toEqual([
      { date: '2026-01-04', said: 6, actual: 7 },
    ]);
    expect(codes(changed('6月19日（周五）至21日', '6月31日（周五）至21日'))).toEqual([[16, 'calendar-date']]);
    expect(codes(changed('9月25日（周五）至27日（周日）', '9月25日（周五）至20日（周日）'))).toEqual([
      [18, 'calendar-range'],
    ]);
    expect(codes(changed('5月9日（周六）上班', '5月8日（周五）上班'))).toEqual([
      [14, 'calendar-work-weekday'],
    ]);
    expect(codes(changed('1月4日（周日）上班', '1月3日（周六）上班'))).toEqual([[8, 'calendar-twice']]);
  });

  it('drops no sentence that it does not understand', () => {
    expect(codes(changed('5月9日（周六）上班', '5月9日（周六）上斑'))).toEqual([[14, 'calendar-sentence']]);
    expect(codes(changed('5月9日（周六）上班', '5月9日（周六）部分单位上班'))).toEqual([
      [14, 'calendar-sentence'],
    ]);
    expect(codes(changed('1月4日（周日）上班', '4日（周日）上班'))).toEqual([[8, 'calendar-date']]);
    expect(codes(changed('1月4日（周日）上班', '次日上班'))).toEqual([[8, 'calendar-sentence']]);
    expect(codes(changed('一、元旦：', '一、元但：'))[0]).toEqual([8, 'calendar-sentence']);
    expect(codes(changed('三、清明节：', '三、清明假：'))[0]).toEqual([12, 'calendar-sentence']);
  });

  it('refuses a table without a statutory holiday', () => {
    const without = notice(2026)
      .split('\n')
      .filter((line) => !line.startsWith('五、'))
      .join('\n');
    expect(parametersOf(without)).toEqual([{ date: '2026-06-19', name: '端午节' }]);
    expect(codes(without)).toEqual([[null, 'calendar-statutory']]);
  });
});

describe('JSON', () => {
  it.each(ALL_YEARS)('reads the shipped table of %i', (year) => {
    const text = readFileSync(new URL(`../../../build/calendars/cn/${year}.json`, import.meta.url), 'utf8');
    const { table, problems } = parseTable(text, null);
    expect(problems).toEqual([]);
    expect(table).toEqual({ ...cnYears(year)[0], days: expect.arrayContaining(published(year)) });
    expect(table?.days).toHaveLength(published(year).length);
  });

  it('refuses broken files and entries by their number', () => {
    const year = (days: unknown) => JSON.stringify({ year: 2024, days });
    expect(codes('{"year": 2024')).toEqual([[null, 'calendar-json']]);
    expect(codes('[]')).toEqual([[null, 'calendar-json-shape']]);
    expect(codes(year([]))).toEqual([[null, 'calendar-empty']]);
    expect(
      codes(
        year([
          { name: '元旦', date: '2024-01-01', isOffDay: true },
          { name: '元旦', date: '2024-01-02' },
          { name: '元旦', date: '2024-02-30', isOffDay: true },
          { name: '元旦', date: '2025-01-01', isOffDay: true },
        ]),
      ),
    ).toEqual([
      [2, 'calendar-entry'],
      [3, 'calendar-date'],
      [4, 'calendar-outside'],
    ]);
  });
});

describe('CSV', () => {
  it('reads rows in the usual order, with half days and days off of the city', () => {
    const text = [
      '2024-01-01,休,元旦,',
      '2024/2/4,班,春节',
      '2024年2月8日,下午休,除夕前',
      '20240210,off,"春节, 初一"',
      '2024-07-25,停工,,台风“格美”',
      '2024-07-26,停工,,台风“格美”',
      '2024-07-27,上午停工,,台风“格美”',
    ].join('\r\n');
    const parsed = parseTable(`\uFEFF${text}`, null);
    expect(parsed.problems).toEqual([]);
    expect(parsed.format).toBe('csv');
    expect(parsed.table).toEqual({
      year: 2024,
      papers: [],
      days: [
        { name: '元旦', date: '2024-01-01', isOffDay: true },
        { name: '春节', date: '2024-02-04', isOffDay: false },
        { name: '除夕前', date: '2024-02-08', isOffDay: true, half: 'afternoon' },
        { name: '春节, 初一', date: '2024-02-10', isOffDay: true },
      ],
    });
    expect(parsed.daysOff).toEqual([
      { from: '2024-07-25', to: '2024-07-26', half: null, reason: '台风“格美”' },
      { from: '2024-07-27', to: '2024-07-27', half: 'morning', reason: '台风“格美”' },
    ]);
  });

  it('reads cells copied from a sheet in the order of its head, and compares the weekdays', () => {
    const sheet = (weekday: string) => `名称\t星期\t日期\t类型\n元旦\t${weekday}\t2024/1/1\t休`;
    expect(parseTable(sheet('星期一'), null).table?.days).toEqual([
      { name: '元旦', date: '2024-01-01', isOffDay: true },
    ]);
    expect(codes(sheet('星期二'))).toEqual([[2, 'calendar-weekday']]);
  });

  it('refuses each bad row with its reason and takes none in silence', () => {
    const text = [
      '日期,类型,名称,原因',
      '2024-01-01,休,元旦,',
      '2024-13-01,休,元旦,',
      '',
      '2024-01-02,放羊,元旦,',
      '2024-01-03,停工,,',
      '2024-01-04,休,元旦,无,多了',
      '2024-01-01,休,元旦,',
      '2024-01-05,班,元旦,',
    ].join('\n');
    expect(codes(text)).toEqual([
      [3, 'calendar-date'],
      [5, 'calendar-kind'],
      [6, 'calendar-reason'],
      [7, 'calendar-cells'],
      [8, 'calendar-twice'],
      [9, 'calendar-work-weekday'],
    ]);
    expect(codes('日期,类型,颜色\n2024-01-01,休,红')[0]).toEqual([1, 'calendar-column']);
  });

  it('reads what sheets and databases write', () => {
    for (const text of [
      '日期;类型;名称\n2024-01-01;休;元旦',
      '日期,类型,名称,\n2024-01-01,休,元旦,\n,,,\n,,,\n',
      '日期,,类型,名称\n2024-01-01,,休,元旦',
      '"日期"\t"类型"\t"名称"\n"2024/1/1 0:00"\t"休"\t"元旦"',
      '2024-01-01 00:00:00,休,元旦',
      '２０２４／１／１，休，元旦',
      '20240101,休,元旦\r',
    ])
      expect(parseTable(text, null), text).toMatchObject({
        ...{ format: 'csv', problems: [] },
        table: { days: [{ name: '元旦', date: '2024-01-01', isOffDay: true }] },
      });
  });

  it('takes no column in silence, and no title over the head', () => {
    expect(codes('日期,类型,名称,节日\n2024-01-01,休,元旦,春节')[0]).toEqual([1, 'calendar-column']);
    expect(codes('日期,,类型\n2024-01-01,例外,休')).toEqual([[2, 'calendar-cells']]);
    expect(codes('2024年放假安排,,,\n日期,名称,类型,\n2024-01-01,元旦,休,')).toEqual([[1, 'calendar-date']]);
    expect(codes('45292,休,元旦')).toEqual([[1, 'calendar-date']]);
  });

  it('reads a sentence that begins with its date as one of a notice, and no table', () => {
    const { format, problems } = parseTable('2027年1月1日（周五）至3日（周日）放假，共3天。', null);
    expect(format).toBe('notice');
    expect(problems.map(({ error }) => error.code)).toEqual(['calendar-sentence']);
  });

  it('refuses a reason that the calendar could not show', () => {
    const rain = (reason: string) => codes(`2024-07-25,停工,,${reason}`);
    expect(rain('暴雨')).toEqual([]);
    for (const reason of ['雨', '雨'.repeat(201)]) expect(rain(reason)).toEqual([[1, 'calendar-reason']]);
  });

  it('refuses a table of 2025 or later that lacks a statutory day', () => {
    expect(parametersOf('2027-01-01,休,元旦')).toContainEqual({ date: '2027-02-05', name: '春节' });
    expect(codes('2027-01-01,休,元旦')).toHaveLength(12);
  });
});

it('finds nothing in nothing, and says so in both languages', () => {
  for (const text of ['', '  \n', '今天天气很好']) expect(codes(text)).toEqual([[null, 'calendar-empty']]);
  expect(errorText('calendar-empty', {}, 'zh')).toContain('没有读到任何日期');
  expect(errorText('calendar-weekday', { date: '2026-01-04', said: 6, actual: 7 }, 'en')).toContain('Sunday');
});
