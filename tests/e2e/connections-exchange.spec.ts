import { createHmac, randomUUID } from 'node:crypto';
import { openHall, READER, READER_PASSWORD } from '../service/exchange/halls.ts';
import { databasesExist } from '../support/databases.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

/** A database with a view of three cases. */
async function database() {
  const hall = await openHall('postgres');
  await hall.run('hall', [
    `CREATE TABLE t_case (案件编号 varchar(30) PRIMARY KEY, 上报时间 timestamp, 更新时间 timestamp, 处置状态 varchar(20),
       小类名称 varchar(40), 问题描述 varchar(200), 经度 numeric(12,8), 纬度 numeric(12,8), 联系电话 varchar(20), 现场照片 bytea)`,
    `INSERT INTO t_case VALUES
       ('SG-1', '2026-11-01 08:00:00', '2026-11-01 09:00:00', '处理中', '井盖缺失', '路口井盖缺失', 118.79, 32.03, '13800001234', NULL),
       ('SG-2', '2026-11-01 08:05:00', '2026-11-01 09:05:00', '已办结', '暴露垃圾', '垃圾堆放', 118.795, 32.025, '13900001234', NULL),
       ('SG-3', '2026-11-01 08:10:00', NULL, '处理中', '违章停车', '占道', 118.785, 32.02, NULL, NULL)`,
    'CREATE VIEW v_case AS SELECT * FROM t_case',
  ]);
  return { ...hall, end: hall.close };
}

test.describe('a hall with a view for others', () => {
  test.skip(!databasesExist, 'PostgreSQL or MariaDB is not on this machine');

  for (const screen of [
    { width: 1920, height: 1080 },
    { width: 3840, height: 2160 },
  ])
    test(`is connected from its database at ${screen.height}`, async ({ consoleOf, using }) => {
      const upstream = await using(database());
      const console = await consoleOf(await using(emptyHall()), { screen });
      const connections = await console.open('connections');
      await connections.becomeAdministrator();
      const { exchange } = connections;
      await exchange.addDatabase();
      const typed = { 主机: '127.0.0.1', 端口: String(upstream.port), 库名: 'hall', 用户名: READER };
      await exchange.typeDatabase(typed, 'mistyped');
      await exchange.probe();
      await soon(async () => (await exchange.found()).join()).toContain('请核对用户名、口令');
      await exchange.typeDatabase(typed, READER_PASSWORD);
      await exchange.probe();
      await soon(async () => (await exchange.found()).join()).toContain('账号只能读取，合适');
      await exchange.lookAt('public.v_case（视图）');
      await soon(() => exchange.chosen('增量列')).toContain('更新时间');
      expect(await exchange.chosen('主键列')).toContain('案件编号');
      expect((await exchange.found()).join()).toContain('这些列不读取');
      expect(await exchange.preview()).toHaveLength(3);
      await connections.screenshot(`exchange-wizard-${screen.height}`);
      expect(await connections.accessibilityFaults()).toEqual([]);
      await exchange.saveDatabase('中间库案件');
      await soon(() => connections.state('中间库案件')).toBe('● 正常');
      await soon(async () => (await connections.accounting('中间库案件')).stored).toBe(3);
      await soon(() => connections.lastError('中间库案件')).toContain('增量列“更新时间”为空');
      await connections.screenshot(`exchange-source-${screen.height}`);
      await upstream.run('hall', [
        "UPDATE t_case SET 处置状态 = '已办结', 更新时间 = now() WHERE 案件编号 = 'SG-1'",
      ]);
      await soon(async () => (await connections.accounting('中间库案件')).stored).toBe(4);
    });
});

test('a system that pushes gets an address and a key, and is counted', async ({ consoleOf, using }) => {
  const hall = await using(emptyHall());
  test.skip(hall.shell !== undefined, 'the desktop program has no entrance for pushes');
  const console = await consoleOf(hall);
  const connections = await console.open('connections');
  await connections.becomeAdministrator();
  const { exchange } = connections;
  await exchange.addPush('热线平台', { 案件编号: 'no', 上报时间: 'at', 标题: 'title' });
  await connections.screenshot('push-wizard');
  let key = await exchange.makeKey();
  await connections.screenshot('push-key');
  const address = await exchange.address();
  expect(address).toBe(`${hall.apiOrigin}/api/push/push`);
  expect(await connections.accessibilityFaults()).toEqual([]);
  await exchange.keyHandedOver();
  await soon(() => connections.state('热线平台')).toBe('○ 等待首次推送');

  async function push(rows: unknown): Promise<number> {
    const body = JSON.stringify(rows);
    const [time, nonce] = [String(Math.floor(Date.now() / 1000)), randomUUID()];
    const signature = createHmac('sha256', key).update(`${time}\n${nonce}\n${body}`).digest('hex');
    const headers = {
      ...{ 'X-CityWhistle-Timestamp': time, 'X-CityWhistle-Nonce': nonce },
      'X-CityWhistle-Signature': signature,
    };
    return (await fetch(address, { method: 'POST', body, headers })).status;
  }
  expect(await push([{ no: '1', at: '2026-11-30 09:00:00', title: '井盖缺失' }, { no: '2' }])).toBe(200);
  await soon(() => connections.state('热线平台')).toBe('● 正常');
  await soon(() => connections.accounting('热线平台')).toMatchObject({ stored: 1, quarantined: 1 });
  await exchange.renewKey();
  await soon(() => exchange.shownKey()).not.toBe(key);
  expect(await push([])).toBe(401);
  await soon(() => exchange.pushes()).toContain('1 次，最近');
  key = await exchange.shownKey();
  expect(await push([])).toBe(200);
  await connections.screenshot('push-source');
});
