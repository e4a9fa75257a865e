import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, DUTY, whistleHall } from './support/whistleHall.ts';

const OTHER = '演示-夫子庙街道值守乙';
const NOTE = '现场围挡已设，等待市政到场';
const SUBJECT_TYPED = '长干桥下积水，车辆无法通行';

test('what was typed into the form of an act stays through Esc, a lock and a reload, for its operator alone', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  await blowWhistle(hall, '试验巷1号');
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const board = await console.open('whistles');
  await board.signIn(DUTY, DEMO_PIN);
  await board.open(SUBJECT);

  await board.pressAct('n');
  await board.press('Escape');
  await soon(() => board.formShown()).toBe(false);
  await board.pressAct('n');
  await board.insertText(NOTE);
  await board.press('Escape');
  await soon(() => board.asksAboutDraft()).toBe(true);
  await board.screenshot('draft-leave');
  expect(await board.accessibilityFaults()).toEqual([]);
  await board.press('Escape');
  await soon(() => board.asksAboutDraft()).toBe(false);
  expect(await board.typed('内容')).toBe(NOTE);
  await board.press('Escape');
  await board.answerAboutDraft('保留草稿并关闭');
  await soon(() => board.formShown()).toBe(false);

  await board.lock();
  await board.reload();
  await board.signIn(OTHER, DEMO_PIN);
  await board.pressAct('n');
  await soon(() => board.formShown()).toBe(true);
  expect(await board.restored()).toBeNull();
  expect(await board.typed('内容')).toBe('');
  await board.press('Escape');

  await board.signIn(DUTY, DEMO_PIN);
  await board.pressAct('n');
  await soon(() => board.restored()).toMatch(/^已恢复 .* 填写而未提交的内容。/);
  expect(await board.typed('内容')).toBe(NOTE);
  await board.screenshot('draft-restored');
  await board.send();
  await soon(() => board.formShown()).toBe(false);
  await soon(async () => (await board.log()).join()).toContain(NOTE);

  await board.pressAct('n');
  expect(await board.restored()).toBeNull();
  expect(await board.typed('内容')).toBe('');
});

test('what was typed of a new whistle comes back after its window is gone, and goes when it is discarded', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const console = await consoleOf(hall);
  const board = await console.open('whistles');
  await board.signIn(DUTY, DEMO_PIN);
  await board.blow();
  await board.fillBlow('事由', SUBJECT_TYPED);
  await board.addDepartment('区水务局');

  const again = await console.open('whistles');
  await soon(() => again.signedInAs()).toContain('夫子庙街道值守');
  await soon(() => again.text()).toContain('没有在办的哨');
  await again.blow();
  await soon(() => again.restored()).toMatch(/^已恢复 /);
  expect(await again.subject()).toBe(SUBJECT_TYPED);
  expect((await again.departments()).join()).toContain('区水务局');
  await again.press('Escape');
  await soon(() => again.asksAboutDraft()).toBe(true);
  await again.answerAboutDraft('放弃内容');
  await soon(() => again.blowShown()).toBe(false);

  await again.blow();
  expect(await again.restored()).toBeNull();
  expect(await again.subject()).toBe('');
});
