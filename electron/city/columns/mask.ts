import { OVERDUE } from '../../../shared/case/deadlineState.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { type CaseFilter, Punctuality } from '../../../shared/contract/filters.ts';
import { firstUnitAtLeast, lastUnitAtMost } from '../../../shared/geo/densityGeometry.ts';
import { type CodeColumn, NO_CODE } from './codeColumn.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import { OUTCOMES, outcomesOf } from './outcomes.ts';
import { CLOSE_TIME_KNOWN, CLOSED_LATE, GONE, OPEN, PRESENT, type Table, UNITS_PER_DEGREE } from './table.ts';

/**
 * One byte per seq, 1 where the case is selected. Each condition of a filter is one tight pass over one column; absent
 * conditions cost nothing.
 */
export type Mask = Uint8Array;

/**
 * Selects the cases that match a filter, ignoring its `bbox`, `from` and `to`. Cases withdrawn upstream never match.
 * @param found seqs of the text search, where the filter has a `q`
 * @param interval of the limits; null where no condition depends on the current time, see {@link dependsOnNow}
 */
export function baseMask(
  table: Table,
  filter: CaseFilter,
  found: Uint32Array | null,
  interval: DeadlineInterval | null,
): Mask {
  const mask = maskByStatus(table, filter.status);
  for (const [values, column] of [
    [filter.org, table.codes.org],
    [filter.street, table.codes.street],
    [filter.grid, table.codes.grid],
    [filter.source, table.codes.source],
    [filter.channel, table.codes.channel],
  ] as const) {
    if (values?.length) {
      const wanted = new Set(values);
      keepCodes(mask, column, (value) => wanted.has(value), false);
    }
  }
  const prefixes = filter.category;
  if (prefixes?.length) {
    keepCodes(
      mask,
      table.codes.category,
      (code) => prefixes.some((prefix) => code.startsWith(prefix)),
      false,
    );
  }
  if (filter.stage?.length) {
    const stages = new Set<string>(filter.stage);
    keepCodes(mask, table.codes.stage, (value) => stages.has(value), stages.has('none'));
  }
  const { countedFrom, countedTo } = filter;
  if (filter.punctuality?.length || countedFrom !== undefined || countedTo !== undefined) {
    if (interval === null) throw new Error('Whether a limit has passed depends on the time');
    const outcomes = outcomesOf(table, interval);
    keepOutcomes(mask, outcomes, filter.punctuality?.length ? filter.punctuality : Punctuality.options);
    keepCountedBetween(mask, table, countedFrom, countedTo);
  }
  if (filter.closedFrom !== undefined || filter.closedTo !== undefined) {
    keepClosedBetween(mask, table, filter.closedFrom, filter.closedTo);
  }
  if (filter.overdue !== undefined && interval !== null) keepOverdue(mask, interval, filter.overdue);
  if (found !== null) keepSearchHits(mask, found);
  return mask;
}

/** Whether a condition of the filter depends on which limits have passed. */
export function dependsOnNow(filter: CaseFilter): boolean {
  const { overdue, punctuality, countedFrom, countedTo } = filter;
  return (
    overdue !== undefined ||
    (punctuality?.length ?? 0) > 0 ||
    countedFrom !== undefined ||
    countedTo !== undefined
  );
}

/** Leaves only cases reported in [from, to). */
export function keepReportedBetween(
  mask: Mask,
  table: Table,
  from: number | undefined,
  to: number | undefined,
): void {
  const { requestedAt } = table.times;
  const first = from ?? Number.NEGATIVE_INFINITY;
  const end = to ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i < mask.length; i++) {
    const at = requestedAt[i]!;
    if (!(at >= first && at < end)) mask[i] = 0;
  }
}

/** Leaves only closed cases whose closing time is known and lies in [from, to). */
function keepClosedBetween(mask: Mask, table: Table, from: number | undefined, to: number | undefined): void {
  const { flags } = table;
  const { closedAt } = table.times;
  const first = from ?? Number.NEGATIVE_INFINITY;
  const end = to ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i < mask.length; i++) {
    const at = closedAt[i]!;
    // An unknown time is NaN, for which every comparison is false.
    if (!(at >= first && at < end) || (flags[i]! & (OPEN | CLOSE_TIME_KNOWN)) !== CLOSE_TIME_KNOWN)
      mask[i] = 0;
  }
}

