import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';

const MATTER = '模拟：沿街餐饮油烟直排，居民反复投诉';

test('命令行: an act on a whistle by pinyin initials from anywhere on the board, and the other windows', async ({
  consoleOf,
  simulated,
}) => {
  const console = await consoleOf(simulated);
  console.expectFault(/Failed to load resource/);
  const board = await console.open('whistles');
  await soon(() => board.card(MATTER)).not.toBeNull();

  // Nobody is signed in: whistles can be found, nothing can be done to them.
  await board.commandLine.type('bz yjcy');
  await soon(() => board.commandLine.commands()).toEqual(['查找案件「bz yjcy」 案件台']);
  await board.commandLine.type('yjcy');
  await soon(async () => (await board.commandLine.commands())[0]).toContain(MATTER);
  await board.commandLine.close();

  await board.signIn('demo-dept9-handler', DEMO_PIN);
  await board.commandLine.type('bz yjcy');
  await soon(async () => (await board.commandLine.commands())[0]).toContain(`备注 · ${MATTER}`);
  expect(await board.accessibilityFaults()).toEqual([]);
  await board.screenshot('command-line');
  await board.commandLine.run();
  await soon(() => board.heading()).toContain(MATTER);

  await board.commandLine.type('ajt');
  await soon(async () => (await board.commandLine.commands())[0]).toContain('案件台');
  await board.commandLine.run();
  await soon(() => board.shown()).toBe('案件台');
});

test('命令行: an Enter that belongs to the input method does nothing, the next one does', async ({
  consoleOf,
  simulated,
}) => {
  const console = await consoleOf(simulated);
  const board = await console.open('whistles');
  await board.commandLine.compose('anjiantai', '案件台');
  await soon(() => board.commandLine.typed()).toContain('案件台');
  expect(await board.shown()).toBe('吹哨台');
  await board.commandLine.type('案件台');
  await soon(async () => (await board.commandLine.commands())[0]).toContain('案件台');
  await board.commandLine.run();
  await soon(() => board.shown()).toBe('案件台');
});
