import { fileURLToPath } from 'node:url';
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
});
