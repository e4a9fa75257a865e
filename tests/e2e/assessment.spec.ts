import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';

test('every number opens its rows, and a period is frozen for everybody to see', async ({
  simulated,
  consoleOf,
}) => {
  const console = await consoleOf(simulated);
  // Linked: it shows what the numbers open.
  const desk = await console.open('desk');
  const window = await console.open('assessment');
  await soon(() => window.says(), { timeout: 60_000 }).toMatch(/^实时 .*按 .* 的数据统计/);
  expect(await window.heads()).toEqual(
    expect.arrayContaining(['名次', '升降', '单位', '应结案数', '结案率', '按期结案率', '得分', '等级']),
  );

  await test.step('parts and the rest add up', async () => {
    await window.press('e');
    await soon(() => window.says()).toMatch(/^实时/);
    await soon(async () => (await window.units()).length).toBeGreaterThan(3);
    const due = (await window.heads()).indexOf('应结案数');
    const parts = (await window.units()).map((cells) => Number(cells[due]?.replaceAll(',', '')));
    const rest = (await window.footer('组外单位', '应结案数')) + (await window.footer('未归口', '应结案数'));
    expect(parts.reduce((sum, part) => sum + part, rest)).toBe(await window.footer('合计', '应结案数'));
  });
  await window.screenshot('assessment-live');

  await test.step('rule sets side by side', async () => {
    await window.choose('规则对照');
    await soon(() => window.beside()).toMatch(/计入名次.*仅作对照.*待定/);
    await window.screenshot('assessment-beside');
    await window.choose('指标与名次');
  });

  await test.step('supervision alone freezes, and what is frozen says so', async () => {
    expect(await window.freezeRefusal()).toContain('监督评价岗');
    await window.signIn('demo-supervision', DEMO_PIN);
    await soon(() => window.freezeRefusal()).toBeNull();
    await window.freeze();
    await soon(() => window.says(), { timeout: 60_000 }).toMatch(/^征求意见稿 .*快照 [0-9a-f]{12}/);
    await window.walkTo(0, '应结案数');
    await soon(() => window.explanation()).toMatch(/冻结的案件 \d+ \/ \d+/);
    await window.openProcess();
    await soon(() => window.publishRefusal()).toContain('申诉期限未到');
    await window.screenshot('assessment-process');
    await window.press('Escape');
    await window.screenshot('assessment-frozen');
  });

  await test.step('a live number by keys alone: formula, both parts, exactly its rows', async () => {
    await window.press('e');
    await soon(() => window.says()).toMatch(/^实时/);
    await window.walkTo(1, '应结案数');
    await soon(() => window.explanation()).toContain('环比');
    await window.screenshot('assessment-explained');
    const cells = (await window.units())[1] ?? [];
    const due = Number(cells[(await window.heads()).indexOf('应结案数')]?.replaceAll(',', ''));
    await window.openRows();
    await soon(() => desk.total()).toBe(due);
  });
});
