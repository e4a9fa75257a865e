import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryNames } from '../../../electron/city/columns/categoryNames.ts';
import { Engine } from '../../../electron/city/columns/engine.ts';
import { Table } from '../../../electron/city/columns/table.ts';
import type { ColumnRow } from '../../../electron/city/ports.ts';
import {
  densityOfPeriod,
  gridCountsOfPeriod,
  isExact,
} from '../../../renderer/live/timeline/timelinePeriod.ts';
import { closingCounts } from '../../../shared/assessment/closing.ts';
import { GridCounts, Histogram, Summary } from '../../../shared/contract/figures.ts';
import type { CaseFilter, Punctuality } from '../../../shared/contract/filters.ts';
import { isOverdue, matches, sorted, tallies } from './oracle.ts';
import { body, DAY0, filter, rows, searchOfEvenSeqs, sort, time } from './rows.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;

function engineOf(cases: ColumnRow[]): Engine {
  const table = new Table(0);
  const engine = new Engine(
    table,
    0,
    ZONE,
    searchOfEvenSeqs(() => table.length),
  );
  engine.apply(cases, 1);
  return engine;
}

const scene = fc.record({ cases: rows, filter, now: time });

describe('figures of the columns are those of counting case by case', () => {
  it('page: a slice of the stable sort, for every sort', () => {
    fc.assert(
      fc.property(
        scene,
        sort,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        ({ cases, filter, now }, order, offset, limit) => {
          const expected = sorted(
            cases.filter((row) => matches(row, filter, now)),
            order,
          ).map((row) => row.seq);
          const page = engineOf(cases).page(filter, order, offset, limit, now);
          expect([...page.seqs]).toEqual(expected.slice(offset, offset + limit));
          expect(page).toMatchObject({ total: expected.length, revision: 1 });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('grids', () => {
    fc.assert(
      fc.property(scene, ({ cases, filter, now }) => {
        const hit = cases.filter((row) => matches(row, filter, now));
        const names = [...new Set(hit.map((row) => row.grid))].filter((grid) => grid !== null).sort();
        const answer = engineOf(cases).grids(filter, now);
        expect(GridCounts.parse(answer)).toEqual({
          revision: 1,
          grids: names.map((grid) => {
            const own = hit.filter((row) => row.grid === grid);
            return {
              grid,
              count: own.length,
              open: own.filter((row) => row.open).length,
              overdue: own.filter((row) => isOverdue(row, now)).length,
              limited: own.filter((row) => row.dueAt !== null).length,
            };
          }),
          elsewhere: hit.filter((row) => row.grid === null).length,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('histogram: every case in the bar that holds it, bars from local midnight', () => {
    fc.assert(
      fc.property(
        scene,
        fc.constantFrom(900_000, 3_600_000, 7_200_000, DAY, 7 * DAY),
        ({ cases, filter, now }, step) => {
          const hit = cases.filter((row) => matches(row, filter, now));
          const answer = Histogram.parse(engineOf(cases).histogram(filter, step, now));
          const ends = answer.counts.map((_, i) => answer.start + i * answer.step);
          const inBar = (row: ColumnRow, start: number) =>
            row.requestedAt >= start && row.requestedAt < start + answer.step;
          expect(answer.counts).toEqual(ends.map((start) => hit.filter((row) => inBar(row, start)).length));
          expect(answer.open).toEqual(
            ends.map((start) => hit.filter((row) => row.open && inBar(row, start)).length),
          );
          expect(answer.counts.reduce((a, b) => a + b, 0)).toBe(hit.length);
          expect(answer.step).toBe(step);
          expect((answer.start - DAY0) % Math.min(step, DAY)).toBeCloseTo(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('summary', () => {
    fc.assert(
      fc.property(scene, ({ cases, filter, now }) => {
        const hit = cases.filter((row) => matches(row, filter, now));
        const { from: _from, to: _to, ...anyTime } = filter;
        const ever = cases.filter((row) => matches(row, anyTime, now));
        const times = ever.map((row) => row.requestedAt);
        const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
        const { due, closed: ended, closedOnTime } = closingCounts(ever, { from, to }, now);
        // Shanghai has had no summer time since 1991.
        const todayStart = DAY0 + Math.floor((now - DAY0) / DAY) * DAY;
        const today = (at: number | null) => at !== null && at >= todayStart && at < todayStart + DAY;
        // What was called off was not closed.
        const closed = hit.filter((row) => !row.open && row.stage !== 'cancelled' && row.closedAt !== null);
        const late = hit.filter((row) => !row.open && isOverdue(row, now));
        expect(Summary.parse(engineOf(cases).summary(filter, now))).toEqual({
          revision: 1,
          now,
          todayStart,
          matching: hit.length,
          open: hit.filter((row) => row.open).length,
          overdueOpen: hit.filter((row) => row.open && isOverdue(row, now)).length,
          closedLate: late.length,
          today: {
            reported: hit.filter((row) => today(row.requestedAt)).length,
            closed: closed.filter((row) => today(row.closedAt)).length,
            reworked: hit.filter((row) => row.rework > 0 && today(row.updatedAt)).length,
          },
          onTime: { numerator: closedOnTime, denominator: due },
          closing: { numerator: ended, denominator: due },
          byChannel: tallies(hit, (row) => row.channel, now),
          byCategory: tallies(hit, (row) => row.category, now),
          byStreet: tallies(hit, (row) => row.street, now),
          byOrg: tallies(hit, (row) => row.org, now),
          bySource: tallies(hit, (row) => row.source, now),
          byStage: tallies(hit, (row) => row.stage ?? 'none', now),
          span: times.length === 0 ? null : { from: Math.min(...times), to: Math.max(...times) },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('points: newest first, with coordinates as they came', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 20 }), ({ cases, filter, now }, limit) => {
        const located = cases.filter((row) => matches(row, filter, now) && row.lon !== null);
        const shown = sorted(located, '-requested').slice(0, limit);
        const answer = engineOf(cases).points(filter, limit, now);
        expect({ ...answer, seqs: [...answer.seqs] }).toEqual({
          revision: 1,
          total: located.length,
          seqs: shown.map((row) => row.seq),
          lon: shown.map((row) => row.lon),
          lat: shown.map((row) => row.lat),
          state: shown.map((row) => (row.open ? 0 : 2) + (isOverdue(row, now) ? 1 : 0)),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('totals', () => {
    fc.assert(
      fc.property(rows, time, (cases, now) => {
        const here = cases.filter((row) => !row.gone);
        expect(engineOf(cases).totals(now)).toEqual({
          revision: 1,
          total: here.length,
          open: here.filter((row) => row.open).length,
          overdue: here.filter((row) => isOverdue(row, now)).length,
        });
      }),
    );
  });

  it('time lines add up to the surface and the counts of any period, to the byte', () => {
    const seconds = fc.option(
      time.map((at) => Math.floor(at / 1000) * 1000),
      { nil: null },
    );
    const bbox: [number, number, number, number] = [118.77, 32.02, 118.83, 32.07];
    const raster = { width: 24, height: 20, radius: 400 };
    fc.assert(
      fc.property(scene, seconds, seconds, ({ cases, filter, now }, from, to) => {
        const engine = engineOf(cases);
        const { from: _f, to: _t, ...timeless } = filter;
        const period = { from, to };
        expect(isExact(period)).toBe(true);
        const timed = { ...timeless, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };

        const line = engine.heatTimeline({ ...timeless, bbox }, raster, now);
        const { values, max, count } = densityOfPeriod(line, period, { ...raster, bbox });
        expect({ density: values, max, count, revision: line.revision }).toEqual(
          engine.heat({ ...timed, bbox }, raster, now),
        );
        expect(gridCountsOfPeriod(engine.gridTimeline(timeless, now), period)).toEqual(
          engine.grids(timed, now),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('a time line says nothing of parts of seconds, or of times before 1970', () => {
    expect(isExact({ from: 1500, to: null })).toBe(false);
    expect(isExact({ from: null, to: -1000 })).toBe(false);
    expect(isExact({ from: 1000, to: 5e12 })).toBe(false);
    expect(isExact({ from: null, to: null })).toBe(true);
  });

  it('heat counts the cases of the box and draws those around it too', () => {
    const bbox: CaseFilter['bbox'] = [118.78, 32.02, 118.82, 32.06];
    fc.assert(
      fc.property(scene, ({ cases, filter, now }) => {
        const engine = engineOf(cases);
        const raster = { width: 32, height: 24, radius: 200 };
        const inBox = cases.filter((row) => matches(row, { ...filter, bbox }, now));
        const answer = engine.heat({ ...filter, bbox }, raster, now);
        expect(answer.count).toBe(inBox.length);
        expect(answer.density).toHaveLength(32 * 24);
        expect(answer.max).toBe(Math.max(...answer.density));
        const { bbox: _box, ...anywhere } = filter;
        const near = cases.filter((row) => matches(row, anywhere, now));
        const alone = engineOf(near).heat({ bbox }, raster, now);
        expect(answer.density).toEqual(alone.density);
      }),
      { numRuns: 60 },
    );
  });
});

describe('patches', () => {
  const change = fc.record({ seq: fc.integer({ min: 1, max: 70 }), body });

  it('leave the same figures as building anew from what the store holds', () => {
    fc.assert(
      fc.property(
        scene,
        fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 5 }),
        sort,
        ({ cases, filter, now }, patches, order) => {
          const patched = engineOf(cases);
          const store = new Map(cases.map((row) => [row.seq, row]));
          let revision = 1;
          for (const patch of patches) {
            const changed = patch.map(({ seq, body }) => ({ seq, ...body }));
            for (const row of changed) store.set(row.seq, row);
            // Asking in between fills every cache, which the patch must then empty.
            figures(patched, filter, now, order);
            patched.apply(changed, ++revision);
          }
          const rebuilt = engineOf([...store.values()].sort((a, b) => a.seq - b.seq));
          rebuilt.apply([], revision);
          expect(figures(patched, filter, now, order)).toEqual(figures(rebuilt, filter, now, order));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('figures follow the clock without a patch', () => {
    fc.assert(
      fc.property(
        rows,
        filter,
        fc.array(time, { minLength: 2, maxLength: 6 }),
        sort,
        (cases, filter, nows, order) => {
          const kept = engineOf(cases);
          for (const now of nows) {
            expect(figures(kept, filter, now, order)).toEqual(figures(engineOf(cases), filter, now, order));
          }
        },
      ),
    );
  });

  it('a search that found nothing finds once the index has caught up', () => {
    let indexed = false;
    const table = new Table(10);
    const engine = new Engine(table, 0, ZONE, {
      find: () => (indexed ? Uint32Array.of(1) : new Uint32Array(0)),
      version: () => String(indexed),
      unindexed: () => (indexed ? 0 : 6000),
    });
    const row = { ...fc.sample(body, 1)[0]!, seq: 1, gone: false };
    engine.apply([row], 1);
    expect(engine.page({ q: '积水' }, 'requested', 0, 10, DAY0)).toMatchObject({ total: 0, unindexed: 6000 });
    expect(engine.summary({ q: '积水' }, DAY0)).toMatchObject({ matching: 0, unindexed: 6000 });
    expect(engine.summary({}, DAY0)).not.toHaveProperty('unindexed');
    indexed = true;
    expect(engine.page({ q: '积水' }, 'requested', 0, 10, DAY0).total).toBe(1);
    expect(engine.summary({ q: '积水' }, DAY0)).not.toHaveProperty('unindexed');
  });

  it('counts every case that should be closed in exactly one of any consecutive periods', () => {
    fc.assert(
      fc.property(
        scene,
        fc.array(fc.integer({ min: -10 * DAY, max: 60 * DAY }), { minLength: 1, maxLength: 6 }),
        ({ cases, filter, now }, offsets) => {
          const engine = engineOf(cases);
          const { from: _from, to: _to, ...rest } = filter;
          const edges = [...new Set(offsets)].sort((a, b) => a - b).map((offset) => DAY0 + offset);
          const periods = [undefined, ...edges].map((from, index) => ({ from, to: edges[index] }));
          const told = periods.map((period) => engine.summary({ ...rest, ...period }, now));
          const whole = engine.summary(rest, now);
          for (const rate of ['onTime', 'closing'] as const)
            for (const part of ['numerator', 'denominator'] as const)
              expect(told.reduce((sum, one) => sum + one[rate][part], 0)).toBe(whole[rate][part]);
        },
      ),
    );
  });

  it('the tiles of closed cases open exactly the rows that they count', () => {
    fc.assert(
      fc.property(scene, ({ cases, filter, now }) => {
        const engine = engineOf(cases);
        const {
          punctuality: _p,
          closedFrom: _f,
          closedTo: _t,
          countedFrom: _c,
          countedTo: _d,
          ...rest
        } = filter;
        const { from, to, ...anyTime } = rest;
        const told = engine.summary(rest, now);
        const total = (more: CaseFilter) => engine.page({ ...rest, ...more }, 'requested', 0, 1, now).total;
        expect(total({ punctuality: ['late'] })).toBe(told.closedLate);
        const counted = (wanted: Punctuality[]) => {
          const period = { countedFrom: from, countedTo: to, punctuality: wanted };
          return engine.page({ ...anyTime, ...period }, 'requested', 0, 1, now).total;
        };
        expect(counted(['on-time'])).toBe(told.onTime.numerator);
        expect(counted(['on-time', 'late'])).toBe(told.closing.numerator);
        expect(counted(['on-time', 'late', 'unclosed'])).toBe(told.closing.denominator);
        const tomorrow = told.todayStart + DAY;
        expect(total({ closedFrom: told.todayStart, closedTo: tomorrow })).toBe(told.today.closed);
      }),
    );
  });

  it('names a category as its newest case does', () => {
    const table = new Table(0);
    const cases = ['006', '01', '006', '02'].map((category, i) => ({
      ...fc.sample(body, 1)[0]!,
      seq: i + 1,
      category,
    }));
    for (const row of cases) table.put(row);
    const told = [null, 'old name', 'roads', 'new name', null];
    const names = categoryNames(table, (seq) => told[seq] ?? null);
    expect([...names].sort()).toEqual([
      ['006', 'new name'],
      ['01', 'roads'],
    ]);
  });
});

function figures(engine: Engine, filter: CaseFilter, now: number, order: Parameters<Engine['page']>[1]) {
  return {
    page: [...engine.page(filter, order, 0, 100, now).seqs],
    grids: engine.grids(filter, now),
    histogram: engine.histogram(filter, DAY, now),
    summary: engine.summary(filter, now),
    points: engine.points(filter, 10, now),
    totals: engine.totals(now),
  };
}
