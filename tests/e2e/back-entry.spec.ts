import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { ROADS, SEATS } from './support/hardWhistle.ts';
import { pictures, seatsAt } from './support/seats.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, whistleHall } from './support/whistleHall.ts';

const MINUTE = 60_000;

test('what happened in an outage is entered with its true time, and the mark of it counts no more', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const id = await blowWhistle(hall, SUBJECT);
  // Nobody could enter anything from 9:00 to 11:00; the hour to sign passed at 10:00.
  await hall.clock.move(120 * MINUTE);
  await soon(async () => (await hall.whistle(id)).summary.level).toBe(3);
  const { roads, street } = await seatsAt(consoleOf, hall, 'roads', 'street');
  for (const window of [roads, street]) await window.open(SUBJECT);
  await soon(async () => (await roads.child(ROADS))?.marks).toContain('黄牌 1');

  await test.step('the department enters it, and cannot confirm it itself', async () => {
    await roads.chooseChild(ROADS);
    await roads.openAct('签收');
    await roads.fill({ '补录：事情已发生，当时未能录入': true });
    await roads.send();
    await soon(() => roads.missing()).toContain('补录');
    await roads.fillTime('实际时间', '202611240925');
    await roads.fill({ 依据: '纸质登记簿第 3 页', 未能当时录入的原因: '系统中断' });
    const confirmers = await roads.options('指认确认人');
    expect(confirmers.join()).toContain('夫子庙街道');
    expect(confirmers.join()).not.toContain(ROADS);
    await roads.choose('指认确认人', /派遣/);
    await pictures('30-back-entry-form', { roads }, 'large');
    expect(await roads.accessibilityFaults()).toEqual([]);
    await roads.send();
    await soon(() => roads.formShown()).toBe(false);
  });

  await test.step('both windows show both times, and the mark in the second ledger', async () => {
    for (const window of [roads, street]) {
      await soon(async () => (await window.child(ROADS))?.marks).toContain('曾记黄牌 1 · 不计');
      expect((await window.child(ROADS))?.marks).toContain('补录 1 项；1 项未本人确认');
      expect((await window.child(ROADS))?.marks).not.toContain('■');
      const log = (await window.log()).join('\n');
      expect(log).toMatch(
        /补录：(11-24 )?09:25 发生，(11-24 )?11:\d\d 补录，由.+指认 .+（区派遣） 为确认人，未本人确认/,
      );
      expect(log).toContain('补录后复核');
    }
    // The waterworks has not signed at all, which holds the level up.
    expect((await roads.status(SUBJECT)).level).toBe('L3');
    await pictures('31-back-entered', { roads }, 'large');
  });
});

test('many are signed by one PIN, and one that was signed meanwhile is told with its reason', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const ids: string[] = [];
  for (const title of ['试验巷1号', '试验巷2号', '试验巷3号']) ids.push(await blowWhistle(hall, title));
  const { roads } = await seatsAt(consoleOf, hall, 'roads');
  await roads.selectFirst();
  await roads.press('Space');
  await roads.press('Shift+ArrowDown');
  await roads.press('Shift+ArrowDown');
  await soon(() => roads.bulkBar()).toContain('已选 3 个');
  await pictures('32-bulk-marked', { roads }, 'large');
  await roads.press('s');
  await soon(async () => (await roads.bulkPossible()).length).toBe(3);
  await pictures('33-bulk-preview', { roads });
  expect(await roads.accessibilityFaults()).toEqual([]);
  // A colleague signs one while the list is looked at.
  await hall.command(SEATS.roads, ids[1] ?? '', { type: 'sign', summons: 's1' });
  await roads.insertText('000111');
  await roads.press('Enter');
  await soon(() => roads.refusal()).toContain('PIN');
  await roads.insertText(DEMO_PIN);
  await roads.press('Enter');
  await soon(() => roads.bulkCount()).toBe('已办 2 个，未办 1 个');
  expect((await roads.bulkResults())[0]).toContain('该单位处于“已签收”');
  await pictures('34-bulk-results', { roads });
  for (const id of ids) {
    const view = await hall.whistle(id);
    expect(view.log.filter(({ type }) => type === 'signed')).toHaveLength(1);
  }
  await roads.press('Escape');
  await soon(() => roads.bulkBar()).toBeNull();
});
