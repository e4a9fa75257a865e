import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import type { Console } from './support/driver/console.ts';
import type { WhistlesDriver } from './support/driver/whistles.ts';
import { expect, soon, test } from './support/fixtures.ts';
import type { Hall } from './support/halls.ts';
import { photo } from './support/photo.ts';
import { casesAtBorder, SUBJECT } from './support/whistleCases.ts';
import { DUTY, ROADS_HANDLER, type WhistleHall, whistleHall } from './support/whistleHall.ts';

/** The other street's clerk: 秦虹街道, whose border with 夫子庙街道 is 18 m from the case. */
const OTHER_DUTY = 'demo-street2-duty';
const JOINT = '秦虹街道';

async function board(
  consoleOf: (hall: Hall) => Promise<Console>,
  hall: WhistleHall,
  who: string,
): Promise<WhistlesDriver> {
  const console = await consoleOf(hall);
  // What is refused is an answer of its own.
  console.expectFault(/Failed to load resource/);
  const window = await console.open('whistles');
  await window.signIn(who, DEMO_PIN);
  return window;
}

test('a whistle at a border: the second street is proposed, sees it, and both have to confirm', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(casesAtBorder));
  const street = await board(consoleOf, hall, DUTY);
  const second = await board(consoleOf, hall, OTHER_DUTY);

  await test.step('the form says whose border it is', async () => {
    await street.switchTo('desk');
    await street.selectCase(SUBJECT);
    await street.switchTo('whistles');
    await street.blow();
    await soon(() => street.subject()).toBe(SUBJECT);
    await soon(() => street.blowText()).toMatch(/交界街道 夫子庙街道、秦虹街道 18 米/);
    await street.chooseJoint(`${JOINT} · 18 米`);
    await street.screenshot('joint-blow');
    await street.resize({ width: 3840, height: 2160 });
    await street.screenshot('joint-blow-2160');
    await street.resize({ width: 1920, height: 1080 });
    expect(await street.accessibilityFaults()).toEqual([]);
    await street.sendBlow();
    await soon(() => street.pageShown()).toBe(true);
  });
  const id = await street.opened();
  await hall.command('demo-street1-leader', id, { type: 'approve' });
  expect(await second.card(SUBJECT)).not.toContain(JOINT);
  await hall.command('demo-dispatch', id, {
    ...{ type: 'triage-accept', departments: [{ org: '320104-SZS', part: 'lead', reason: '属地养护' }] },
  });

  await test.step('the second street sees it and speaks', async () => {
    await soon(() => second.card(SUBJECT)).toContain(JOINT);
    await second.open(SUBJECT);
    await soon(() => second.details()).toContain(`联合街道 ${JOINT} · 部门反馈后由其现场确认`);
    await second.act('备注', { 内容: '本街道已设围挡' });
    await soon(async () => (await street.log()).join()).toContain('本街道已设围挡');
  });

  await test.step('a district next door is called, and waited for without a limit', async () => {
    await street.act('联系邻区', { 邻区: '玄武区', 对方联系人: '值班员甲', 对方答复: '明早派人到场' });
    await soon(() => street.details()).toMatch(
      /邻区 玄武区 自 .* 起等待对方（不计时考核）；.*值班员甲：明早派人到场/,
    );
    await street.screenshot('joint-page');
  });

  const hash = await hall.store(ROADS_HANDLER, photo('回填前后.png', 90));
  await hall.command(ROADS_HANDLER, id, { type: 'sign', summons: 's1' });
  await hall.command(DUTY, id, { type: 'arrive', summons: 's1', method: 'clerk', who: '带队人' });
  await hall.command(ROADS_HANDLER, id, {
    ...{ type: 'submit-result', summons: 's1', text: '已回填并恢复路面', files: [hash] },
  });

  await test.step('one confirmation is not enough', async () => {
    await soon(() => street.acts()).toContainEqual(expect.stringContaining('确认办结'));
    await street.act('确认办结', { 说明: '属实' });
    await soon(() => street.waiting()).toContainEqual(
      expect.stringMatching(/秦虹街道 联合街道现场核查并确认/),
    );
    expect((await hall.whistle(id)).summary.stage).toBe('pending-confirm');
    await soon(() => second.details()).toContain(`联合街道 ${JOINT} · 待其确认`);
    await street.screenshot('joint-one-confirmed');
    await street.back();
    await street.screenshot('joint-board');
  });
  await test.step('the second one ends it', async () => {
    await second.act('确认办结', { 说明: '已恢复' });
    await soon(async () => (await hall.whistle(id)).summary.stage).toBe('pending-eval');
    await soon(() => second.details()).toMatch(/联合街道 秦虹街道 · 已确认/);
  });
});
