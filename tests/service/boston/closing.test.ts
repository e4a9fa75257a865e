import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LiveAssessment } from '../../../shared/contract/assessment.ts';
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

type Row = { id: string; asked: number; due: number | null; closed: number | null; org: string };

let city: TestCity;
const db = new Database(':memory:');

const listed = (time: number | null): string => (time === null ? '' : new Date(time).toISOString());

beforeAll(async () => {
  if (!bostonDataExists) return;
  const rows = loadBoston()
    .filter(({ requestedAt }, index) => index % EVERY === 0 && requestedAt < AS_OF)
    .map(({ id, requestedAt, status, updatedAt, expectedAt, agency }): Row => {
      const closed = status === 'closed' && updatedAt < AS_OF ? updatedAt : null;
      return { id, asked: requestedAt, due: expectedAt, closed, org: agency };
    });
  db.exec('CREATE TABLE row (id TEXT PRIMARY KEY, asked INTEGER, due INTEGER, closed INTEGER, org TEXT)');
  const insert = db.prepare('INSERT INTO row VALUES (@id, @asked, @due, @closed, @org)');
  for (const row of rows) insert.run(row);
  city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => AS_OF });
  await city.signInAsAdministrator();
  const lines = rows.map(({ id, asked, due, closed, org }) =>
    [id, listed(asked), listed(due), listed(closed), closed === null ? 'open' : 'closed', org].join(','),
  );
  const job = await importList(
    city,
    ['案件编号,上报时间,处置时限,结案时间,状态,处置部门', ...lines].join('\n'),
  );
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

/** Every department of the period, as it stood at a moment, in SQL that shares nothing with the counting. */
const BY_ORG = `
  SELECT org AS unit, sum(asked >= @from AND asked < @to) AS accepted,
    sum(counted) AS due, sum(counted AND done) AS closed, sum(counted AND done AND closed <= due) AS closedOnTime
  FROM (
    SELECT *, due IS NOT NULL AND (done OR due < @asOf)
      AND CASE WHEN done THEN min(due, closed) ELSE due END BETWEEN @from AND @to - 1 AS counted
    FROM (SELECT *, closed IS NOT NULL AND closed <= @asOf AS done FROM row WHERE asked <= @asOf)
  )
  GROUP BY org HAVING sum(asked >= @from AND asked < @to) > 0 OR sum(counted) > 0 ORDER BY org`;
type OrgRow = { unit: string; accepted: number; due: number; closed: number; closedOnTime: number };

it.skipIf(!bostonDataExists).each([
  ['as it is now', AS_OF],
  ['as it stood at the end of September', Date.parse('2011-10-01T04:00:00Z')],
  ['as it stood in the middle of September', Date.parse('2011-09-15T16:30:00Z')],
] as const)('September of every department %s is that of SQL, and adds up', async (_when, asOf) => {
  const [from, to] = [MONTHS[2]!, MONTHS[3]!];
  const expected = db.prepare<[object], OrgRow>(BY_ORG).all({ from, to, asOf });
  expect(expected.length).toBeGreaterThan(3);
  const found = await city.get(`/api/assessment?from=${from}&to=${to}&asOf=${asOf}&by=org`, LiveAssessment);
  expect(found.kind).toBe('month');
  const units = found.by.units.map(({ unit, counts }) => ({
    ...{ unit, accepted: counts['accepted'], due: counts['due'] },
    ...{ closed: counts['closed'], closedOnTime: counts['closedOnTime'] },
  }));
  expect(units.toSorted((a, b) => ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1))).toEqual(expected);
  const { counts } = found.total.now;
  const sum = (id: 'accepted' | 'due' | 'closed' | 'closedOnTime') =>
    expected.reduce((all, row) => all + row[id], 0);
  for (const id of ['accepted', 'due', 'closed', 'closedOnTime'] as const) expect(counts[id]).toBe(sum(id));
  // Boston tells of no stage, no end of handling and no rework.
  for (const id of ['filed', 'handled', 'reworked']) expect(counts).not.toHaveProperty(id);
  // August, as far from its own end.
  const back = db.prepare<[object], OrgRow>(BY_ORG).all(found.previous);
  expect(found.total.previous.counts['due']).toBe(back.reduce((all, row) => all + row.due, 0));
});
