import type { ColumnRow } from '../ports.ts';
import { CodeColumn } from './codeColumn.ts';

/** Bits of {@link Table.flags}. */
export const PRESENT = 1;
/** Withdrawn upstream: several full sweeps did not list the case any more. It is kept, but counts nowhere. */
export const GONE = 2;
export const OPEN = 4;
/** Closed after its limit. */
export const CLOSED_LATE = 8;
/** Has a limit. */
export const WITH_LIMIT = 16;
/** Closed at a known time. A cancelled case (作废) was not closed: no rate counts it (domain.md §2.7). */
export const CLOSE_TIME_KNOWN = 32;
/** Number of combinations of these bits. */
export const FLAG_COMBINATIONS = 64;

/** Coordinates are integers in ten-millionths of a degree: 1 cm, in half the bytes of a double. */
export const UNITS_PER_DEGREE = 1e7;
/** No location. Outside the range of any degree, so that no bounding box contains it. */
export const NO_LOCATION = -(2 ** 31);

export const CODE_COLUMNS = ['category', 'org', 'street', 'grid', 'source', 'channel', 'stage'] as const;
export type CodeName = (typeof CODE_COLUMNS)[number];
export const TIME_COLUMNS = ['requestedAt', 'updatedAt', 'closedAt', 'dueAt'] as const;
export type TimeName = (typeof TIME_COLUMNS)[number];

/** Times by which a queue can be sorted. {@link Table.put} returns which of them it changed, as a sum of these bits. */
export const SORT_KEYS = { requestedAt: 1, updatedAt: 2, dueAt: 4 } as const;
export type SortKey = keyof typeof SORT_KEYS;

/**
 * All cases as columns, indexed by seq (0 is never used), 56 bytes each. Times are doubles (UTC ms) although they
 * take most of the space: whole seconds would take half, but a limit kept or missed by milliseconds must compare the
 * same here as in the store. Arrays are replaced when they grow, so do not hold a reference across `put`.
 */
export class Table {
  /** One more than the highest seq. Arrays may be longer. */
  length = 1;
  /** Number of rows ever put, withdrawn ones included. */
  rows = 0;
  flags: Uint8Array;
  /** Times sent back (返工), 255 at most. */
  rework: Uint8Array;
  lon: Int32Array;
  lat: Int32Array;
  /** UTC ms; NaN where unknown, for which every comparison is false. */
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

  /**
   * Inserts or replaces a row. Returns the sort keys it changed as bits of {@link SORT_KEYS}; all of them for a new
   * row.
   */
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
    // A coordinate out of range would overflow 32 bits and land at a wrong place.
    const located = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    this.lon[i] = located ? Math.round(lon * UNITS_PER_DEGREE) : NO_LOCATION;
    this.lat[i] = located ? Math.round(lat * UNITS_PER_DEGREE) : NO_LOCATION;
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
    this.flags = copyInto(this.flags, new Uint8Array(capacity));
    this.rework = copyInto(this.rework, new Uint8Array(capacity));
    this.lon = copyInto(this.lon, new Int32Array(capacity));
    this.lat = copyInto(this.lat, new Int32Array(capacity));
    for (const name of TIME_COLUMNS) {
      this.times[name] = copyInto(this.times[name], new Float64Array(capacity));
    }
    for (const name of CODE_COLUMNS) this.codes[name].grow(capacity);
    this.#capacity = capacity;
  }
}

/** Whether a closed case was late does not depend on the current time, so it is decided here once. */
function flagsOf(row: ColumnRow): number {
  const closedAt = row.stage === 'cancelled' ? null : row.closedAt;
  const late = !row.open && row.dueAt !== null && closedAt !== null && closedAt > row.dueAt;
  return (
    PRESENT |
    (row.gone ? GONE : 0) |
    (row.open ? OPEN : 0) |
    (late ? CLOSED_LATE : 0) |
    (row.dueAt !== null ? WITH_LIMIT : 0) |
    (closedAt !== null ? CLOSE_TIME_KNOWN : 0)
  );
}

function copyInto<T extends Uint8Array | Int32Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
