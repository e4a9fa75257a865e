import type { ClockView } from '../../shared/contract/whistles.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How a clock stands at `now` (service's time, ms). `left` and `past` are natural time until and since it falls due, so
 * that they can move on screen by the second; the share on the limit's own calendar is the service's to tell.
 */
export type Remaining =
  | { kind: 'left'; ms: number; soon: boolean }
  | { kind: 'past'; ms: number }
  | { kind: 'paused' }
  /** The working calendar does not reach so far: never guessed. */
  | { kind: 'gap'; why: string };

/** Below a fifth of its length a clock is close. */
const SOON = 0.2;

type Running = Pick<ClockView, 'startAt' | 'dueAt' | 'paused' | 'gap'>;

export function remainingOf(clock: Running, now: number): Remaining {
  if (clock.gap !== null) return { kind: 'gap', why: clock.gap };
  if (clock.paused || clock.dueAt === null) return { kind: 'paused' };
  const ms = clock.dueAt - now;
  if (ms <= 0) return { kind: 'past', ms: now - clock.dueAt };
  return { kind: 'left', ms, soon: ms < (clock.dueAt - clock.startAt) * SOON };
}

/**
 * Order of work: the share of the time that is left, negative when past, so that a five-minute clock and a ten-day one
 * can be compared (domain.md §7). What stands still or has no clock comes last.
 */
export function urgency(clock: Running | null, now: number): number {
  if (clock === null || clock.dueAt === null || clock.paused) return Number.POSITIVE_INFINITY;
  return (clock.dueAt - now) / Math.max(1, clock.dueAt - clock.startAt);
}

export type SpanWords = {
  days: (days: number, hours: number) => string;
  hours: (hours: number, minutes: number) => string;
  minutes: (minutes: number) => string;
};

/** At most two units, whole minutes; never rounded up to a limit that is not reached yet. */
export function spanText(ms: number, words: SpanWords): string {
  if (ms >= DAY) return words.days(Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR));
  if (ms >= HOUR) return words.hours(Math.floor(ms / HOUR), Math.floor((ms % HOUR) / MINUTE));
  return words.minutes(Math.floor(ms / MINUTE));
}
