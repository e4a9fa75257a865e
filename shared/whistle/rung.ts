import { type Clock, type ClockBasis, makeClock } from './clock.ts';
import { clockId } from './ids.ts';
import { centreOf } from './kind.ts';
import type { WhistleState } from './state.ts';

/**
 * The rung clock (升级计时): how long a level may last while something is overdue. Starts anew with every change of
 * level; the business clock does not (domain.md §3.2 E25, two clocks).
 */
export function rungClock(state: WhistleState, clocks: readonly Clock[], basis: ClockBasis): Clock | null {
  const rung = basis.rules.ladder.rungs.find((one) => one.level === state.level);
  if (!rung || state.level >= 4) return null;
  const overdue = overdueSince(state, clocks);
  if (overdue === null) return null;
  const startAt = Math.max(state.rungSince ?? overdue, overdue);
  const parts = {
    id: clockId('w', 'rung', state.rungs),
    kind: 'rung' as const,
    summons: null,
    org: centreOf(basis.orgs),
    startAt,
    since: startAt,
    pauses: state.stage === 'suspended' ? [{ from: startAt, to: null }] : [],
  };
  return makeClock({ ...parts, limit: rung.limit, added: 0 }, basis.calendar);
}

/** Since when something has been overdue without a break; null when nothing is. */
export function overdueSince(state: WhistleState, clocks: readonly Clock[]): number | null {
  const dues = clocks
    .filter((clock) => isLaddered(clock))
    .map((clock) => state.fired[`${clock.id}@1`])
    .filter((due) => due !== undefined);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** Clocks that the ladder climbs by. The window to object closes silently; a suspension resumes by itself. */
export function isLaddered(clock: Clock): boolean {
  return clock.kind !== 'object' && clock.kind !== 'resume' && clock.kind !== 'rung';
}
