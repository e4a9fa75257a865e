import { z } from 'zod';
import { type CityPack, PackManifest } from '../pack/schema.ts';
import { WhistleRules } from '../pack/whistles.ts';
import { createCalendar } from '../time/calendar.ts';
import { CalendarYear, WorkingTime } from '../time/workingTime.ts';
import type { ClockRules } from './clock.ts';

/**
 * What comes of a log: its fold, its row in the lists, its timers. To be raised whenever one of them comes out different
 * for an old log: stored states of another number are not believed but folded again, and timers are made anew.
 * tests/unit/whistle/fold-version.test.ts notices when that was forgotten.
 */
export const FOLD_VERSION = 3;

/**
 * Everything that timers and deadlines depend on beside the log. Kept in the database, each time it changes: the log can
 * then be checked years later, and without the pack.
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
});
export type RulesSnapshot = z.infer<typeof RulesSnapshot>;

/** Null where the pack has no rules for whistles: nothing can be blown there. */
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
    years: pack.calendarYears,
  };
}

export function clockRulesOf(frame: RulesSnapshot): ClockRules {
  const { rules, orgs, zone, working, calendar, years } = frame;
  return { rules, orgs, calendar: createCalendar({ zone, working, name: calendar, years }) };
}
