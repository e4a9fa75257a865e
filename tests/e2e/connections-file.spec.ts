import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hallWorkbook } from '../support/hallWorkbook.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

const file = (name: string) => fileURLToPath(new URL(`../fixtures/files/${name}`, import.meta.url));

test.describe('importing a file', () => {
  test('guesses the columns of a foreign city, reads every row and adds up', async ({ consoleOf, using }) => {
    const hall = await using(emptyHall());
    const connections = await (await consoleOf(hall)).open('connections');
    await connections.becomeAdministrator();
    await connections.importFile(file('boston-500.csv'));

    await soon(() => connections.fileFacts()).toContain('boston-500.csv');
    expect(await connections.mappedTo('案件编号')).toBe('case_enquiry_id');
    expect(await connections.mappedTo('上报时间')).toBe('open_dt');
    expect(await connections.mappedTo('纬度')).toBe('latitude');

    await connections.startImport();

    await soon(() => connections.importState()).toBe('✓ 导入完成');
    expect(await connections.importProgress()).toBe(100);
    await soon(() => connections.importSums()).toEqual({
      received: 500,
      stored: 500,
      unchanged: 0,
      quarantined: 0,
      verdict: '✓ 对账一致',
    });
    expect((await hall.status()).cases.total).toBe(500);
  });

  test('reads Chinese in GB18030 without being told', async ({ consoleOf, using }) => {
    const hall = await using(emptyHall());
    const console = await consoleOf(hall);
    const connections = await console.open('connections');
    await connections.becomeAdministrator();
    await connections.importFile(file('chinese-gb18030.csv'));
    await soon(() => connections.fileFacts()).toContain('GB18030');

    await connections.startImport();

    await soon(() => connections.importState()).toBe('✓ 导入完成');
    const { items } = await hall.cases('');
    expect(items.map(({ title }) => title).join('')).not.toMatch(/\uFFFD/);
    const desk = await console.open('desk');
    await soon(async () => (await desk.rows()).map(({ title }) => title).sort()).toEqual(
      items.map(({ title }) => title).sort(),
    );
  });

  test('reads a workbook as a hall keeps it, and says what of it is no data', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(emptyHall());
    const connections = await (await consoleOf(hall)).open('connections');
    await connections.becomeAdministrator();
    const path = join(mkdtempSync(join(tmpdir(), 'citywhistle-')), '第3周明细.xlsx');
    writeFileSync(path, await hallWorkbook());
    await connections.importFile(path);

    await soon(() => connections.fileFacts()).toMatch(/工作簿.*表头之上 2 行不作数据.*办理明细/);
    expect(await connections.mappedTo('案件编号')).toBe('工单编号');
    expect(await connections.mappedTo('街道（名称或编码）')).toBe('街道');
    expect(await connections.mappedTo('办理时限')).toBe('办结时限');

    await test.step('another sheet, and back', async () => {
      await connections.chooseSheet('上周（隐藏）');
      await soon(() => connections.mappedTo('办理时限')).toBe('');
      await connections.chooseSheet('办理明细');
      await soon(() => connections.mappedTo('办理时限')).toBe('办结时限');
    });

    await connections.startImport();

    await soon(() => connections.importState()).toBe('✓ 导入完成');
    await soon(() => connections.importSums()).toMatchObject({ received: 3, stored: 3, quarantined: 0 });
    expect(await connections.notCounted()).toBe('另有 4 行不是案件，未计入：表头之上 2、合计行 1、说明行 1');
    const { items } = await hall.cases('');
    expect(items.map(({ sourceId, status, street }) => [sourceId, status, street === null]).sort()).toEqual([
      ['GD2026110001', 'closed', false],
      ['GD2026110002', 'open', false],
      ['GD2026110003', 'open', false],
    ]);
  });
});
