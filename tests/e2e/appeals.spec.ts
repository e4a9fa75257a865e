import { expect, soon, test } from './support/fixtures.ts';
import { SEATS } from './support/hardWhistle.ts';
import { allSee, pictures, seatsAt } from './support/seats.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, whistleHall } from './support/whistleHall.ts';

const MINUTE = 60_000;
const ROADS = '区市政设施养护所';

test('a department appeals against a mark, two persons review it, and it counts no more: 1（1）', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const id = await blowWhistle(hall, SUBJECT);
  // Nobody signs within the hour.
  await hall.clock.move(61 * MINUTE);
  await soon(async () => (await hall.whistle(id)).summary.level).toBe(2);
  await hall.command(SEATS.roads, id, { type: 'sign', summons: 's1' });
  const seats = await seatsAt(consoleOf, hall, 'roads', 'judge', 'district');
  const { roads, judge, district } = seats;
  for (const window of Object.values(seats)) await window.open(SUBJECT);
  expect((await roads.child(ROADS))?.marks).toContain('黄牌 1');

  await test.step('the department appeals', async () => {
    await roads.chooseChild(ROADS);
    await roads.openAct('申诉');
    await roads.fill({ 事由: '通知未送达', 理由: '短信网关故障，通知 10:05 才到' });
    await pictures('20-appeal-form', { roads });
    await roads.send();
    await soon(() => roads.formShown()).toBe(false);
    await soon(async () => (await roads.child(ROADS))?.text).toContain('待初审');
    expect((await roads.acts()).join(' ')).toContain('撤回申诉');
  });
  await test.step('supervision gives the first review', async () => {
    await soon(() => judge.waiting()).toContainEqual(expect.stringContaining('初审申诉'));
    await judge.openAct('审核申诉');
    await judge.fill({ 理由: '网关日志属实' });
    await pictures('20-review-form', { judge });
    await judge.send();
    await soon(() => judge.formShown()).toBe(false);
    // The second review is another person's.
    expect((await judge.acts()).join(' ')).not.toContain('审核申诉');
  });
  await test.step('the deputy head of the district gives the second', async () => {
    await soon(() => district.waiting()).toContainEqual(expect.stringContaining('复审申诉'));
    await district.act('审核申诉', { 理由: '同意豁免' });
  });
  await soon(async () => (await roads.child(ROADS))?.marks).toContain('曾记黄牌 1 · 不计');
  expect((await roads.child(ROADS))?.marks).not.toContain('■');
  expect((await roads.child(ROADS))?.text).toContain('申诉通过，不计');
  await allSee(seats, '已吹哨', { level: 'L2' });
  await pictures('21-exempt', { roads });

  await test.step('the indicators show both ledgers', async () => {
    await judge.back();
    await judge.openFigures();
    await soon(() => judge.figure('按时签收率')).toContain('1（1） ÷ 2');
    await pictures('21-both-ledgers', { judge });
  });
});
