import { nextDay, startOfDay } from '../../../live/link/cityTime.ts';

const DAY = 86_400_000;

export const PERIODS = ['days7', 'days30', 'month', 'lastMonth'] as const;
export type NamedPeriod = (typeof PERIODS)[number];
/** UTC ms, `to` excluded. */
export type Period = { from: number; to: number };

/**
 * A named period of whole days in the pack's zone. It ends with today, so that the question stays the same all day and
 * what happens next is counted. @param today midnight that begins today
 */
export function periodOf(name: NamedPeriod, today: number, zone: string): Period {
  const tomorrow = nextDay(today, zone);
  if (name === 'days7' || name === 'days30')
    return { from: startOfDay(today - (name === 'days7' ? 6 : 29) * DAY + DAY / 2, zone), to: tomorrow };
  const month = firstOfMonth(today, zone);
  if (name === 'month') return { from: month, to: tomorrow };
  return { from: firstOfMonth(month - DAY / 2, zone), to: month };
}

function firstOfMonth(at: number, zone: string): number {
  const day = Number(new Intl.DateTimeFormat('en-US', { timeZone: zone, day: 'numeric' }).format(at));
  return startOfDay(startOfDay(at, zone) - (day - 1) * DAY + DAY / 2, zone);
}
