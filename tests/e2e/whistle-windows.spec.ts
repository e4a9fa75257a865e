import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import type { Console } from './support/driver/console.ts';
import type { WhistlesDriver } from './support/driver/whistles.ts';
import { expect, soon, test } from './support/fixtures.ts';
import type { Hall } from './support/halls.ts';
import { photo } from './support/photo.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, DUTY, type WhistleHall, whistleHall, whistleToConfirm } from './support/whistleHall.ts';

const MINUTE = 60_000;
const ROADS = '区市政设施养护所';
const ROADS_HANDLER = 'demo-dept6-handler';
const RUBBISH = '试验巷3号背街暴露生活垃圾未清理';

/** A board with somebody signed in. Refused commands leave a line in the browser's console: that is its own. */
async function seat(
  consoleOf: (hall: Hall) => Promise<Console>,
  hall: WhistleHall,
  operator: string,
): Promise<WhistlesDriver> {
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const window = await console.open('whistles');
  await window.signIn(operator, DEMO_PIN);
  return window;
}

test('two act on one whistle at the same moment: one wins, the other is told why and keeps what it wrote', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const id = await whistleToConfirm(hall, SUBJECT);
  const duty = await seat(consoleOf, hall, DUTY);
  const leader = await seat(consoleOf, hall, 'demo-street1-leader');
  for (const window of [duty, leader]) await window.open(SUBJECT);
  await duty.openAct('确认办结');
  await duty.fill({ 说明: '现场已查看，同意办结' });
  await leader.openAct('返工');
  await leader.fill({ 理由: '东侧仍有沉降，须返工' });

  await Promise.all([duty.send(), leader.send()]);

  await soon(async () => (await Promise.all([duty.refusal(), leader.refusal()])).filter(Boolean).length).toBe(
    1,
  );
  const confirmed = (await leader.refusal()) !== null;
  const [winner, loser] = confirmed ? [duty, leader] : [leader, duty];
  await soon(() => winner.formShown()).toBe(false);
  expect(await loser.refusal()).toMatch(
    confirmed
      ? /不能办理.*怎么办.*期间发生了.*夫子庙街道.*现场核查后确认/
      : /不能办理.*怎么办.*期间发生了.*返工/,
  );
  expect(await loser.typed(confirmed ? '理由' : '说明')).toBe(
    confirmed ? '东侧仍有沉降，须返工' : '现场已查看，同意办结',
  );
  for (const window of [winner, loser])
    await soon(() => window.status(SUBJECT)).toMatchObject({ stage: confirmed ? '待评价' : '处置中' });
  expect((await hall.whistle(id)).summary.stage).toBe(confirmed ? 'pending-eval' : 'handling');
  await loser.screenshot('whistle-conflict');
});

test('wrong PINs lock the door, and a desk left alone locks itself without losing what was written', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  await blowWhistle(hall, SUBJECT);
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const window = await console.open('whistles');

  await test.step('the fifth wrong PIN shuts the door for a minute, to the right one too', async () => {
    await window.tryPin(ROADS_HANDLER, '111111');
    await soon(() => window.signInError()).toContain('PIN 不正确');
    for (let i = 0; i < 4; i++) await window.retryPin('111111');
    await soon(() => window.signInError()).toMatch(/已锁定至 11-24 09:0\d/);
    await window.screenshot('whistle-locked-out');
    await window.retryPin(DEMO_PIN);
    await soon(() => window.signInError()).toMatch(/已锁定至/);
    expect(await window.signedInAs()).toContain('未登录');
    await hall.clock.move(MINUTE + 1000);
    await window.retryPin(DEMO_PIN);
    await soon(() => window.signedInAs()).toContain('部门经办');
  });

  await test.step('a quarter of an hour without a key, and nothing can be done until the PIN is given again', async () => {
    await window.open(SUBJECT);
    await window.act('签收', {});
    await window.openAct('对接街道');
    await window.fill({ 对接人: '街道值守人员' });
    await hall.clock.move(16 * MINUTE);
    await soon(() => window.signedInAs()).toContain('已锁定');
    await window.send();
    await soon(() => window.refusal()).toContain('登录后可办理');
    await window.screenshot('whistle-auto-locked');
    await window.signIn(ROADS_HANDLER, DEMO_PIN);
    expect(await window.typed('对接人')).toBe('街道值守人员');
    await window.send();
    await soon(async () => (await window.child(ROADS))?.stage).toBe('已对接');
  });
});

