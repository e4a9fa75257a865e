import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, picturesAtBothSizes, soon, test } from './support/fixtures.ts';
import { whistleCases } from './support/whistleCases.ts';
import { whistleHall } from './support/whistleHall.ts';

const HOUR = 3_600_000;

test('a meeting by keys alone, on desk and wall, with a window that dies in the middle of a sentence', {
  tag: '@web',
}, async ({ consoleOf }) => {
  const hall = await whistleHall(whistleCases);
  // Wednesday, 14:00: the meeting is later that day, and every case is past its limit.
  await hall.clock.move(29 * HOUR);
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const wall = await console.openKiosk();
  const desk = await console.open('meeting');
  await desk.signIn('demo-shift', DEMO_PIN);
  await soon(() => desk.text()).toContain('还没有调度会');

  await desk.press('n');
  await soon(() => desk.headText()).toContain('2026年第1次调度会 筹备');
  // The agenda, moved by hand and by key.
  const first = await desk.agenda();
  await desk.dragPart(3, 0);
  await soon(async () => (await desk.agenda())[0]).toContain('曝光');
  await desk.focusPart(0);
  await desk.press('Alt+ArrowDown');
  await soon(async () => (await desk.agenda()).slice(0, 2).join()).toMatch(/签到.*曝光/);
  await desk.focusPart(1);
  await desk.press('+', 'Delete');
  await soon(() => desk.agenda()).toHaveLength(first.length - 1);
  await soon(() => desk.material()).toContain('超期 8');
  await picturesAtBothSizes(desk, 'meeting-prepare');

  await desk.press('s');
  await desk.focusUnit('城市管理局');
  await desk.press('Enter');
  await desk.entryReady();
  await desk.type('演示到会人');
  await desk.press('Enter');
  await soon(() => desk.attendance()).toContain('到会 1');
  await desk.screenshot('meeting-sign-in');

  await desk.press('o');
  await soon(() => desk.headText()).toContain('进行中');
  await soon(() => desk.items()).toHaveLength(8);
  await desk.press('j');
  await soon(() => desk.problem()).not.toBeNull();
  const problem = (await desk.problem()) ?? '';
  await desk.press('w');
  await soon(() => wall.meetingCard()).toContain(problem);
  await desk.press('t');
  await soon(() => wall.meetingCard()).toMatch(/发言.*剩 0[23]:/);

  // 督办: the key, and the words. The wall reads along.
  await desk.press('2');
  await soon(() => desk.decisionText()).toContain(problem);
  await desk.type('，十日内恢复');
  await soon(() => wall.meetingDraft()).toContain('十日内恢复');
  await soon(() => desk.draftNote()).toContain('草稿已存');
  await picturesAtBothSizes(desk, 'meeting-run');
  await picturesAtBothSizes(wall, 'meeting-wall');
  await desk.type('原状并');
  await desk.reload();
  await soon(() => desk.decisionText(), { timeout: 20_000 }).toContain('十日内恢复原状并');
  await soon(() => wall.meetingDraft()).toContain('十日内恢复原状并');
  await desk.press('Control+Enter');
  await soon(() => desk.decided()).toEqual([expect.stringMatching(/督办.*十日内恢复原状并.*宣读确认后/)]);
  await soon(() => wall.meetingCard()).toContain('办结期限 2026-12-15');

  await desk.press('b');
  await desk.readBackReady();
  await soon(() => wall.meetingCard()).toContain('待宣读');
  await desk.press('Enter');
  await soon(() => wall.meetingCard()).toContain('✓ 已确认');
  await desk.press('c');
  await soon(() => desk.headText()).toContain('已闭会');
  await desk.press('p');
  await soon(() => desk.frozen()).toMatch(/已冻结 .* 校验码 [0-9a-f]{8}/);
  await desk.press('h');
  await soon(() => desk.decided()).toEqual([expect.stringMatching(/已开督办件 会督〔2026〕1号.*见督办台账/)]);
  await desk.screenshot('meeting-history');
  expect(console.faults).toEqual([]);
  await hall.end();
});
