import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCache, writeCache } from '../../../electron/city/columns/cacheFile.ts';
import { Engine } from '../../../electron/city/columns/engine.ts';
import { Table } from '../../../electron/city/columns/table.ts';
import type { ColumnRow } from '../../../electron/city/ports.ts';
import { body, DAY0, rows } from './rows.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citywhistle-columns-'));
  path = join(folder, 'columns.cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tableOf(cases: ColumnRow[]): Table {
  const table = new Table(0);
  for (const row of cases) table.put(row);
  return table;
}

/** Everything that can be asked, so that two tables that answer alike are alike. */
function asked(table: Table) {
  const engine = new Engine(table, 0, 'Asia/Shanghai', {
    find: () => new Uint32Array(0),
    version: () => '',
    unindexed: () => 0,
  });
  return {
    rows: table.rows,
    length: table.length,
    summary: engine.summary({}, DAY0),
    points: engine.points({}, 1000, DAY0),
    page: engine.page({}, '-updated', 0, 1000, DAY0),
    due: engine.page({}, 'due', 0, 1000, DAY0),
  };
}

describe('cache file of the columns', () => {
  it('gives back the same columns, which can be patched on', () => {
    fc.assert(
      fc.property(rows, rows, (cases, more) => {
        const table = tableOf(cases);
        writeCache(path, table, 7, 'db-1');
        const back = readCache(path, 'db-1');
        expect(back?.revision).toBe(7);
        expect(asked(back!.table)).toEqual(asked(table));
        for (const row of more) {
          back!.table.put(row);
          table.put(row);
        }
        expect(asked(back!.table)).toEqual(asked(table));
      }),
      { numRuns: 60 },
    );
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  it('keeps more values than sixteen bits can number', () => {
    const one = fc.sample(body, { numRuns: 1, seed: 1 })[0]!;
    const table = new Table(66_000);
    for (let seq = 1; seq <= 66_000; seq++) table.put({ ...one, seq, org: `科室 ${seq}`, gone: false });
    writeCache(path, table, 1, 'db-1');
    const { org } = readCache(path, 'db-1')!.table.codes;
    for (const seq of [1, 65_534, 65_535, 65_536, 66_000]) {
      expect(org.values[org.codes[seq]!]).toBe(`科室 ${seq}`);
    }
  });

  it('is passed over when it is of another database, or not there', () => {
    expect(readCache(path, 'db-1')).toBeNull();
    writeCache(path, tableOf([]), 7, 'db-1');
    expect(readCache(path, 'db-2')).toBeNull();
    expect(readCache(path, 'db-1')).not.toBeNull();
  });

  it('is passed over wherever a byte changed, it was cut, or something was added', () => {
    const cases = fc.sample(rows, { numRuns: 20, seed: 3 }).find((list) => list.length > 5)!;
    writeCache(path, tableOf(cases), 7, 'db-1');
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const torn = Buffer.from(whole);
        torn[at]! ^= bits;
        writeFileSync(path, torn);
        expect(readCache(path, 'db-1')).toBeNull();
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        writeFileSync(path, whole);
        truncateSync(path, length);
        expect(readCache(path, 'db-1')).toBeNull();
      }),
    );
    writeFileSync(path, Buffer.concat([whole, Buffer.of(0)]));
    expect(readCache(path, 'db-1')).toBeNull();
    writeFileSync(path, whole);
    expect(readCache(path, 'db-1')).not.toBeNull();
  });
});
