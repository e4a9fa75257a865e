import { z } from 'zod';
import { formerNames, NO_NAMES, namesOfPack, PackNames } from '../pack/names.ts';
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
export const FOLD_VERSION = 14;

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
  /** What the pack calls its codes, besides `rules` and `orgs`; absent in snapshots of earlier versions. */
  names: PackNames.pick({ streets: true, grids: true, categories: true }).default({
    streets: [],
    grids: [],
    categories: [],
  }),
  /** What earlier packs called codes that this one lacks; null in snapshots of earlier versions. */
  former: PackNames.nullable().default(null),
});
export type RulesSnapshot = z.infer<typeof RulesSnapshot>;

/** The snapshot for a pack; null if the pack has no rules for whistles. */
export function snapshotOfPack(pack: CityPack): RulesSnapshot | null {
  if (!pack.whistles) return null;
  const { id, version, orgs, zone, working, calendar } = pack.manifest;
  const { streets, grids, categories } = namesOfPack(pack);
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
    names: { streets, grids, categories },
    former: null,
  };
}

/** The snapshot with the names that only earlier ones knew. `earlier`: oldest first. */
export function withFormerNames(snapshot: RulesSnapshot, earlier: readonly RulesSnapshot[]): RulesSnapshot {
  const before = earlier.flatMap((one) => [one.former ?? NO_NAMES, namesOfSnapshot(one)]);
  return { ...snapshot, former: formerNames(before, namesOfSnapshot(snapshot)) };
}

function namesOfSnapshot({ names, orgs, rules }: RulesSnapshot): PackNames {
  const items = rules.items.map(({ code, name }) => ({ code, name }));
  return { ...names, orgs, items, kinds: rules.kinds.map(({ id, name }) => ({ code: id, name })) };
}

export function clockContextOf(snapshot: RulesSnapshot): ClockContext {
  const { rules, zone, working, calendar, years, daysOff } = snapshot;
  const former = snapshot.former ?? NO_NAMES;
  const orgs = [...snapshot.orgs, ...former.orgs.map((org) => ({ ...org, former: true as const }))];
  return { rules, orgs, former, calendar: createCalendar({ zone, working, name: calendar, years, daysOff }) };
}
