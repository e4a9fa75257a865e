import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { statutoryDays } from '../../shared/time/statutory.ts';
import { expect, picturesWanted, soon, test } from './support/fixtures.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, whistleHall } from './support/whistleHall.ts';

/** Every statutory day of 2027, and a bridge that only the notice can know. */
const CSV_2027 = [
  '日期,类型,名称',
  ...(statutoryDays(2027) ?? []).map(({ date, name }) => `${date},休,${name}`),
  '2027-02-04,休,春节',
  '2027-02-20,班,春节',
].join('\r\n');

test('a shift leader imports a year and adds a day off; open deadlines move at once, and it is logged', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const id = await blowWhistle(hall, SUBJECT);
  const business = async () =>
    (await hall.whistle(id)).clocks.find((clock) => clock.kind === 'business')?.dueAt;
  const before = (await business()) ?? 0;
  const console = await consoleOf(hall);
  const connections = await console.open('connections');

  const calendar = await connections.openCalendar();
  expect(await calendar.offersChanges()).toBe(false);
  await connections.signIn('demo-shift', DEMO_PIN);
  expect(await calendar.year()).toContain('2026 年 · 已公布');
  await calendar.chooseYear(2027);
  expect(await calendar.day('2027-02-05')).toBe('2027-02-05 放假 春节 · 暂定');
  await connections.screenshot('calendar-provisional');

  await calendar.previewImport(CSV_2027.replace('2027-06-09,休,端午节', '2027-06-31,休,端午节'));
  await soon(() => calendar.problems()).toEqual([expect.stringMatching(/^第 \d+ 行 “2027-06-31”不是日期/)]);
  await connections.screenshot('calendar-problems');
  await calendar.cancel();
  await calendar.previewImportOfFile('2027.csv', Buffer.from(CSV_2027));
  await soon(() => calendar.effect()).toBe('2 天的计时会变，0 个在办的哨、0 件在办案件时限变动');
  await calendar.confirm();
  await soon(() => calendar.year()).toContain('2027 年 · 本厅导入');
  expect(await calendar.day('2027-02-20')).toBe('2027-02-20 调休上班 春节');

  await calendar.previewDaysOff('暴雪红色预警停工');
  await soon(() => calendar.effect()).toMatch(/^1 天的计时会变，1 个在办的哨、\d+ 件在办案件时限变动$/);
  expect(await calendar.moved()).toContainEqual(expect.stringMatching(/总时限.*→/));
  expect(await calendar.day('2026-11-24')).toBe('2026-11-24 本地停工 暴雪红色预警停工');
  if (picturesWanted) {
    for (const theme of ['light', 'dark'] as const) {
      await connections.theme(theme);
      for (const screen of [
        { width: 1920, height: 1080 },
        { width: 3840, height: 2160 },
      ]) {
        await connections.resize(screen);
        await connections.screenshot(`calendar-preview-${screen.height}-${theme}`);
      }
    }
    await connections.resize({ width: 1920, height: 1080 });
  }
  expect(await business()).toBe(before);
  await calendar.confirm();
  await soon(async () => ((await business()) ?? 0) > before).toBe(true);
  await soon(() => calendar.log()).toEqual([
    expect.stringMatching(/^添加停工 2026-11-24 暴雪红色预警停工/),
    expect.stringMatching(/^导入 2027 年/),
  ]);
});