function keepOutcomes(mask: Mask, outcomes: Uint8Array, wanted: readonly Punctuality[]): void {
  const passing = Uint8Array.from([null, ...OUTCOMES], (outcome) =>
    outcome !== null && wanted.includes(outcome) ? 1 : 0,
  );
  for (let i = 0; i < mask.length; i++) mask[i]! &= passing[outcomes[i]!]!;
}

/** Leaves cases whose closing or limit, whichever is earlier, lies in [from, to). Only for cases with an outcome. */
export function keepCountedBetween(
  mask: Mask,
  table: Table,
  from: number | undefined,
  to: number | undefined,
): void {
  if (from === undefined && to === undefined) return;
  const { flags } = table;
  const { closedAt, dueAt } = table.times;
  const first = from ?? Number.NEGATIVE_INFINITY;
  const end = to ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i < mask.length; i++) {
    // The limit of one closed late came first, as that of an open one did.
    const at = (flags[i]! & (OPEN | CLOSED_LATE)) === 0 ? closedAt[i]! : dueAt[i]!;
    if (!(at >= first && at < end)) mask[i] = 0;
  }
}

/**
 * Leaves only cases inside a box, edges included. Outside, a difference of coordinates is negative, so its top bit is
 * set; testing that bit avoids a branch that would be mispredicted too often. The eastern and western hemisphere are
 * tested apart, so that no difference overflows 32 bits.
 */
export function keepInsideBbox(mask: Mask, table: Table, [west, south, east, north]: Bbox): void {
  const { lon, lat } = table;
  const eastern = span(Math.max(0, west), Math.min(180, east));
  const western = span(Math.max(-180, west), Math.min(-1 / UNITS_PER_DEGREE, east));
  const height = span(Math.max(-90, south), Math.min(90, north));
  for (let i = 0; i < mask.length; i++) {
    const x = lon[i]!;
    const y = lat[i]!;
    const off = (y - height.from) | (height.to - y);
    const offEast = (x - eastern.from) | (eastern.to - x);
    const offWest = (x - western.from) | (western.to - x);
    mask[i]! &= ((off | (offEast & offWest)) >>> 31) ^ 1;
  }
}

/** The number of selected cases. */
export function countMask(mask: Mask): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  return count;
}

function maskByStatus(table: Table, status: CaseFilter['status']): Mask {
  const wanted = new Set(status?.length ? status : ['open', 'closed']);
  // Indexed by the three flags together; withdrawn cases and unused seqs stay at 0.
  const passing = new Uint8Array(8);
  passing[PRESENT | OPEN] = wanted.has('open') ? 1 : 0;
  passing[PRESENT] = wanted.has('closed') ? 1 : 0;
  const { flags, length } = table;
  const mask = new Uint8Array(length);
  for (let i = 0; i < length; i++) mask[i] = passing[flags[i]! & (PRESENT | GONE | OPEN)]!;
  return mask;
}

/** @param none whether cases without a value match; only the stage filter can select them */
function keepCodes(mask: Mask, column: CodeColumn, wanted: (value: string) => boolean, none: boolean): void {
  const passing = Uint8Array.from(column.values, (value, code) =>
    (code === NO_CODE ? none : wanted(value)) ? 1 : 0,
  );
  const { codes } = column;
  for (let i = 0; i < mask.length; i++) mask[i]! &= passing[codes[i]!]!;
}

function keepOverdue(mask: Mask, interval: DeadlineInterval, wanted: boolean): void {
  const { states } = interval;
  const other = wanted ? 0 : 1;
  for (let i = 0; i < mask.length; i++) mask[i]! &= ((states[i]! & OVERDUE) >>> 1) ^ other;
}

/**
 * The coordinate units between two degrees. An empty range is returned as 1 to 0, which stays empty in 32-bit
 * arithmetic.
 */
function span(from: number, to: number): { from: number; to: number } {
  const first = firstUnitAtLeast(from, UNITS_PER_DEGREE);
  const last = lastUnitAtMost(to, UNITS_PER_DEGREE);
  return first <= last ? { from: first, to: last } : { from: 1, to: 0 };
}

function keepSearchHits(mask: Mask, found: Uint32Array): void {
  const hits = new Uint8Array(mask.length);
  // The index may contain cases that have not reached the columns yet.
  for (const seq of found) if (seq < hits.length) hits[seq] = 1;
  for (let i = 0; i < mask.length; i++) mask[i]! &= hits[i]!;
}
