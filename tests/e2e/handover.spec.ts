import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { checkIntegrity } from '../../electron/city/store/integrity.ts';
import type { Console } from './support/driver/console.ts';
import type { WhistlesDriver } from './support/driver/whistles.ts';
import { expect, picturesWanted, soon, test, type Using } from './support/fixtures.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, DUTY, draftWhistle, type WhistleHall, whistleHall } from './support/whistleHall.ts';

const RELIEF = '演示-夫子庙街道值守乙';

/** The subject of a whistle of the street that it still has to submit itself, and so owes. */
async function drafted(hall: WhistleHall, title: string): Promise<string> {
  return (await draftWhistle(hall, title, 'push', [{ org: '320104-SZS', part: 'lead' }])).subject;
}

/** A street's desk with two windows, a blown whistle and one that the street owes its signature, before the hand-over. */
async function deskBeforeHandover(
  using: Using,
  consoleOf: (hall: WhistleHall) => Promise<Console>,
): Promise<{ hall: WhistleHall; owed: string; window: WhistlesDriver; other: WhistlesDriver }> {
  const hall = await using(whistleHall(whistleCases));
  await blowWhistle(hall, '试验巷1号');
  const owed = await drafted(hall, '试验巷2号');
  const console = await consoleOf(hall);
  // What is refused is an answer of its own.
  console.expectFault(/Failed to load resource/);
  const window = await console.open('whistles');
  const other = await console.open('whistles');
  await window.signIn(DUTY, DEMO_PIN);
  return { hall, owed, window, other };
}

async function picture(window: WhistlesDriver, name: string): Promise<void> {
  await window.screenshot(`handover-${name}`);
  if (!picturesWanted) return;
  await window.resize({ width: 3840, height: 2160 });
  await window.screenshot(`handover-${name}-4k`);
  await window.resize({ width: 1920, height: 1080 });
}

test('a quiet reminder stands in the bar; what is put off in one window is put off in the other', async ({
  consoleOf,
  using,
}) => {
  const { owed, window, other } = await deskBeforeHandover(using, consoleOf);
  const { handover } = window;
  await soon(() => handover.reminder()).toBe('08:00 待交接');
  await window.screenshot('handover-reminder');

  await window.press('l');
  await other.press('l');
  await soon(async () => (await window.alarmList()).join()).toContain(owed);
  await handover.shelve(owed);
  await soon(async () => (await other.alarmList()).join()).toContain('搁置至');
  await window.press('l');

  await handover.open();
  await handover.begin();
  expect((await handover.lines()).join('\n')).toContain(`搁置：完善并提交审签 · ${owed}`);
});

test('the digest tells what is open; what comes in meanwhile is marked, moves nothing, and asks for itself', async ({
  consoleOf,
  using,
}) => {
  const { hall, window } = await deskBeforeHandover(using, consoleOf);
  const { handover } = window;
  await handover.open();
  await handover.begin();
  const lines = (await handover.lines()).join('\n');
  expect(lines).toMatch(new RegExp(`推进哨 \\w+ · ${SUBJECT}.*签收 剩`));
  expect(lines).toMatch(/本班：吹哨 1/);
  expect(lines).toContain('设备情况 未填写');
  await soon(() => window.accessibilityFaults(), { timeout: 120_000 }).toEqual([]);
  await picture(window, 'digest');

  await handover.choose(RELIEF);
  await handover.checkAll();
  await handover.goTo('本班');
  const before = await handover.cursor();
  const late = await drafted(hall, '试验巷3号');
  await soon(async () => (await handover.lines()).at(-1)).toContain(late);
  expect((await handover.lines()).at(-1)).toContain('新增');
  expect(await handover.cursor()).toContain(before.slice(0, 6));
  await picture(window, 'news');
  await handover.sign();
  await soon(() => handover.refusal()).toContain('还有未核的项');
  await handover.checkAll();
  await handover.sign();
  await soon(() => handover.asksForPin()).toBe(true);
});