test('blowing: three keys from a case, duplicates offered, what the street can settle itself is said', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const street = await seat(consoleOf, hall, DUTY);

  await test.step('three keys from a selected case to a whistle that waits for approval', async () => {
    await street.switchTo('desk');
    await street.selectCase(SUBJECT);
    await street.press('Alt+4');
    await soon(() => street.shown()).toBe('吹哨台');
    await soon(() => street.columns()).not.toBeNull();
    await street.press('b', 'Enter');
    await soon(() => street.pageShown()).toBe(true);
    await soon(() => street.status(SUBJECT)).toMatchObject({ stage: '待审签' });
    await soon(() => street.details()).toContain('供水公司');
  });

  await test.step('the same again is offered as a duplicate, and passes once it is said to be another matter', async () => {
    await street.back();
    await street.blow();
    await soon(() => street.warnings()).toContainEqual(expect.stringContaining('已有 1 个未了结的哨'));
    await street.sendBlow();
    await soon(() => street.refusal()).toMatch(/附近 50 米、24 小时内已有 1 个同类哨.*怎么办.*并入已有的哨/);
    await street.screenshot('whistle-duplicate');
    await street.mergeIntoFound();
    await soon(() => street.blowShown()).toBe(false);
    await soon(() => street.log()).toContainEqual(expect.stringContaining('并入一个哨'));
    expect((await hall.whistles('open=true')).total).toBe(1);
    await street.blow();
    await soon(() => street.warnings()).toContainEqual(expect.stringContaining('已有 1 个未了结的哨'));
    await street.sendBlow();
    await soon(() => street.refusal()).toContain('同类哨');
    await street.notADuplicate();
    await soon(() => street.blowShown()).toBe(false);
    await soon(() => hall.whistles('open=true').then(({ total }) => total)).toBe(2);
  });

  await test.step('«本级可办» is said before and asks for a reason', async () => {
    await street.switchTo('desk');
    await street.selectCase(RUBBISH);
    await street.switchTo('whistles');
    await street.blow();
    await soon(() => street.warnings()).toContainEqual(expect.stringMatching(/本级可办：.*须说明理由/));
    await street.addDepartment('区环境卫生管理所');
    await street.sendBlow();
    await soon(() => street.refusal()).toMatch(/本级可办.*由街道自行办理，或写明仍须吹哨的理由/);
    expect(await street.subject()).toBe(RUBBISH);
    await street.screenshot('whistle-own-level');
    await street.fillBlow('本级可办：仍须吹哨的理由', '积存量大，街道无清运车辆');
    await street.sendBlow();
    await soon(() => street.blowShown()).toBe(false);
    await soon(() => street.log()).toContainEqual(expect.stringContaining('积存量大，街道无清运车辆'));
  });
});

test('from the blowing to the closing without a mouse', async ({ consoleOf, using }) => {
  const hall = await using(whistleHall(whistleCases));
  const desk = await seat(consoleOf, hall, DUTY);
  const stage = () => desk.status(SUBJECT).then((standing) => standing.stage);
  const done = (text: string) => soon(() => desk.doneText()).toContain(text);

  await desk.press('Alt+2');
  await soon(() => desk.shown()).toBe('案件台');
  await desk.selectCaseByKeys(SUBJECT);
  await desk.press('Alt+4');
  await soon(() => desk.shown()).toBe('吹哨台');
  await desk.blow();
  await desk.press('Enter');
  await soon(() => desk.pageShown()).toBe(true);

  await desk.signIn('demo-street1-leader', DEMO_PIN);
  await desk.pressAct('p');
  await desk.press('Enter');
  await soon(stage).toBe('待研判派哨');
  await desk.signIn('demo-dispatch', DEMO_PIN);
  await desk.pressAct('i');
  await desk.press('Enter');
  await soon(stage).toBe('已吹哨');

  await desk.signIn(ROADS_HANDLER, DEMO_PIN);
  await desk.pressAct('s');
  await desk.press('Enter');
  await done('已签收');
  await desk.pressAct('c');
  await desk.insertText('街道值守');
  await desk.press('Enter');
  await done('已对接街道');
  await desk.signIn(DUTY, DEMO_PIN);
  await desk.pressAct('a');
  await desk.insertText('养护所带队人');
  await desk.press('Enter');
  await soon(stage).toBe('处置中');

  await desk.signIn(ROADS_HANDLER, DEMO_PIN);
  await desk.pressAct('f');
  await desk.insertText('已回填并恢复路面');
  await desk.offerFile({
    name: '说明.exe',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('MZ..'),
  });
  await soon(() => desk.fileRefusal()).toMatch(/[只不]/);
  await desk.chooseFileByKey(photo('恢复后.png', 120));
  await desk.press('Control+Enter');
  await soon(stage).toBe('待街道确认');
  await desk.signIn(DUTY, DEMO_PIN);
  await desk.pressAct('y');
  await desk.press('Enter');
  await soon(stage).toBe('待评价');
  await desk.signIn('demo-street1-leader', DEMO_PIN);
  await desk.pressAct('t');
  await desk.press('Enter');
  await soon(stage).toBe('销号');

  await desk.press('Escape');
  await soon(async () => (await desk.columns())['已销号']).toBe(1);
});
