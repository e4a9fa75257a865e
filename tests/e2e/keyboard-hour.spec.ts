import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { photo } from './support/photo.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { DUTY, whistleHall } from './support/whistleHall.ts';

const RELIEF = '演示-夫子庙街道值守乙';
const HANDLER = 'demo-dept6-handler';

test("an operator's hour without a pointer: find, filter, blow, sign, rule, rate, switch profile, hand over", async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const desk = await console.open('desk');
  const board = await console.open('whistles');
  for (const window of [desk, board]) await window.keyboard.watch();
  const { keyboard } = board;
  const sitDown = async (operator: string): Promise<void> => {
    await board.signIn(operator, DEMO_PIN);
    await soon(() => board.signedInAs()).not.toContain('未登录');
  };
  const stage = async (): Promise<string> => (await board.status(SUBJECT)).stage;

  await test.step('find: a case by its words', async () => {
    await soon(() => desk.total()).toBe(8);
    await desk.press('/');
    await soon(() => desk.searchHasFocus()).toBe(true);
    await desk.keyboard.insertText('路面塌陷');
    await soon(() => desk.total()).toBe(2);
    await desk.press('Escape');
  });

  await test.step('filter: by a list of the filters, and back', async () => {
    await desk.keyboard.tabTo('已结案');
    await desk.press('Enter');
    await soon(() => desk.total()).toBe(0);
    await desk.press('x');
    await soon(() => desk.total()).toBe(8);
    await desk.press('/');
    await desk.keyboard.insertText('试验巷1号');
    await soon(() => desk.total()).toBe(1);
    await desk.press('Escape', 'j', 'Enter');
    await soon(async () => (await desk.detail())?.title).toContain('试验巷1号');
  });

  await test.step('blow: from the case that is open on the desk', async () => {
    await board.toFront();
    await sitDown(DUTY);
    await keyboard.press('b');
    await soon(() => board.blowText()).toContain(SUBJECT);
    await soon(() => keyboard.focusedName()).toContain('提交审签');
    await keyboard.press('Enter');
    await soon(() => board.heading()).toContain(SUBJECT);
    await sitDown('demo-street1-leader');
    await board.pressAct('p');
    await keyboard.press('Enter');
    await sitDown('demo-dispatch');
    await board.pressAct('i');
    await keyboard.press('Control+Enter');
    await soon(stage).toBe('已吹哨');
  });

  await test.step('sign', async () => {
    await sitDown(HANDLER);
    await board.pressAct('s');
    await keyboard.press('Enter');
    await soon(() => board.formShown()).toBe(false);
  });

  await test.step('rule: the department objects, the district overrules it', async () => {
    await board.pressAct('o');
    await keyboard.insertText('区水务局');
    await keyboard.press('Enter');
    await keyboard.tabTo('理由');
    await keyboard.insertText('塌陷由排水管渗漏引起，应由水务处置');
    await keyboard.press('Control+Enter');
    await soon(() => board.formShown()).toBe(false);
    await sitDown('demo-dispatch');
    await board.pressAct('u');
    await keyboard.tabTo('异议不成立');
    await keyboard.press('Enter');
    await keyboard.tabTo('理由');
    await keyboard.insertText('先行处置路面，原因另行认定');
    await keyboard.press('Control+Enter');
    await soon(() => board.formShown()).toBe(false);
  });

  await test.step('arrive, act, confirm', async () => {
    await sitDown(DUTY);
    await board.pressAct('a');
    await keyboard.tabTo('到场人员');
    await keyboard.insertText('带队人甲');
    await keyboard.press('Enter');
    await soon(stage).toBe('处置中');
    await sitDown(HANDLER);
    await board.pressAct('f');
    await keyboard.insertText('已回填并恢复路面');
    await board.chooseFileByKey(photo('回填前后.png', 90));
    await keyboard.press('Control+Enter');
    await soon(stage).toBe('待街道确认');
    await sitDown(DUTY);
    await board.pressAct('y');
    await keyboard.press('Control+Enter');
    await soon(stage).toBe('待评价');
  });

  await test.step('rate', async () => {
    await sitDown('demo-street1-secretary');
    await board.pressAct('t');
    await keyboard.press('5', 'Enter');
    await soon(() => board.formShown()).toBe(false);
    await soon(async () => (await board.log()).join()).toContain('评价');
  });

  await test.step('another window has kept its place', async () => {
    await desk.toFront();
    expect((await desk.detail())?.title).toContain('试验巷1号');
    await desk.press('Escape', 'k', 'j');
    await soon(() => desk.position()).toBe(1);
    await board.toFront();
  });

  await test.step('hand over', async () => {
    await sitDown(DUTY);
    const { handover } = board;
    await handover.open();
    await handover.begin();
    await handover.choose(RELIEF);
    await handover.checkAll();
    await handover.sign();
    await handover.pin(DEMO_PIN);
    await soon(() => handover.sheet()).toContain(RELIEF);
    await handover.close();
    await soon(() => board.signedInAs()).toContain(RELIEF);
  });

  await test.step('switch the profile of the hall', async () => {
    await board.press('Alt+0');
    await soon(() => board.text()).toContain('窗口布局');
    await board.press('Escape', 'Control+Alt+2');
    await board.press('Alt+0');
    await soon(() => board.text()).toMatch(/调度会\s*使用中/);
    await board.press('Escape');
  });

  for (const window of [desk, board]) {
    expect(await window.accessibilityFaults()).toEqual([]);
    expect(await window.keyboard.report()).toEqual({ pointers: 0, lost: [] });
  }
});
