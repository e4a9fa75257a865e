import type { WorkingCalendar } from './calendar.ts';
import { localYear } from './zone.ts';

/** The first year whose table limits lack: needed already, or only by those that reach ahead. */
export type CoverageGap = {
  year: number;
  needed: 'now' | 'ahead';
  /** Limits in the year are counted provisionally, or not at all. */
  counted: 'provisionally' | 'not';
};

/**
 * The first calendar year without a table between `now` (UTC ms) and `ahead` ms later; null if there is none. Limits of
 * several weeks end in the next year before it begins.
 */
export function coverageGap(calendar: WorkingCalendar, now: number, ahead: number): CoverageGap | null {
  const lacks = (ms: number) => !calendar.covers(ms) || calendar.provisionalYear(ms, ms) !== null;
  const needed = lacks(now) ? 'now' : 'ahead';
  const at = needed === 'now' ? now : now + ahead;
  if (!lacks(at)) return null;
  const counted = calendar.covers(at) ? 'provisionally' : 'not';
  return { year: localYear(at, calendar.zone), needed, counted };
}
