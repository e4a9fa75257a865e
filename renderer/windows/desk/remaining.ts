import type { CaseSummary } from '../../../shared/contract/cases.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MANY_DAYS = 30 * DAY;

/** Words for a span; the functions get whole numbers. */
export type SpanWords = {
  days: (days: number, hours: number) => string;
  hours: (hours: number, minutes: number) => string;
  minutes: (minutes: number) => string;
};

/** `2 小时 10 分`: at most two units, whole minutes, never rounded up to a limit that is not reached yet. */
export function spanText(ms: number, words: SpanWords): string {
  const span = Math.abs(ms);
  // Beyond that an hour more or less decides nothing, and the row has no room for it.
  if (span >= MANY_DAYS) return words.days(Math.floor(span / DAY), 0);
  if (span >= DAY) return words.days(Math.floor(span / DAY), Math.floor((span % DAY) / HOUR));
  if (span >= HOUR) return words.hours(Math.floor(span / HOUR), Math.floor((span % HOUR) / MINUTE));
  return words.minutes(Math.floor(span / MINUTE));
}

/** Working time (工作时) as `26 工作时 30 分`: never in days, since a working day is not 24 hours of it. */
export function workingText(ms: number, word: (hours: number, minutes: number) => string): string {
  const span = Math.abs(ms);
  return word(Math.floor(span / HOUR), Math.floor((span % HOUR) / MINUTE));
}

/**
 * How a case stands to its limit (时限). `soon`: less than a fifth of the limit is left, or under an hour, whichever
 * is longer; the order of work in a hall goes by what is left, not by age.
 */
export type LimitState =
  | { kind: 'none' }
  /** 计时暂停: there is a limit, and its clock rests. */
  | { kind: 'resting' }
  /** 作废: no limit is judged any more. */
  | { kind: 'void' }
  | { kind: 'left'; ms: number; soon: boolean }
  | { kind: 'past'; ms: number }
  | { kind: 'closed-in-time' }
  /** Closed at an unknown time: whether it was in time cannot be judged, and the on-time rate leaves it out. */
  | { kind: 'closed-unknown' }
  | { kind: 'closed-late'; ms: number };

export function limitState(
  row: Pick<CaseSummary, 'status' | 'stage' | 'dueAt' | 'dueBasis' | 'requestedAt' | 'closedAt' | 'overdue'>,
  now: number,
): LimitState {
  if (row.stage === 'cancelled') return { kind: 'void' };
  if (row.dueAt === null) return { kind: row.dueBasis === null ? 'none' : 'resting' };
  if (row.status === 'closed') {
    if (row.closedAt === null) return { kind: 'closed-unknown' };
    if (!row.overdue) return { kind: 'closed-in-time' };
    return { kind: 'closed-late', ms: Math.max(0, row.closedAt - row.dueAt) };
  }
  const ms = row.dueAt - now;
  if (ms <= 0) return { kind: 'past', ms: now - row.dueAt };
  return { kind: 'left', ms, soon: ms < Math.max(HOUR, (row.dueAt - row.requestedAt) / 5) };
}