test('a street hands its shift over by keys alone: gone through, objected, signed twice, on paper', async ({
  consoleOf,
  using,
}) => {
  const { hall, window, other } = await deskBeforeHandover(using, consoleOf);
  const { handover } = window;

  await test.step('nobody signs what nobody has looked at', async () => {
    await handover.open();
    await handover.begin();
    await handover.sign();
    await soon(() => handover.refusal()).toContain('请先选择接班人');
    await handover.choose(RELIEF);
    await handover.sign();
    await soon(() => handover.refusal()).toContain('还有未核的项');
    await handover.waitForList();
  });

  await test.step('one line is objected to, a note is left, and the rest is found right', async () => {
    await handover.goTo(SUBJECT);
    await handover.object('现场围挡与描述不符');
    await soon(async () => (await handover.lines()).join('\n')).toMatch(new RegExp(`${SUBJECT}.*有异议`));
    await handover.write('2 号大屏偏色，已报修');
    await soon(async () => (await handover.lines()).join('\n')).toContain('设备情况 2 号大屏偏色，已报修');
    await handover.checkAll();
    await soon(() => handover.progress()).toMatch(/已核 (\d+) \/ \1 .*有异议 1/);
  });

  await test.step('both sign, and the desk changes hands in every window', async () => {
    await handover.sign();
    await soon(() => handover.asksForPin()).toBe(true);
    await handover.pin('000000');
    await soon(() => handover.refusal()).toContain('PIN 不正确');
    await picture(window, 'signing');
    await handover.pin(DEMO_PIN);
    await soon(() => handover.sheet()).toMatch(/班次 2026-11-24 08:00/);
    const sheet = (await handover.sheet()) ?? '';
    expect(sheet).toContain(`${SUBJECT}`);
    expect(sheet).toContain('! 有异议：现场围挡与描述不符');
    expect(sheet).toContain('设备情况 2 号大屏偏色，已报修');
    expect(sheet).toMatch(new RegExp(`接班人 ${RELIEF} 2026-11-24 09:0\\d`));
    await soon(() => window.accessibilityFaults(), { timeout: 120_000 }).toEqual([]);
    await picture(window, 'signed');
    await handover.close();
    await soon(() => window.signedInAs()).toContain(RELIEF);
    await soon(() => other.signedInAs()).toContain(RELIEF);
    await soon(() => handover.reminder()).toBe('');
  });

  await test.step('the record stays, and is checked with everything else', async () => {
    await handover.open();
    await soon(async () => (await handover.past()).join()).toContain(`→ ${RELIEF}`);
    await soon(() => handover.sheet()).not.toBeNull();
    await picture(window, 'past');
    expect(checkIntegrity(hall.dataDir)).toMatchObject({ ok: true, figures: { handovers: 1 } });
  });
});

test('a line opens what it stands for, and the hand-over is where it was; a wall shows nothing of it', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  await blowWhistle(hall, '试验巷1号');
  const console = await consoleOf(hall);
  const desk = await console.open('desk');
  const board = await console.open('whistles');
  const { handover } = board;

  await handover.open();
  expect(await handover.text()).toContain('请先用 PIN 登录');
  await handover.close();
  await board.signIn(DUTY, DEMO_PIN);
  await board.commandLine.type('jjb');
  expect((await board.commandLine.commands())[0]).toContain('交接班 Alt+J');
  await board.commandLine.run();
  await handover.begin();
  await handover.goTo(SUBJECT);
  await handover.openSubject();
  await soon(() => board.pageShown()).toBe(true);
  expect(await board.status(SUBJECT)).toMatchObject({ stage: '已吹哨' });
  await handover.open();
  await handover.waitForList();
  expect(await handover.cursor()).toContain(SUBJECT);
  await handover.close();

  // Another window of the desk is at the same hand-over.
  await desk.handover.open();
  await desk.handover.waitForList();
  await soon(async () => (await desk.handover.lines()).join()).toContain(SUBJECT);
  await desk.handover.close();

  const wall = await console.open('wall');
  await wall.handover.open();
  expect(await wall.handover.text()).toContain('大屏对全场可见');
  expect(await wall.handover.text()).not.toContain(SUBJECT);
});
