import type { Pause } from '../time/pauses.ts';
import { type Clock, type ClockRules, makeClock } from './clock.ts';
import { clockId } from './ids.ts';
import { centreOf } from './kind.ts';
import type { WhistleState } from './state.ts';

/**
 * The rung clock (升级计时): how long a level may last while something is overdue. Starts anew with every change of
 * level; the business clock does not (domain.md §3.2 E25, two clocks). `silent`: clocks of departments while the street
 * looks at what they handed in; they press nobody, and what they have let pass is not made good either.
 */
export function rungClock(
  state: WhistleState,
  clocks: readonly Clock[],
  silent: readonly Clock[],
  basis: ClockRules,
): Clock | null {
  const rung = basis.rules.ladder.rungs.find((one) => one.level === state.level);
  if (!rung || state.level >= 4 || overdueSince(state, clocks) === null) return null;
  // With what is silent now: else the level would begin anew while the street looks, and its time count twice after.
  const overdue = overdueSince(state, [...clocks, ...silent]);
  if (overdue === null) return null;
  const startAt = Math.max(state.rungSince ?? overdue, overdue);
  const parts = {
    id: clockId('w', 'rung', state.rungs),
    kind: 'rung' as const,
    summons: null,
    org: centreOf(basis.orgs),
    startAt,
    since: startAt,
    resumed: false,
    pauses: standstills(state, clocks),
  };
  return makeClock({ ...parts, limit: rung.limit, added: 0 }, basis.calendar);
}

/**
 * Nobody is pressed during 挂账, between 销号 and 重启, nor while the street looks at what was handed in. That time must
 * not count afterwards either, or a whistle would climb the moment it is taken up again or sent back. Only what the
 * whistle as a whole has let pass (total limit, post-approval) presses on while the street looks; and while ratings
 * are due, a `closed` stretch that is still open is none: they can be overdue themselves.
 */
function standstills(state: WhistleState, clocks: readonly Clock[]): Pause[] {
  const whole = overdueSince(
    state,
    clocks.filter((clock) => clock.summons === null),
  );
  return state.pauses.flatMap(({ why, from, to }) => {
    if (why === 'suspended') return [{ from, to }];
    if (why === 'closed') return to === null ? [] : [{ from, to }];
    if (whole === null) return to === null ? [] : [{ from, to }];
    return [{ from, to: Math.max(from, to === null ? whole : Math.min(to, whole)) }];
  });
}

/** Since when something has been overdue without a break; null when nothing is. */
export function overdueSince(state: WhistleState, clocks: readonly Clock[]): number | null {
  const dues = clocks
    .filter((clock) => isLaddered(clock))
    .map((clock) => state.fired[`${clock.id}@1`] ?? overdueFromBefore(clock))
    .filter((due) => due !== undefined);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** A department that comes back to work that was overdue when it left: since it is back, its time away does not count. */
function overdueFromBefore(clock: Clock): number | undefined {
  return clock.resumed && clock.dueAt !== null && clock.dueAt <= clock.since ? clock.since : undefined;
}

/** Clocks that the ladder climbs by. The window to object closes silently; a suspension resumes by itself. */
export function isLaddered(clock: Clock): boolean {
  return clock.kind !== 'object' && clock.kind !== 'resume' && clock.kind !== 'rung';
}
