import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CasePage } from '../../../shared/contract/cases.ts';
import { Summary } from '../../../shared/contract/figures.ts';
import { bostonDataExists, loadBoston } from '../../support/boston.ts';
import { eventually, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { importList } from '../../support/importing.ts';

/**
 * The rates of closing of real cases, month by month, as they stood on 1 November 2011, beside the same in SQL over the rows
 * of the published list. Every fourth row; BOSTON_EVERY=1 takes all.
 */
const EVERY = Number(process.env['BOSTON_EVERY'] ?? 4);
const AS_OF = Date.parse('2011-11-01T04:00:00Z');
const MONTHS = ['2011-07', '2011-08', '2011-09', '2011-10'].map((month) =>
  Date.parse(`${month}-01T04:00:00Z`),
);

type Row = { id: string; asked: number; due: number | null; closed: number | null };

let city: TestCity;
const db = new Database(':memory:');

const listed = (time: number | null): string => (time === null ? '' : new Date(time).toISOString());

beforeAll(async () => {
  if (!bostonDataExists) return;
  const rows = loadBoston()
    .filter(({ requestedAt }, index) => index % EVERY === 0 && requestedAt < AS_OF)
    .map(({ id, requestedAt, status, updatedAt, expectedAt }): Row => {
      const closed = status === 'closed' && updatedAt < AS_OF ? updatedAt : null;
      return { id, asked: requestedAt, due: expectedAt, closed };
    });
  db.exec('CREATE TABLE row (id TEXT PRIMARY KEY, asked INTEGER, due INTEGER, closed INTEGER)');
  const insert = db.prepare('INSERT INTO row VALUES (@id, @asked, @due, @closed)');
  for (const row of rows) insert.run(row);
  city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => AS_OF });
  await city.signInAsAdministrator();
  const lines = rows.map(({ id, asked, due, closed }) =>
    [id, listed(asked), listed(due), listed(closed), closed === null ? 'open' : 'closed'].join(','),
  );
  const job = await importList(city, ['案件编号,上报时间,处置时限,结案时间,状态', ...lines].join('\n'));
  expect(job).toMatchObject({ state: 'done', accounting: { stored: rows.length, quarantined: 0 } });
  await eventually(
    'all cases in the columns',
    async () => (await city.get('/api/cases?limit=0', CasePage)).total === rows.length,
  );
}, 300_000);
afterAll(async () => {
  db.close();
  await city?.close();
});

/** Closed in time, closed at all, and all that should be, of the cases whose closing or limit lies in a period. */
const RATES = `
  SELECT coalesce(sum(closed <= due), 0) AS onTime, count(closed) AS closed, count(*) AS due
  FROM row
  WHERE due IS NOT NULL AND (closed IS NOT NULL OR due < ${AS_OF})
    AND min(due, coalesce(closed, due)) >= ? AND min(due, coalesce(closed, due)) < ?`;
type Rates = { onTime: number; closed: number; due: number };

it.skipIf(!bostonDataExists).each(MONTHS.map((from, index) => [from, MONTHS[index + 1] ?? AS_OF] as const))(
  'the rates of the month from %d are those of SQL, and their rows can be opened',
  async (from, to) => {
    const expected = db.prepare<[number, number], Rates>(RATES).get(from, to)!;
    expect(expected.due).toBeGreaterThan(500);
    const { onTime, closing } = await city.get(`/api/summary?from=${from}&to=${to}`, Summary);
    expect({ onTime: onTime.numerator, closed: closing.numerator, due: closing.denominator }).toEqual(
      expected,
    );
    expect(onTime.denominator).toBe(expected.due);
    const rows = await city.get(`/api/cases?countedFrom=${from}&countedTo=${to}&limit=0`, CasePage);
    expect(rows.total).toBe(expected.due);
  },
);
