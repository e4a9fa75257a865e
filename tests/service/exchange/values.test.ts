import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowReading } from '../../../electron/city/sync/adapter.ts';
import { databasesExist } from '../../support/databases.ts';
import { adapterOf, exchangeSource, type Hall, openHall, poll } from './halls.ts';

const READ_AT = {
  ...{ status: 'status', closedAt: 'closed_at', updatedAt: 'updated_at', point: 'place', title: 'title' },
};

function caseOf(reading: RowReading) {
  if (!reading.ok) throw new Error(reading.refusal.reason);
  return reading.case;
}

describe.skipIf(!databasesExist)('values of PostgreSQL', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall('postgres');
    await hall.run('hall', [
      `CREATE TABLE cases (id numeric(30) PRIMARY KEY, big bigint, reported_at timestamp, updated_at timestamptz,
         closed_at timestamptz, fee numeric(20,8), urgent boolean, status smallint, place point, photo bytea, shape polygon,
         caller json, title text)`,
      `INSERT INTO cases VALUES (250912101108115409250912101108, 9007199254740993, '2026-03-01 08:00:00.25',
         '2026-03-01 10:00:00.123456+02', NULL, 123456789012.00000001, true, 2, '(118.79,32.04)', '\\x00ff', '((0,0),(1,1),(1,0))',
         '{"name": "王某", "phone": "13800001234"}', '井盖缺失')`,
    ]);
  });
  afterAll(() => hall?.close());

  it('are read without losing a digit, a zone or a place', async () => {
    const adapter = adapterOf(exchangeSource(hall, 'cases', { fields: READ_AT }));
    const { rows } = await poll(adapter, null);
    expect(rows).toEqual([
      {
        ...{ id: '250912101108115409250912101108', big: '9007199254740993' },
        ...{
          reported_at: '2026-03-01 08:00:00.25',
          updated_at: '2026-03-01T08:00:00.123456Z',
          closed_at: null,
        },
        ...{ fee: '123456789012.00000001', urgent: true, status: '2', place: '(118.79,32.04)' },
        ...{ caller: { name: '王某', phone: '13800001234' }, title: '井盖缺失' },
      },
    ]);
    const found = caseOf(adapter.read(rows[0]));
    // A time without a zone is one of the source, here 08:00 in Shanghai.
    expect(found.requestedAt).toBe(Date.UTC(2026, 2, 1, 0, 0, 0, 250));
    expect(found.updatedAt).toBe(Date.UTC(2026, 2, 1, 8, 0, 0, 123));
    expect(found).toMatchObject({ sourceId: '250912101108115409250912101108', lon: 118.79, lat: 32.04 });
    expect(found.contact).toMatchObject({ phone: '13800001234' });
    expect(found.raw).not.toContain('13800001234');
  });

  it('of a database in a Chinese character set are read as text, and bytes that are none are refused', async () => {
    await hall.run('postgres', [
      "CREATE DATABASE old ENCODING 'EUC_CN' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
      "CREATE DATABASE bytes ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
    ]);
    const create =
      'CREATE TABLE cases (id int PRIMARY KEY, reported_at timestamp, updated_at timestamp, title text)';
    await hall.run('old', [
      ...[create, 'GRANT SELECT ON cases TO hall_reader'],
      "INSERT INTO cases VALUES (1, '2026-03-01 08:00:00', '2026-03-01 08:00:00', '暴露垃圾')",
    ]);
    // 垃圾 in GBK.
    await hall.run('bytes', [
      ...[create, 'GRANT SELECT ON cases TO hall_reader'],
      "INSERT INTO cases VALUES (1, '2026-03-01 08:00:00', '2026-03-01 08:00:00', E'\\xc0\\xac\\xbb\\xf8')",
    ]);
    await hall.run('hall', ["UPDATE cases SET title = '井盖\ufffd失'"]);
    expect((await poll(adapterOf(exchangeSource(hall, 'cases', {})), null)).warnings).toEqual([
      'exchange-letters',
    ]);
    const old = await poll(adapterOf(exchangeSource(hall, 'cases', { exchange: { database: 'old' } })), null);
    expect(old.rows[0]).toMatchObject({ title: '暴露垃圾' });
    expect(old.warnings).toEqual([]);
    const bytes = poll(adapterOf(exchangeSource(hall, 'cases', { exchange: { database: 'bytes' } })), null);
    await expect(bytes).rejects.toMatchObject({ code: 'exchange-encoding' });
  });

  it('of names with quotes and statements in them are only names', async () => {
    await hall.run('hall', [
      `CREATE TABLE "案件; DROP TABLE cases --""x" ("编 号""" int PRIMARY KEY, reported_at timestamp, "更新时间" timestamp)`,
      `INSERT INTO "案件; DROP TABLE cases --""x" VALUES (1, '2026-03-01 08:00:00', '2026-03-01 08:00:00')`,
    ]);
    const source = exchangeSource(hall, '案件; DROP TABLE cases --"x', {
      exchange: { key: '编 号"', cursor: '更新时间' },
      fields: { id: '编 号"' },
    });
    expect((await poll(adapterOf(source), null)).rows).toHaveLength(1);
    expect(await hall.rows('hall', 'SELECT count(*) FROM cases')).toEqual([['1']]);
  });
});

