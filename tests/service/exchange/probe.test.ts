import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeDatabases } from '../../../electron/city/sync/exchange/open.ts';
import { probeExchange } from '../../../electron/city/sync/exchange/probe.ts';
import { ExchangeProbeReport } from '../../../shared/contract/exchangeProbe.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { databasesExist } from '../../support/databases.ts';
import {
  adapterOf,
  type Hall,
  listenTo,
  NANJING,
  NETWORK,
  openHall,
  poll,
  READER,
  READER_PASSWORD,
} from './halls.ts';

describe.skipIf(!databasesExist).each(['postgres', 'mysql'] as const)('the probe of %s', (engine) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall(engine);
    const bytes = engine === 'postgres' ? 'bytea' : 'blob';
    await hall.run('hall', [
      `CREATE TABLE t_case (案件编号 varchar(30) PRIMARY KEY, 上报时间 timestamp NULL, 更新时间 timestamp NULL, 处置状态 varchar(20),
         问题描述 varchar(200), 经度 numeric(12,8), 纬度 numeric(12,8), 联系电话 varchar(20), 版本号 bigint, 现场照片 ${bytes})`,
      `INSERT INTO t_case VALUES ('A-1', '2026-03-01 08:00:00', '2026-03-01 09:00:00', '处理中', '井盖缺失', 118.79, 32.04, '13800001234', 1, NULL),
         ('A-2', '2026-03-01 08:05:00', '2026-03-01 09:05:00', '已办结', '暴露垃圾', 118.80, 32.05, '13900001234', 2, NULL)`,
      'CREATE VIEW v_case AS SELECT * FROM t_case',
      'CREATE VIEW v_twice AS SELECT * FROM t_case UNION ALL SELECT * FROM t_case',
      'CREATE VIEW v_bare AS SELECT 案件编号, 上报时间 AS 备注 FROM t_case',
      'CREATE VIEW v_empty AS SELECT * FROM t_case WHERE 1 = 0',
    ]);
    const grant =
      engine === 'postgres'
        ? [
            "CREATE ROLE hall_writer LOGIN PASSWORD 'Schreib-Geheim'",
            'GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA public TO hall_writer',
            "CREATE ROLE hall_nobody LOGIN PASSWORD 'Niemand-Geheim'",
          ]
        : [
            "CREATE USER hall_writer IDENTIFIED BY 'Schreib-Geheim'",
            'GRANT SELECT, UPDATE ON hall.* TO hall_writer',
          ];
    await hall.run('hall', grant);
  });
  afterAll(() => hall?.close());

  async function probe(
    view: string | null,
    user: string,
    password: string,
    port = hall.port,
  ): Promise<ExchangeProbeReport> {
    const request = {
      ...{ target: { ...hall.target('hall', user), port }, secret: null },
      view: view === null ? null : { schema: engine === 'postgres' ? 'public' : null, name: view },
    };
    const report = await probeExchange(request, password, {
      ...{ databases: exchangeDatabases(NETWORK), city: NANJING, defaultCrs: 'gcj02' as const },
      ...{ now: Date.now, signal: new AbortController().signal },
    });
    expect(JSON.stringify(report)).not.toContain(password);
    return ExchangeProbeReport.parse(report);
  }
  const codes = (report: ExchangeProbeReport): string[] => report.steps.map(({ code }) => code);

  it('lists what may be read, views first', async () => {
    const report = await probe(null, READER, READER_PASSWORD);
    expect(report.ok).toBe(true);
    expect(report.views.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      ...['view v_bare', 'view v_case', 'view v_empty', 'view v_twice', 'table t_case'],
    ]);
    expect(codes(report)).toEqual(['probe-login', 'probe-read-only', 'probe-clock', 'probe-views']);
    expect(Math.abs(report.skewMs ?? 1e9)).toBeLessThan(60_000);
  });

  it('proposes mapping, key and cursor of a view, and what it proposes can be read', async () => {
    const report = await probe('v_case', READER, READER_PASSWORD);
    expect(report).toMatchObject({ ok: true, missing: [], rows: 2 });
    expect(report.keys[0]).toMatchObject({ column: '案件编号', why: { code: 'key-id' } });
    expect(report.cursors.map(({ column, why }) => [column, why.code])).toEqual([
      ['更新时间', 'cursor-updated'],
      ['版本号', 'cursor-sequence'],
      ['上报时间', 'cursor-time'],
    ]);
    expect(codes(report)).toEqual(
      expect.arrayContaining(['probe-left-out', 'probe-count', 'probe-key', 'probe-sample']),
    );
    expect(report.columns.find(({ name }) => name === '联系电话')).toMatchObject({ contact: 'phone' });
    expect(JSON.stringify(report)).not.toMatch(/1380000|1390000/);
    const config = SourceConfig.parse(report.suggested);
    if (config.kind !== 'exchange') throw new Error('not an exchange database');
    expect(config.mapping.fields).toMatchObject({ status: '处置状态', lon: '经度', lat: '纬度' });
    const adapter = adapterOf(config);
    const read = await poll(adapter, null);
    expect(read.rows.map((row) => adapter.read(row).ok)).toEqual([true, true]);
  });

  it('counts a view once, which may take long', async () => {
    const relay = await listenTo(hall);
    try {
      const report = await probe('v_case', READER, READER_PASSWORD, relay.port);
      expect(report).toMatchObject({ ok: true, rows: 2 });
      expect(relay.asked().match(/SELECT COUNT\(\*\)/g)).toHaveLength(1);
    } finally {
      relay.close();
    }
  });

  it('never settles on a view whose rows cannot be told apart or whose fields are missing', async () => {
    const twice = await probe('v_twice', READER, READER_PASSWORD);
    expect(twice).toMatchObject({ ok: false, suggested: null });
    expect(codes(twice)).toContain('probe-key-repeated');
    const bare = await probe('v_bare', READER, READER_PASSWORD);
    expect(bare).toMatchObject({ ok: false, missing: ['requestedAt'] });
    const lost = await probe('v_lost', READER, READER_PASSWORD);
    expect(lost).toMatchObject({ ok: false, suggested: null });
    expect(codes(lost)).toContain('exchange-view');
  });

  it('connects a view that is still empty', async () => {
    const report = await probe('v_empty', READER, READER_PASSWORD);
    expect(report).toMatchObject({ ok: true, rows: 0, suggested: { kind: 'exchange' } });
    expect(codes(report)).toContain('probe-empty-sample');
  });

  it('warns of an account that can write, and says what it may not do', async () => {
    const writer = await probe('v_case', 'hall_writer', 'Schreib-Geheim');
    expect(writer.steps.find(({ code }) => code === 'probe-writable')).toMatchObject({
      ok: false,
      step: 'rights',
    });
    const wrong = await probe('v_case', READER, 'mistyped');
    expect(wrong).toMatchObject({ ok: false, suggested: null, views: [] });
    expect(codes(wrong)).toEqual(['exchange-login']);
    if (engine !== 'postgres') return;
    const nobody = await probe(null, 'hall_nobody', 'Niemand-Geheim');
    expect(nobody.ok).toBe(false);
    expect(codes(nobody)).toContain('probe-no-views');
  });
});
