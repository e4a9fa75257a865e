import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionsDriver } from './support/driver/connections.ts';
import { expect, picturesWanted, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

/** A list as an office keeps it: the street number as 编号, words of its own, a caller's telephone, a total. */
function uglyList(): string {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const isOpen = at % 6 === 0;
    const time = at === 59 ? '昨天' : `2026-11-0${1 + (at % 9)} 08:${10 + (at % 50)}`;
    const closed = !isOpen && at % 2 === 1 ? '2026-11-20 10:00' : '';
    const place = at === 58 ? '121.5,31.2' : '118.7901,32.0201';
    return [
      ...[(at % 10) + 1, time, isOpen ? '流程二' : '流程九', closed, `甲路${(at % 10) + 1}号`],
      ...[at % 3 === 0 ? '暴露垃圾' : '占道经营', `1380000000${at % 10}`, place, `批注${at}`],
    ].join(',');
  });
  return [
    '城区问题处置明细（第47周）',
    '编号,上报时间,案件状态,结案时间,事发地址,问题类型,联系电话,经度,纬度,内部批注',
    ...rows,
    '合计,60',
  ].join('\n');
}

function fileOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'citywhistle-')), '办理明细.csv');
  writeFileSync(path, `${text}\n`);
  return path;
}

test('an ugly list is seen through, and put right, before anything of it is written', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const connections = await (await consoleOf(hall)).open('connections');
  const { check } = connections;
  await connections.becomeAdministrator();
  await connections.importFile(fileOf(uglyList()));

  await test.step('every column says why it was taken', async () => {
    await soon(() => connections.mappedTo('上报时间')).toBe('上报时间');
    expect(await check.evidence('上报时间')).toContain('表头“上报时间”');
    expect(await check.evidence('案件编号')).toContain('表头“编号”');
    expect(await check.unmapped()).toContain('内部批注');
    await pictures(connections, 'mapping');
  });

  await test.step('a column that repeats is called out, and no row merged', async () => {
    await soon(() => check.sums()).toMatchObject({ 共: 60, 将隔离: 50 });
    expect(await check.numberText()).toContain('“编号”在前 60 行里只有 10 个不同的值');
    expect(await check.summary()).toBe(
      '◆ 预检：共 60 行，将隔离 50 行 · 编号重复 · 2 个词不认识 · 1 个类别不在目录中',
    );
    expect(await check.repeated()).toContain('10 个编号在清单中重复');
    await pictures(connections, 'id-columns');
    await check.takeProposedNumber();
    await soon(() => check.isStale()).toBe(true);
    await check.again();
    await soon(() => check.sums()).toMatchObject({ 共: 60, 将隔离: 1, 在办: 59, 已结案: 0 });
    expect(await check.repeated()).toBeNull();
  });

  await test.step('words that nobody knows are mapped', async () => {
    expect(await check.wordAlarm()).toContain('2 个词不认识，涉及 59 行');
    expect(await check.askedWords()).toEqual([
      ['流程九', '49', expect.stringContaining('不认识，按在办；29 行有结案时间')],
      ['流程二', '10', '不认识，按在办'],
    ]);
    await pictures(connections, 'check-words');
    await check.map('流程九', '结案');
    await check.map('流程二', '处置');
    await check.again();
    await soon(() => check.sums()).toMatchObject({ 在办: 10, 已结案: 49, 将隔离: 1, 新案件: 59 });
    expect(await check.wordAlarm()).toBeNull();
  });

  await test.step('rows are shown as they will be stored, callers hidden', async () => {
    expect(await check.reasons('将隔离，按原因')).toEqual([
      '1 行 上报时间“昨天”无法识别，请核对时间格式“auto”',
    ]);
    expect(await check.reasons('未落到街道，按原因')).toEqual([
      expect.stringMatching(/^1 行 坐标不在本市范围内/),
    ]);
    const text = await check.rowsText();
    expect(text).toMatch(/▣ 电话 已隐藏/);
    expect(text).not.toMatch(/1380000000\d/);
    await pictures(connections, 'check-rows');
    await pictures(connections, 'check-state');
  });

  await test.step('the import does what was told', async () => {
    expect((await hall.status()).cases.total).toBe(0);
    await connections.startImport();
    await soon(() => connections.importState()).toBe('✓ 导入完成');
    await soon(() => connections.importSums()).toMatchObject({ received: 60, stored: 59, quarantined: 1 });
    expect((await hall.status()).cases).toMatchObject({ total: 59, open: 10 });
  });
});

test('the next list of a source asks nothing again', async ({ consoleOf, using }) => {
  const hall = await using(emptyHall());
  const connections = await (await consoleOf(hall)).open('connections');
  const { check } = connections;
  await connections.becomeAdministrator();
  const path = fileOf(uglyList());
  await connections.importFile(path);
  await soon(() => check.sums()).toMatchObject({ 共: 60 });
  await check.takeProposedNumber();
  await check.again();
  await soon(() => check.wordAlarm()).toContain('2 个词不认识');
  await check.map('流程九', '结案');
  await check.map('流程二', '处置');
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');

  await connections.importAnother(path);
  await soon(() => check.sums()).toMatchObject({ 共: 60, 在办: 10, 已结案: 49, 新案件: 0, 已在本数据源: 59 });
  expect(await check.wordAlarm()).toBeNull();
  await connections.startImport();
  await soon(() => connections.importSums()).toMatchObject({
    received: 60,
    stored: 0,
    unchanged: 59,
    quarantined: 1,
  });
});

/** Pictures of a part at both sizes and in both themes, where pictures are wanted. */
async function pictures(
  connections: ConnectionsDriver,
  part: 'mapping' | 'id-columns' | 'check-state' | 'check-words' | 'check-categories' | 'check-rows',
): Promise<void> {
  if (!picturesWanted) return;
  for (const theme of ['light', 'dark'] as const) {
    await connections.theme(theme);
    for (const screen of [
      { width: 1920, height: 1080 },
      { width: 3840, height: 2160 },
    ]) {
      await connections.resize(screen);
      await connections.check.show(part);
      await connections.screenshot(`import-check-${part}-${screen.height}-${theme}`);
    }
  }
  await connections.resize({ width: 1920, height: 1080 });
}

test('a category that the catalogue has not is told, mapped, and has its limit', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const connections = await (await consoleOf(hall)).open('connections');
  const { check } = connections;
  await connections.becomeAdministrator();
  await connections.importFile(
    fileOf(
      [
        '工单编号,上报时间,工单状态,甲层,乙层',
        'A1,2026-11-20 08:00,办理中,公用设施,上水井盖',
        'A2,2026-11-20 09:00,办理中,公用设施,马葫芦盖',
        'A3,2026-11-20 10:00,办理中,公用设施,马葫芦盖',
      ].join('\n'),
    ),
  );
  await soon(() => check.sums()).toMatchObject({ 共: 3 });
  await check.takeLevel(1, '甲层');
  await check.takeLevel(2, '乙层');
  await check.again();
  await soon(() => check.categoryAlarm()).toContain('1 个类别不在大类/小类目录中');
  expect(await check.strangeCategories()).toEqual([['公用设施/马葫芦盖', '2']]);
  await pictures(connections, 'check-categories');
  await check.mapCategory('公用设施/马葫芦盖', '上水井盖 · 公用设施 · P0101');
  await check.again();
  await soon(() => check.categoryAlarm()).toBeNull();
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');
  const { items } = await hall.cases('limit=10');
  expect(items.map(({ categoryCode, dueAt }) => [categoryCode, dueAt !== null])).toEqual(
    Array.from({ length: 3 }, () => ['P0101', true]),
  );
});
