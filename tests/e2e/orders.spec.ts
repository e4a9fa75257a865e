import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, picturesAtBothSizes, soon, test } from './support/fixtures.ts';
import { photo } from './support/photo.ts';
import { whistleCases } from './support/whistleCases.ts';
import { whistleHall } from './support/whistleHall.ts';

const LEAD = '320104-SZS';
const DAY = 86_400_000;

test('an order goes from its sheet to its closing by keys, and overdue is told in days', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const register = (title: string, due: string) =>
    hall.send('demo-dispatch', '/api/orders', {
      ...{ type: 'register', commandId: `order-${title}-1`, seen: null, assign: true },
      order: {
        ...{ series: '督', title: `督办${title}`, content: '限期整改', acceptance: '现场核查合格' },
        origin: { kind: 'document', reference: '区政府专题会议纪要' },
        ...{ lead: LEAD, coUnits: [], leader: '', contact: '', due, feedback: { kind: 'every', days: 7 } },
        subjects: [],
      },
    });
  for (let at = 10; at < 50; at++) await register(`A${at}`, `2026-12-${String((at % 20) + 10)}`);
  await register('overdue', '2026-11-25');
  const console = await consoleOf(hall);
  // The session ends while days are skipped.
  console.expectFault(/Failed to load resource.*401/);
  const orders = await console.open('orders');
  await orders.signIn('demo-dispatch', DEMO_PIN);

  await test.step('every column of the register is there', async () => {
    await soon(() => orders.total()).toBe('共 41 件');
    expect(await orders.heads()).toEqual(
      expect.arrayContaining(['编号', '督办事项', '要求办结', '核查人、日期', '回头看', '归档号']),
    );
    expect((await orders.lines()).length).toBeLessThan(41);
    await picturesAtBothSizes(orders, 'orders-register');
  });

  await test.step('N opens the sheet; what is missing is told; it is registered and assigned', async () => {
    await orders.press('n');
    await orders.fill('督办事项', '南门桥积水');
    await picturesAtBothSizes(orders, 'orders-new');
    await orders.press('Escape');
    await orders.press('n');
    await orders.fill('督办内容', '疏通雨水管');
    await orders.fill('验收标准', '雨后一小时无积水');
    await orders.fill('批示领导', '区领导');
    await orders.choose('主办单位', '区市政设施养护所');
    await orders.send('立项并交办');
    await soon(() => orders.stage()).toBe('待签收');
    // An ordinary note gives 15 days: Wednesday the 9th of December.
    expect(await orders.clock()).toContain('要求办结 2026-12-09');
    await soon(() => orders.total()).toBe('共 42 件');
  });

  await test.step('the unit signs, reports and asks for the closing', async () => {
    await orders.signIn('demo-dept6-leader', DEMO_PIN);
    await soon(() => orders.acts()).toContainEqual(expect.stringContaining('签收'));
    await orders.act('签收');
    await orders.send('确定');
    await soon(() => orders.stage()).toBe('办理中');
    await orders.act('申请办结');
    await orders.fill('办理结果', '已疏通');
    await orders.attach(photo('after.png', 90));
    await orders.send('确定');
    await soon(() => orders.stage()).toBe('待核查');
    await picturesAtBothSizes(orders, 'orders-page');
  });

  await test.step('the supervision side checks, and closes', async () => {
    await orders.signIn('demo-supervision', DEMO_PIN);
    await soon(() => orders.acts()).toContainEqual(expect.stringContaining('核查'));
    await orders.act('核查');
    await orders.tick('核查通过');
    await orders.fill('核查意见', '无积水');
    await orders.send('确定');
    await soon(() => orders.stage()).toBe('待销号');
    await orders.act('销号');
    await orders.fill('归档号', '2026-督-042');
    await orders.send('确定');
    await soon(() => orders.stage()).toBe('已销号');
    expect((await orders.log())[0]).toContain('销号');
  });

  await test.step('what runs out is told in days, and found by O', async () => {
    await hall.clock.move(3 * DAY);
    await orders.press('Escape');
    await orders.press('o');
    await soon(() => orders.lines()).toHaveLength(1);
    const [line = []] = await orders.lines();
    expect(line.join('|')).toContain('2026-11-25 · 超期 2 天');
    await orders.press('j', 'Enter');
    await soon(() => orders.clock()).toContain('书面催办');
    await picturesAtBothSizes(orders, 'orders-overdue');
    await orders.press('Escape', 'x');
  });
});
