import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import type { Cell, Column, Dialect } from './session.ts';

/** Kinds of columns that can be a cursor, and those that can be a key. */
const CURSORS = ['time', 'instant', 'date', 'integer'] as const;
const KEYS = ['integer', 'decimal', 'text'] as const;
export type CursorKind = (typeof CURSORS)[number];

export function cursorKind({ kind }: Column): CursorKind | null {
  return CURSORS.find((known) => known === kind) ?? null;
}

export function isKey({ kind }: Column): boolean {
  return KEYS.some((known) => known === kind);
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?(?:\+00)?$/;
const DAY_MS = 86_400_000;

/**
 * The order of two values of a cursor: negative if `a` comes before `b`. Times are compared to the last decimal. A value
 * that is none (infinity, a year of five digits) is null and has no place.
 */
export function compareCursor(a: string, b: string, kind: CursorKind): number | null {
  if (kind === 'integer') {
    const [x, y] = [wholeNumber(a), wholeNumber(b)];
    return x === null || y === null ? null : x < y ? -1 : Number(x > y);
  }
  const [x, y] = [timeOf(a), timeOf(b)];
  if (x === null || y === null) return null;
  return x.ms - y.ms || (x.fraction < y.fraction ? -1 : Number(x.fraction > y.fraction));
}

/** The value from which a poll begins: `overlap` seconds (of an integer: steps) before `at`. */
export function before(at: string, overlap: number, kind: CursorKind, dialect: Dialect): string {
  if (kind === 'integer') return String((wholeNumber(at) ?? 0n) - BigInt(overlap));
  const time = timeOf(at);
  if (time === null) return at;
  // Rows of a day that is not over all have the same date.
  const from = time.ms - overlap * 1000 - (kind === 'date' ? DAY_MS : 0);
  return written(from, kind, dialect);
}

/** A time of the database's own clock as a value of the cursor; null for a sequence. `zone`: of times without one. */
export function cursorAt(ms: number, kind: CursorKind, zone: string, dialect: Dialect): string | null {
  if (kind === 'integer') return null;
  return written(kind === 'instant' ? ms : (zoneRules(zone)?.toLocal(ms) ?? ms), kind, dialect);
}

/** The value of a cursor as UTC ms, for the operator; null for a sequence. */
export function millisOf(at: string, kind: CursorKind, zone: string): number | null {
  if (kind === 'integer') return null;
  const time = timeOf(at);
  if (time === null) return null;
  return kind === 'instant' ? time.ms : (zoneRules(zone)?.toUtc(time.ms) ?? null);
}

function written(ms: number, kind: CursorKind, dialect: Dialect): string {
  const [day = '', clock = ''] = new Date(ms).toISOString().split('T');
  if (kind === 'date') return day;
  return `${day} ${clock.slice(0, 8)}${kind === 'instant' ? dialect.instantSuffix : ''}`;
}

function timeOf(text: string): { ms: number; fraction: string } | null {
  const found = TIME.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return Number.isFinite(ms) ? { ms, fraction: (found[7] ?? '').padEnd(9, '0') } : null;
}

function wholeNumber(text: string): bigint | null {
  return /^-?\d{1,30}$/.test(text) ? BigInt(text) : null;
}

/** Keys that a collation may take for one are taken for one: a page is then cut before them rather than between. */
const collator = new Intl.Collator('und', { sensitivity: 'base' });

export function isSameKey(a: Cell, b: Cell): boolean {
  if (a === null || b === null) return a === b;
  return a === b || collator.compare(a.trimEnd(), b.trimEnd()) === 0;
}