describe.skipIf(!databasesExist)('values of MySQL', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall('mysql');
    await hall.run('hall', [
      "SET SESSION sql_mode = ''",
      `CREATE TABLE cases (id bigint unsigned PRIMARY KEY, reported_at datetime(3), updated_at timestamp(6) NULL,
         closed_at datetime NOT NULL, fee decimal(30,8), urgent tinyint(1), flag bit(1), status tinyint, place point, area polygon,
         photo blob, caller json, title varchar(50) CHARACTER SET gbk)`,
      "SET time_zone = '+08:00'",
      `INSERT INTO cases VALUES (18446744073709551615, '2026-03-01 08:00:00.250', '2026-03-01 16:00:00.123456',
         '0000-00-00 00:00:00', 123456789012.00000001, 1, b'1', 2, ST_GeomFromText('POINT(118.79 32.04)'), NULL, x'00ff',
         '{"name": "王某", "phone": "13800001234"}', '井盖缺失')`,
    ]);
  });
  afterAll(() => hall?.close());

  it('are read without losing a digit, a zone or a place; the date «none» is none', async () => {
    const adapter = adapterOf(exchangeSource(hall, 'cases', { fields: READ_AT }));
    const { rows } = await poll(adapter, null);
    expect(rows).toEqual([
      {
        ...{ id: '18446744073709551615', reported_at: '2026-03-01 08:00:00.250' },
        ...{ updated_at: '2026-03-01T08:00:00.123456Z', closed_at: null, fee: '123456789012.00000001' },
        ...{ urgent: '1', flag: '1', status: '2', place: 'POINT (118.79 32.04)', area: null },
        ...{ caller: '{"name": "王某", "phone": "13800001234"}', title: '井盖缺失' },
      },
    ]);
    const found = caseOf(adapter.read(rows[0]));
    expect(found.requestedAt).toBe(Date.UTC(2026, 2, 1, 0, 0, 0, 250));
    expect(found.updatedAt).toBe(Date.UTC(2026, 2, 1, 8, 0, 0, 123));
    expect(found).toMatchObject({
      sourceId: '18446744073709551615',
      closedAt: null,
      lon: 118.79,
      lat: 32.04,
    });
    expect(found.raw).not.toContain('13800001234');
  });

  it('with the date «none» as cursor are read at every poll', async () => {
    await hall.run('hall', [
      "SET SESSION sql_mode = ''",
      'CREATE TABLE zero (id int PRIMARY KEY, reported_at datetime, updated_at datetime NOT NULL, title varchar(9))',
      `INSERT INTO zero VALUES (1, '2026-03-01 08:00:00', '0000-00-00 00:00:00', ''), (2, '2026-03-01 08:00:00', '2026-03-02 08:00:00', '')`,
    ]);
    const adapter = adapterOf(exchangeSource(hall, 'zero', {}));
    const first = await poll(adapter, null);
    expect(first.ids.toSorted()).toEqual(['1', '2']);
    await hall.run('hall', ["UPDATE zero SET title = '改' WHERE id = 1"]);
    expect((await poll(adapter, first.cursor)).rows).toContainEqual(
      expect.objectContaining({ id: '1', title: '改' }),
    );
  });

  it('whose keys differ only for a computer are all read', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'J ', 'k'];
    await hall.run('hall', [
      'CREATE TABLE letters (id varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, reported_at datetime, updated_at datetime)',
      `INSERT INTO letters VALUES ${names.map((name) => `('${name}', '2026-03-01 08:00:00', '2026-03-01 08:00:00')`).join(', ')}`,
    ]);
    const { ids } = await poll(adapterOf(exchangeSource(hall, 'letters', {})), null);
    expect(ids.toSorted()).toEqual(names.toSorted());
  });

  it('of names with quotes and statements in them are only names', async () => {
    await hall.run('hall', [
      'CREATE TABLE `案件; DROP TABLE cases; --``x` (`编 号``` int PRIMARY KEY, reported_at datetime, `更新时间` datetime)',
      "INSERT INTO `案件; DROP TABLE cases; --``x` VALUES (1, '2026-03-01 08:00:00', '2026-03-01 08:00:00')",
    ]);
    const source = exchangeSource(hall, '案件; DROP TABLE cases; --`x', {
      exchange: { key: '编 号`', cursor: '更新时间' },
      fields: { id: '编 号`' },
    });
    expect((await poll(adapterOf(source), null)).rows).toHaveLength(1);
    expect(await hall.rows('hall', 'SELECT COUNT(*) FROM cases')).toEqual([['1']]);
  });
});
