import type { CaseSort } from '../../../shared/contract/filters.ts';
import type { Timeline } from '../../../shared/contract/timeline.ts';
import { density } from '../../../shared/geo/density.ts';
import type { CaseSelection, ColumnRow, Columns } from '../ports.ts';
import { dayOf } from './days.ts';
import { contains, type DeadlineInterval, deadlineIntervalAround } from './deadlineInterval.ts';
import { gridCounts } from './gridCounts.ts';
import { histogram } from './histogram.ts';
import { Lru } from './lru.ts';
import { baseMask, countMask, dependsOnNow, keepInsideBbox, keepReportedBetween, type Mask } from './mask.ts';
import { points } from './points.ts';
import { SortIndex } from './sortIndex.ts';
import { summary } from './summary.ts';
import { SORT_KEYS, type SortKey, type Table, UNITS_PER_DEGREE } from './table.ts';
import { gridTimeline, heatTimeline } from './timeline.ts';

/** Full-text search over the cases. New cases are indexed in the background, so results may lag for a moment. */
export type Search = {
  /** Seqs of the cases that contain a text; `masked`: of those that show it on a wall. */
  find(q: string, masked: boolean): Uint32Array;
  /** Changes whenever the same text could match other cases than before. */
  version(): string;
  /** How many cases `find` may miss because they are not indexed yet. */
  unindexed(): number;
};

type Answer<K extends keyof Columns> = Columns[K] extends (...args: never[]) => Promise<infer T> ? T : never;

type Body<K extends keyof Columns> = Omit<Answer<K>, 'revision'>;

const SORTS: Record<CaseSort, { key: SortKey; descending: boolean }> = {
  requested: { key: 'requestedAt', descending: false },
  '-requested': { key: 'requestedAt', descending: true },
  updated: { key: 'updatedAt', descending: false },
  '-updated': { key: 'updatedAt', descending: true },
  due: { key: 'dueAt', descending: false },
  '-due': { key: 'dueAt', descending: true },
};

/**
 * Computes every figure about the cases of a table, at one revision. Masks, sort indexes and answers are cached until a
 * row changes: eight windows with the same question cost one computation, and scrolling costs only the rows shown. This
 * class uses neither threads nor the database.
 */
