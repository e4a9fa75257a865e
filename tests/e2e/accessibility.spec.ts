import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { soon, test } from './support/fixtures.ts';

for (const role of ['wall', 'desk', 'connections'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`${role}, ${theme}: nothing that keeps people out`, async ({ simulated, consoleOf }) => {
      const window = await (await consoleOf(simulated, { theme })).open(role);
      await soon(() => window.text()).toMatch(/模拟城市|共 [\d,]+ 件/);
      await soon(() => window.accessibilityFaults(), { timeout: 120_000 }).toEqual([]);
    });

for (const theme of ['light', 'dark'] as const)
  test(`whistles, ${theme}: nothing that keeps people out`, async ({ simulated, consoleOf }) => {
    const window = await (await consoleOf(simulated, { theme })).open('whistles');
    const open = () => soon(() => window.accessibilityFaults(), { timeout: 120_000 }).toEqual([]);
    await soon(async () => (await window.columns())['已吹哨/报到中']).toBeGreaterThan(0);
    await test.step('the board', open);
    await test.step('the sign-in', async () => {
      await window.chooseOperator('demo-street1-duty');
      await open();
      await window.closeSignIn();
    });
    await window.signIn('demo-street1-duty', DEMO_PIN);
    await test.step('what the operator owes', async () => {
      await window.press('l');
      await open();
      await window.press('l');
    });
    await test.step('the page of a whistle, and a form on it', async () => {
      await window.open('模拟：拆迁地块积存渣土');
      await open();
      await window.openAct('备注');
      await open();
      await window.closeForm();
      await window.back();
    });
    await test.step('the form for blowing', async () => {
      await window.blow();
      await open();
      await window.closeBlow();
    });
    await test.step('the hand-over of a shift, before and in it', async () => {
      await window.handover.open();
      await open();
      await window.handover.begin();
      await open();
      await window.handover.close();
    });
    await test.step('the keys', async () => {
      await window.press('?');
      await open();
    });
  });

for (const theme of ['light', 'dark'] as const)
  test(`export, ${theme}: nothing that keeps people out`, async ({ simulated, consoleOf }) => {
    const desk = await (await consoleOf(simulated, { theme })).open('desk');
    const open = () => soon(() => desk.accessibilityFaults(), { timeout: 120_000 }).toEqual([]);
    await desk.privacy.openExport();
    await test.step('before anybody is signed in', open);
    await desk.press('Escape');
    await desk.signIn('demo-street1-duty', DEMO_PIN);
    await desk.privacy.openExport();
    await test.step('the reason', open);
  });

for (const theme of ['light', 'dark'] as const)
  test(`presenter, ${theme}: nothing that keeps people out`, async ({ simulated, consoleOf }) => {
    const console = await consoleOf(simulated, { theme });
    const wall = await console.open('wall');
    const board = await console.open('whistles');
    const open = (window: typeof wall | typeof board) =>
      soon(() => window.accessibilityFaults(), { timeout: 120_000 }).toEqual([]);
    await board.presenter.open();
    await soon(() => board.presenter.walls()).toHaveLength(1);
    await test.step('the panel, before anybody is signed in', () => open(board));
    await board.presenter.closePanel();
    await board.signIn('demo-street1-duty', DEMO_PIN);
    await board.presenter.open();
    await board.press('f');
    await board.presenter.write('先到东门');
    await soon(() => wall.presenter.wallMarks()).toContain('定格');
    await test.step('the panel, with a wall in hand', () => open(board));
    await test.step('a frozen wall', () => open(wall));
    await board.press('b');
    await soon(() => wall.presenter.blank()).toContain('画面已暂停');
    await test.step('a blank wall', () => open(wall));
    await board.press('x');
    await soon(() => wall.presenter.wallMarks()).toBeNull();
  });
