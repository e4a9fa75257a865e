import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceAdapter } from '../../../electron/city/sync/adapter.ts';
import { createFileAdapter } from '../../../electron/city/sync/file/adapter.ts';
import { NO_PROGRESS } from '../../../electron/city/sync/file/readingProgress.ts';
import type { NormalisedCase } from '../../../shared/case/normalised.ts';
import { FieldMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { bostonDataExists, loadBoston } from '../../support/boston.ts';
import { databasesExist } from '../../support/databases.ts';
import { workbooks } from '../../support/workbooks.ts';
import { adapterOf, exchangeSource, NANJING, openHall, poll } from './halls.ts';

const ROWS = 3000;
const FIELDS = {
  ...{ id: 'id', requestedAt: 'reported_at', updatedAt: 'updated_at', status: 'status' },
  ...{
    categoryName: 'category',
    title: 'title',
    address: 'address',
    lon: 'lon',
    lat: 'lat',
    dueAt: 'due_at',
  },
  statusNotes: 'notes',
};

/** Every case without its row, times and place as they were received, which a file and a database write differently. */
function casesOf(adapter: SourceAdapter, rows: readonly unknown[]): Partial<NormalisedCase>[] {
  return rows
    .map((row) => adapter.read(row))
    .map((reading) => {
      if (!reading.ok) throw new Error(reading.refusal.reason);
      const { raw: _, originalTimes: __, originalLocation: ___, ...rest } = reading.case;
      return rest;
    })
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
}

const time = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
const quoted = (value: string | null): string =>
  value === null ? 'NULL' : `'${value.replaceAll('\\', '').replaceAll("'", "''")}'`;
const csvCell = (value: string | null): string =>
  value === null ? '' : `"${value.replaceAll('\\', '').replaceAll('"', '""')}"`;

describe.skipIf(!databasesExist || !bostonDataExists)('three thousand cases of Boston', () => {
  it.each(['postgres', 'mysql'] as const)('are the same from %s as from a file', async (engine) => {
    const rows = loadBoston()
      .slice(0, ROWS)
      .map((row) => [
        ...[row.id, time(row.requestedAt), time(row.updatedAt), row.status, row.serviceName, row.description],
        ...[row.address, String(row.lon), String(row.lat), time(row.expectedAt), row.statusNotes],
      ]);
    const names = 'id,reported_at,updated_at,status,category,title,address,lon,lat,due_at,notes';
    const folder = mkdtempSync(join(tmpdir(), 'cw-boston-'));
    const hall = await openHall(engine);
    try {
      const type = engine === 'postgres' ? 'timestamp' : 'datetime';
      const values = rows.map((row) => `(${row.map(quoted).join(', ')})`);
      await hall.run('hall', [
        `CREATE TABLE boston (id varchar(30) PRIMARY KEY, reported_at ${type}, updated_at ${type}, status varchar(20), category text,
           title text, address text, lon decimal(18,12), lat decimal(18,12), due_at ${type}, notes text)`,
        ...Array.from(
          { length: ROWS / 500 },
          (_, at) => `INSERT INTO boston VALUES ${values.slice(at * 500, at * 500 + 500).join(', ')}`,
        ),
      ]);
      const adapter = adapterOf(
        exchangeSource(hall, 'boston', { exchange: { pageSize: 250 }, fields: FIELDS }),
      );
      const read = await poll(adapter, null);
      expect(read.rows).toHaveLength(ROWS);
      expect(read.warnings).toEqual([]);
      const path = join(folder, 'boston.csv');
      writeFileSync(path, `${names}\n${rows.map((row) => row.map(csvCell).join(',')).join('\n')}\n`);
      const config = SourceConfig.parse({
        ...{ kind: 'file', id: 'file', name: 'file', path, pollSeconds: 60, paused: false },
        ...{ crs: 'wgs84', zone: 'Asia/Shanghai', auth: { in: 'none' } },
        mapping: FieldMapping.parse({ fields: FIELDS }),
      });
      if (config.kind !== 'file') throw new Error('not a file');
      const file = createFileAdapter(config, NANJING, Date.now, workbooks, NO_PROGRESS);
      const fromFile = await poll(file, null);
      expect(casesOf(adapter, read.rows)).toEqual(casesOf(file, fromFile.rows));
    } finally {
      await hall.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