export class Engine {
  readonly table: Table;
  #revision: number;
  readonly #zone: string;
  readonly #search: Search;
  readonly #orders: Record<SortKey, SortIndex> = {
    requestedAt: new SortIndex('requestedAt'),
    updatedAt: new SortIndex('updatedAt'),
    dueAt: new SortIndex('dueAt'),
  };
  readonly #masks = new Lru<Mask>(6);
  readonly #pages = new Lru<Uint32Array>(4);
  readonly #searchHits = new Lru<Uint32Array>(4);
  readonly #answers = {
    heat: new Lru<Body<'heat'>>(6),
    grids: new Lru<Body<'grids'>>(6),
    histogram: new Lru<Body<'histogram'>>(6),
    summary: new Lru<Body<'summary'>>(6),
    points: new Lru<Body<'points'>>(6),
    totals: new Lru<Body<'totals'>>(1),
  };
  #interval: DeadlineInterval | null = null;
  #intervalCount = 0;

  /** @param zone IANA name; its midnights are where «today» and the bars of histograms begin */
  constructor(table: Table, revision: number, zone: string, search: Search) {
    this.table = table;
    this.#revision = revision;
    this.#zone = zone;
    this.#search = search;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Replaces changed rows and returns their number. Figures are computed when next requested. */
  apply(rows: Iterable<ColumnRow>, revision: number): number {
    let count = 0;
    for (const row of rows) {
      count++;
      const changed = this.table.put(row);
      if (changed & SORT_KEYS.requestedAt) this.#orders.requestedAt.markChanged(row.seq);
      if (changed & SORT_KEYS.updatedAt) this.#orders.updatedAt.markChanged(row.seq);
      if (changed & SORT_KEYS.dueAt) this.#orders.dueAt.markChanged(row.seq);
    }
    this.#revision = revision;
    this.#interval = null;
    for (const cache of [this.#masks, this.#pages, this.#searchHits]) cache.clear();
    for (const cache of Object.values(this.#answers)) cache.clear();
    return count;
  }

  page(filter: CaseSelection, sort: CaseSort, offset: number, limit: number, now: number): Answer<'page'> {
    if (limit === 0) {
      const total = countMask(this.#mask(filter, now, 'all'));
      return { seqs: new Uint32Array(0), total, revision: this.#revision, ...this.#searchBacklog(filter) };
    }
    const all = this.#pages.get(`${sort} ${this.#key(filter, now, 'all')}`, () => {
      const { key, descending } = SORTS[sort];
      return this.#orders[key].filtered(this.table, this.#mask(filter, now, 'all'), descending);
    });
    return {
      seqs: all.slice(offset, offset + limit),
      total: all.length,
      revision: this.#revision,
      ...this.#searchBacklog(filter),
    };
  }

  heat(
    filter: CaseSelection,
    raster: { width: number; height: number; radius: number },
    now: number,
  ): Answer<'heat'> {
    const { bbox } = filter;
    if (bbox === undefined) throw new Error('A density surface needs a bounding box');
    const { width, height, radius } = raster;
    const kept = this.#answers.heat.get(
      `${width} ${height} ${radius} ${this.#key(filter, now, 'all')}`,
      () => {
        // Cases outside the box contribute to the density near its edges.
        const mask = this.#mask(filter, now, 'anywhere');
        const { lon, lat } = this.table;
        const { values, max } = density(lon, lat, mask, { bbox, width, height, radius }, UNITS_PER_DEGREE);
        return { density: values, max, count: countMask(this.#mask(filter, now, 'all')) };
      },
    );
    // A copy, since the caller may transfer the buffer to another thread.
    return { ...kept, density: kept.density.slice(), revision: this.#revision };
  }

  grids(filter: CaseSelection, now: number): Answer<'grids'> {
    return this.#cached(
      this.#answers.grids,
      `${this.#intervalAt(now).id} ${this.#key(filter, now, 'all')}`,
      () => gridCounts(this.table.codes.grid, this.#mask(filter, now, 'all'), this.#intervalAt(now)),
    );
  }

  /** Not cached: it is asked for once at the beginning of a movement along the time line. */
  heatTimeline(
    filter: CaseSelection,
    raster: { width: number; height: number; radius: number },
    now: number,
  ): Timeline {
    const { bbox } = filter;
    if (bbox === undefined) throw new Error('A density surface needs a bounding box');
    const seqs = this.#orders.requestedAt.filtered(this.table, this.#base(filter, now), false);
    const inside = this.#mask(filter, now, 'any time');
    return { ...heatTimeline(this.table, seqs, inside, { ...raster, bbox }), revision: this.#revision };
  }

  gridTimeline(filter: CaseSelection, now: number): Timeline {
    const seqs = this.#orders.requestedAt.filtered(this.table, this.#mask(filter, now, 'any time'), false);
    return { ...gridTimeline(this.table, seqs, this.#intervalAt(now)), revision: this.#revision };
  }

  histogram(filter: CaseSelection, step: number, now: number): Answer<'histogram'> {
    return this.#cached(this.#answers.histogram, `${step} ${this.#key(filter, now, 'all')}`, () =>
      histogram(
        this.table,
        this.#mask(filter, now, 'all'),
        { from: filter.from, to: filter.to, step },
        this.#zone,
      ),
    );
  }

  summary(filter: CaseSelection, now: number): Answer<'summary'> {
    const today = dayOf(now, this.#zone);
    const key = `${today.start} ${this.#intervalAt(now).id} ${this.#key(filter, now, 'all')}`;
    const answer = this.#cached(this.#answers.summary, key, () =>
      summary(
        this.table,
        this.#mask(filter, now, 'all'),
        this.#mask(filter, now, 'any time'),
        now,
        this.#intervalAt(now),
        today,
        { from: filter.from, to: filter.to },
      ),
    );
    return { ...answer, now, ...this.#searchBacklog(filter) };
  }

  points(filter: CaseSelection, limit: number, now: number): Answer<'points'> {
    return this.#cached(
      this.#answers.points,
      `${limit} ${this.#intervalAt(now).id} ${this.#key(filter, now, 'all')}`,
      () =>
        points(
          this.table,
          this.#mask(filter, now, 'all'),
          this.#orders.requestedAt,
          limit,
          this.#intervalAt(now),
        ),
    );
  }

  totals(now: number): Answer<'totals'> {
    return this.#cached(this.#answers.totals, `${this.#intervalAt(now).id}`, () => ({
      total: countMask(this.#mask({}, now, 'all')),
      open: countMask(this.#mask({ status: ['open'] }, now, 'all')),
      overdue: countMask(this.#mask({ overdue: true }, now, 'all')),
    }));
  }

  #cached<T extends object>(cache: Lru<T>, key: string, make: () => T): T & { revision: number } {
    return { ...cache.get(key, make), revision: this.#revision };
  }

  /** @param part which of the filter's bounding box and reporting period apply */
  #mask(filter: CaseSelection, now: number, part: MaskScope): Mask {
    const base = this.#base(filter, now);
    const inside = part !== 'anywhere' ? filter.bbox : undefined;
    const timed = part !== 'any time' && (filter.from !== undefined || filter.to !== undefined);
    if (!timed && inside === undefined) return base;
    return this.#masks.get(this.#key(filter, now, part), () => {
      const mask = base.slice();
      if (timed) keepReportedBetween(mask, this.table, filter.from, filter.to);
      if (inside !== undefined) keepInsideBbox(mask, this.table, inside);
      return mask;
    });
  }

  #base(filter: CaseSelection, now: number): Mask {
    return this.#masks.get(this.#key(filter, now, 'base'), () => {
      const found = filter.q ? this.#find(filter.q, filter.masked === true) : null;
      return baseMask(this.table, filter, found, dependsOnNow(filter) ? this.#intervalAt(now) : null);
    });
  }

  /** For a text filter, how many cases it may miss; nothing without one. */
  #searchBacklog(filter: CaseSelection): { unindexed?: number } {
    const unindexed = filter.q ? this.#search.unindexed() : 0;
    return unindexed > 0 ? { unindexed } : {};
  }

  #find(q: string, masked: boolean): Uint32Array {
    const key = `${this.#search.version()} ${masked} ${q}`;
    return this.#searchHits.get(key, () => this.#search.find(q, masked));
  }

  /**
   * Cache key: equal for two filters that select the same cases. Lists are compared as sets; an empty one counts as
   * absent.
   */
  #key(filter: CaseSelection, now: number, part: MaskScope | 'base'): string {
    const list = (values: readonly string[] | undefined) => (values?.length ? [...values].sort() : null);
    const { overdue, q, masked = false, closedFrom, closedTo, countedFrom, countedTo } = filter;
    return JSON.stringify([
      [filter.status, filter.category, filter.org, filter.street, filter.grid, filter.source].map(list),
      list(filter.channel),
      list(filter.stage),
      list(filter.punctuality),
      [closedFrom ?? null, closedTo ?? null, countedFrom ?? null, countedTo ?? null],
      overdue ?? null,
      dependsOnNow(filter) ? this.#intervalAt(now).id : null,
      q ? [q, masked, this.#search.version()] : null,
      part === 'base' || part === 'anywhere' ? null : (filter.bbox ?? null),
      part === 'base' || part === 'any time' ? null : [filter.from ?? null, filter.to ?? null],
    ]);
  }

  #intervalAt(now: number): DeadlineInterval {
    if (this.#interval === null || !contains(this.#interval, now)) {
      this.#interval = deadlineIntervalAround(this.table, now, ++this.#intervalCount);
    }
    return this.#interval;
  }
}

type MaskScope = 'all' | 'anywhere' | 'any time';
