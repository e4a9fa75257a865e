import type { AppealStep } from '../contract/whistleAppeals.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { deadline } from '../time/deadline.ts';
import { clockId, keyOfTimer, timerId } from './ids.ts';
import type { FiredMark, StoredAppeal, Summons, WhistleState } from './state.ts';
import { ledgerOf } from './succession.ts';

/**
 * Appeals (申诉) and exemptions (豁免), domain.md §2.6: once per mark, two reviews by different persons; the fact stays, the
 * count is exempt.
 */

/** A passed limit of a department. */
export type Mark = { id: string; key: string; summons: Summons; fired: FiredMark };

/** Limits that departments let pass. Reminders are none, nor is what the street, the centre or a leader let pass. */
export function marksOf(state: WhistleState): Mark[] {
  return Object.entries(state.fired).flatMap(([key, fired]) => {
    const summons = state.children.find((one) => one.id === fired.summons);
    if (summons === undefined || summons.part === 'leader') return [];
    if (fired.mark < 1 || ledgerOf(summons, fired) === null || isReview(fired.kind)) return [];
    return [{ id: timerId(key, state.takenBack[key] ?? 0), key, summons, fired }];
  });
}

/** Whether a clock measures a review of an appeal. */
export function isReview(kind: string | null): kind is ReviewClockKind {
  return kind === 'appeal-first' || kind === 'appeal-second';
}

type ReviewClockKind = 'appeal-first' | 'appeal-second';

/** The review that an open appeal waits for. */
export function stepOf({ stage }: StoredAppeal): AppealStep {
  return stage === 'first' ? 'first' : 'second';
}

/** The clock of the review that an open appeal waits for. */
export function reviewClock(appeal: StoredAppeal): { id: string; kind: ReviewClockKind } {
  const kind = `appeal-${stepOf(appeal)}` as const;
  return { id: clockId(appeal.id, kind, 0), kind };
}

/** Last moment at which the department may appeal, UTC ms; null if the working calendar lacks the year. */
export function appealUntil(
  { firedAt, appealWithin }: FiredMark,
  rules: WhistleRules,
  calendar: WorkingCalendar,
): number | null {
  try {
    return deadline(firedAt, appealWithin ?? rules.appeal.window, calendar, []);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

/**
 * Whether the department can still appeal against the mark, its time aside, or the command still propose to exempt it: each
 * once, not while something is open on it, and not if it does not count anyway.
 */
export function isContestable(
  state: WhistleState,
  { id, fired }: Mark,
  origin: StoredAppeal['origin'],
): boolean {
  if (fired.exempt || openAppeal(state, id) !== undefined) return false;
  return !state.appeals.some((one) => one.mark === id && one.origin === origin);
}

/** The appeal against a mark, or the exemption proposed for it, that is not decided yet. */
export function openAppeal(state: WhistleState, mark: string): StoredAppeal | undefined {
  return state.appeals.find((one) => one.mark === mark && one.review !== null);
}

/** Appeals that wait for a review. */
export function openAppeals(state: WhistleState): StoredAppeal[] {
  return state.appeals.filter((one) => one.review !== null);
}

type MootAppeal = { appeal: StoredAppeal; why: 'taken-back' | 'exempt' };

/** Open appeals against marks that no longer stand or count. */
export function mootAppeals(state: WhistleState): MootAppeal[] {
  const marks = new Map(marksOf(state).map((mark) => [mark.id, mark]));
  return openAppeals(state).flatMap((appeal): MootAppeal[] => {
    const mark = marks.get(appeal.mark);
    if (mark === undefined) return [{ appeal, why: 'taken-back' }];
    return mark.fired.exempt ? [{ appeal, why: 'exempt' }] : [];
  });
}

/** What a granted appeal exempts: the mark, and later ones of the same clock, which only say that it lasted. Keys of timers. */
export function exemptedBy(state: WhistleState, appeal: StoredAppeal): string[] {
  const mark = state.fired[keyOfTimer(appeal.mark)];
  if (mark === undefined) return [];
  return Object.entries(state.fired)
    .filter(([, one]) => one.clock === mark.clock && one.mark >= mark.mark && !one.exempt)
    .map(([key]) => key);
}
