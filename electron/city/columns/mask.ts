import type { Bbox } from '../../../shared/contract/common.ts';
import type { CaseFilter } from '../../../shared/contract/filters.ts';
import { firstUnitAtLeast, lastUnitAtMost } from '../../../shared/geo/densityGeometry.ts';
import type { CodeColumn } from './codeColumn.ts';
import { OPEN, PRESENT, type Table, UNITS_PER_DEGREE } from './table.ts';

/**
 * One byte per seq, 1 where the case counts. Each condition is one tight pass over one column; what does not filter
 * costs nothing.
 */
export type Mask = Uint8Array;

/**
 * Cases that match a filter apart from its `bbox`, `from` and `to`. Gone cases never do.
 * @param found seqs of the text search, where the filter has a `q`
 * @param now UTC ms, for `overdue`
 */
export function baseMask(table: Table, filter: CaseFilter, found: Uint32Array | null, now: number): Mask {
  const mask = standing(table, filter.status);
  for (const [values, column] of [
    [filter.org, table.codes.org],
    [filter.street, table.codes.street],
    [filter.grid, table.codes.grid],
    [filter.source, table.codes.source],
    [filter.channel, table.codes.channel],
  ] as const) {
    if (values?.length) {
      const wanted = new Set(values);
      keepCodes(mask, column, (value) => wanted.has(value));
    }
  }
  const prefixes = filter.category;
  if (prefixes?.length) {
    keepCodes(mask, table.codes.category, (code) => prefixes.some((prefix) => code.startsWith(prefix)));
  }
  if (filter.overdue !== undefined) keepOverdue(mask, table, now, filter.overdue);
  if (found !== null) keepFound(mask, found);
  return mask;
}

/** Leaves only cases reported in [from, to). */
export function keepReported(
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

/** Leaves only cases inside a box, edges included. */
export function keepInside(mask: Mask, table: Table, [west, south, east, north]: Bbox): void {
  const { lon, lat } = table;
  const lonFrom = firstUnitAtLeast(west, UNITS_PER_DEGREE);
  const lonTo = lastUnitAtMost(east, UNITS_PER_DEGREE);
  const latFrom = firstUnitAtLeast(south, UNITS_PER_DEGREE);
  const latTo = lastUnitAtMost(north, UNITS_PER_DEGREE);
  for (let i = 0; i < mask.length; i++) {
    const x = lon[i]!;
    const y = lat[i]!;
    if (!(x >= lonFrom && x <= lonTo && y >= latFrom && y <= latTo)) mask[i] = 0;
  }
}

/** How many cases a mask holds. */
export function countMask(mask: Mask): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  return count;
}

function standing(table: Table, status: CaseFilter['status']): Mask {
  const wanted = new Set(status?.length ? status : ['open', 'closed']);
  // By the three flags together; gone cases and unused seqs stay at 0.
  const passing = new Uint8Array(8);
  passing[PRESENT | OPEN] = wanted.has('open') ? 1 : 0;
  passing[PRESENT] = wanted.has('closed') ? 1 : 0;
  const { flags, length } = table;
  const mask = new Uint8Array(length);
  for (let i = 0; i < length; i++) mask[i] = passing[flags[i]!]!;
  return mask;
}

function keepCodes(mask: Mask, column: CodeColumn, wanted: (value: string) => boolean): void {
  // Code 0 is «none», which no filter names.
  const passing = Uint8Array.from(column.values, (value, code) => (code > 0 && wanted(value) ? 1 : 0));
  const { codes } = column;
  for (let i = 0; i < mask.length; i++) mask[i]! &= passing[codes[i]!]!;
}

/** Overdue: open and past its limit now, or closed after it. Without a limit, or a closing time, it is not. */
function keepOverdue(mask: Mask, table: Table, now: number, wanted: boolean): void {
  const { flags } = table;
  const { closedAt, dueAt } = table.times;
  const keep = wanted ? 1 : 0;
  for (let i = 0; i < mask.length; i++) {
    const end = (flags[i]! & OPEN) !== 0 ? now : closedAt[i]!;
    const overdue = dueAt[i]! < end ? 1 : 0;
    if (overdue !== keep) mask[i] = 0;
  }
}

function keepFound(mask: Mask, found: Uint32Array): void {
  const hits = new Uint8Array(mask.length);
  // The index may know cases that have not reached the columns yet.
  for (const seq of found) if (seq < hits.length) hits[seq] = 1;
  for (let i = 0; i < mask.length; i++) mask[i]! &= hits[i]!;
}
