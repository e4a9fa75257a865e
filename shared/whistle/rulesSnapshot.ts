import { z } from 'zod';
import { type CityPack, PackManifest } from '../pack/schema.ts';
import { WhistleRules } from '../pack/whistles.ts';
import { createCalendar } from '../time/calendar.ts';
import { CalendarYear, LocalDaysOff, WorkingTime } from '../time/workingTime.ts';
import type { ClockContext } from './clock.ts';

/**
 * Version of everything derived from a log: state, list row, timers. To be raised whenever one of them would differ for an
 * old log: states of another version are folded again, and timers are recomputed. tests/unit/whistle/foldVersion.test.ts
 * fails if this was forgotten.
 */
export const FOLD_VERSION = 5;

/**
 * Everything besides the log on which timers and deadlines depend: rules, calendar, organisations. It is stored in the
 * database at every change, so that the log can be verified years later, and without the pack.
 */
export const RulesSnapshot = z.object({
  foldVersion: z.int(),
  pack: z.object({ id: z.string(), version: z.string() }),
  rules: WhistleRules,
  orgs: PackManifest.shape.orgs,
  zone: z.string(),
  working: WorkingTime,
  calendar: z.string().nullable(),
  years: z.array(CalendarYear),
  /** Absent in snapshots of before the city could have days off of its own. */
  daysOff: z.array(LocalDaysOff).default([]),
});
export type RulesSnapshot = z.infer<typeof RulesSnapshot>;

/** The snapshot for a pack; null if the pack has no rules for whistles. */
export function snapshotOfPack(pack: CityPack): RulesSnapshot | null {
  if (!pack.whistles) return null;
  const { id, version, orgs, zone, working, calendar } = pack.manifest;
  return {
    foldVersion: FOLD_VERSION,
    pack: { id, version },
    rules: pack.whistles,
    orgs,
    zone,
    working,
    calendar,
    years: [...pack.calendarYears],
    daysOff: [...(pack.daysOff ?? [])],
  };
}

export function clockContextOf(snapshot: RulesSnapshot): ClockContext {
  const { rules, orgs, zone, working, calendar, years, daysOff } = snapshot;
  return { rules, orgs, calendar: createCalendar({ zone, working, name: calendar, years, daysOff }) };
}
