import type { WorkingCalendar } from './calendar.ts';
import { localYear } from './zone.ts';

/** The first year that limits lack: needed already, or only by those that reach ahead. */
export type CoverageGap = { year: number; needed: 'now' | 'ahead' };

/**
 * The first calendar year missing between `now` (UTC ms) and `ahead` ms later; null if none is. Limits of several weeks end
 * in the next year before it begins.
 */
export function coverageGap(calendar: WorkingCalendar, now: number, ahead: number): CoverageGap | null {
  const needed = calendar.covers(now) ? 'ahead' : 'now';
  const at = needed === 'now' ? now : now + ahead;
  if (calendar.covers(at)) return null;
  return { year: localYear(at, calendar.zone), needed };
}
