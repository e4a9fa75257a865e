import type { ColumnRow } from '../ports.ts';
import { CodeColumn } from './codeColumn.ts';

/** Bits of {@link Table.flags}. */
export const PRESENT = 1;
export const GONE = 2;
export const OPEN = 4;
/** Closed after its limit. */
export const LATE = 8;
/** Has a limit. */
export const LIMITED = 16;
/** Closed at a known time. A case that was called off (作废) was not closed: no rate counts it (domain.md §2.7). */
export const ENDED = 32;
/** One more than the greatest sum of these. */
export const FLAG_SUMS = 64;

/** Coordinates are whole ten-millionths of a degree: a centimetre, in half the bytes of a double. */
export const UNITS_PER_DEGREE = 1e7;
/** No location. No degree comes near it, so that a bounding box never holds it. */
export const NOWHERE = -(2 ** 31);

export const CODE_COLUMNS = ['category', 'org', 'street', 'grid', 'source', 'channel', 'stage'] as const;
export type CodeName = (typeof CODE_COLUMNS)[number];
export const TIME_COLUMNS = ['requestedAt', 'updatedAt', 'closedAt', 'dueAt'] as const;
export type TimeName = (typeof TIME_COLUMNS)[number];

/** Times a queue can be sorted by. {@link Table.put} returns which of them it changed, as a sum of their bits. */
export const SORT_KEYS = { requestedAt: 1, updatedAt: 2, dueAt: 4 } as const;
export type SortKey = keyof typeof SORT_KEYS;

/**
 * All cases as columns, indexed by seq (0 is never used): 56 bytes each. Times are doubles although they take most
 * of that: in seconds they would take half, but a limit kept or missed by milliseconds must read the same here as in
 * the store. Arrays are replaced when they grow, so read them anew for every pass.
 */
export class Table {
  /** One more than the highest seq. Arrays may be longer. */
  length = 1;
  /** Rows that were ever put, gone ones included. */
  rows = 0;
  flags: Uint8Array;
  /** Times sent back (返工), 255 at most. */
  rework: Uint8Array;
  lon: Int32Array;
  lat: Int32Array;
  /** UTC ms; NaN where unknown, which every comparison refuses. */
  readonly times: Record<TimeName, Float64Array>;
  readonly codes: Record<CodeName, CodeColumn>;
  #capacity: number;

  constructor(capacity: number) {
    const room = capacity + 1;
    this.#capacity = room;
    this.flags = new Uint8Array(room);
    this.rework = new Uint8Array(room);
    this.lon = new Int32Array(room);
    this.lat = new Int32Array(room);
    this.times = {
      requestedAt: new Float64Array(room),
      updatedAt: new Float64Array(room),
      closedAt: new Float64Array(room),
      dueAt: new Float64Array(room),
    };
    this.codes = {
      category: new CodeColumn(room),
      org: new CodeColumn(room),
      street: new CodeColumn(room),
      grid: new CodeColumn(room),
      source: new CodeColumn(room),
      channel: new CodeColumn(room),
      stage: new CodeColumn(room),
    };
  }

  /** Inserts or replaces a row; answers which sort keys it changed ({@link SORT_KEYS}), all of a new row. */
  put(row: ColumnRow): number {
    const i = row.seq;
    if (i >= this.#capacity) this.#grow(i + 1);
    if (i >= this.length) this.length = i + 1;
    const before = this.flags[i]!;
    if (before === 0) this.rows++;

    const { times, codes } = this;
    const updatedAt = row.updatedAt ?? Number.NaN;
    const dueAt = row.dueAt ?? Number.NaN;
    let changed = SORT_KEYS.requestedAt | SORT_KEYS.updatedAt | SORT_KEYS.dueAt;
    if (before !== 0) {
      changed = 0;
      if (times.requestedAt[i] !== row.requestedAt) changed |= SORT_KEYS.requestedAt;
      if (!Object.is(times.updatedAt[i], updatedAt)) changed |= SORT_KEYS.updatedAt;
      if (!Object.is(times.dueAt[i], dueAt)) changed |= SORT_KEYS.dueAt;
    }

    this.flags[i] = flagsOf(row);
    this.rework[i] = Math.min(255, row.rework);
    const lon = row.lon ?? Number.NaN;
    const lat = row.lat ?? Number.NaN;
    // What is not on the globe would wrap round in 32 bits and turn up somewhere on it.
    const located = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    this.lon[i] = located ? Math.round(lon * UNITS_PER_DEGREE) : NOWHERE;
    this.lat[i] = located ? Math.round(lat * UNITS_PER_DEGREE) : NOWHERE;
    times.requestedAt[i] = row.requestedAt;
    times.updatedAt[i] = updatedAt;
    times.closedAt[i] = row.closedAt ?? Number.NaN;
    times.dueAt[i] = dueAt;
    codes.category.set(i, row.category);
    codes.org.set(i, row.org);
    codes.street.set(i, row.street);
    codes.grid.set(i, row.grid);
    codes.source.set(i, row.source);
    codes.channel.set(i, row.channel);
    codes.stage.set(i, row.stage);
    return changed;
  }

  #grow(needed: number): void {
    const capacity = Math.max(needed, Math.ceil(this.#capacity * 1.5), 1024);
    this.flags = longer(this.flags, new Uint8Array(capacity));
    this.rework = longer(this.rework, new Uint8Array(capacity));
    this.lon = longer(this.lon, new Int32Array(capacity));
    this.lat = longer(this.lat, new Int32Array(capacity));
    for (const name of TIME_COLUMNS) {
      this.times[name] = longer(this.times[name], new Float64Array(capacity));
    }
    for (const name of CODE_COLUMNS) this.codes[name].grow(capacity);
    this.#capacity = capacity;
  }
}

/** Whether a closed case was late never changes with the clock, so it is decided once. */
function flagsOf(row: ColumnRow): number {
  const closedAt = row.stage === 'cancelled' ? null : row.closedAt;
  const late = !row.open && row.dueAt !== null && closedAt !== null && closedAt > row.dueAt;
  return (
    PRESENT |
    (row.gone ? GONE : 0) |
    (row.open ? OPEN : 0) |
    (late ? LATE : 0) |
    (row.dueAt !== null ? LIMITED : 0) |
    (closedAt !== null ? ENDED : 0)
  );
}

function longer<T extends Uint8Array | Int32Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
