import type { Pause } from '../time/pauses.ts';
import { isReview } from './appeals.ts';
import { type Clock, type ClockContext, makeClock } from './clock.ts';
import { clockId, timerKey } from './ids.ts';
import { centreOf } from './kind.ts';
import type { WhistleState } from './state.ts';

/**
 * The escalation clock (升级计时): how long a level may last while something is overdue. It restarts with every change of
 * level, unlike the business clock (domain.md §3.2 E25, two clocks). A level without a time of its own ends with the next
 * step of an overdue limit. Where an order or an exemption lowered the level after every step was taken, the level lasts as
 * long as the next one above that has a time; otherwise nothing would press again. `silent`: clocks of departments whose
 * results the street is checking; they demand no action, but what is overdue on them remains overdue.
 */
export function levelClock(
  state: WhistleState,
  clocks: readonly Clock[],
  silent: readonly Clock[],
  context: ClockContext,
): Clock | null {
  if (state.level >= 4 || overdueSince(state, clocks) === null) return null;
  const rung = rungOf(state, clocks, context.rules.ladder);
  if (rung === null) return null;
  // Includes the silent clocks: otherwise the level would restart during the check, and its time would count twice later.
  const overdue = overdueSince(state, [...clocks, ...silent]);
  if (overdue === null) return null;
  const startAt = Math.max(state.rungSince ?? overdue, overdue);
  const parts = {
    id: clockId('w', 'rung', state.rungs),
    kind: 'rung' as const,
    summons: null,
    org: centreOf(context.orgs),
    startAt,
    since: startAt,
    resumed: false,
    pauses: [...levelPauses(state, clocks), ...restOfApproval(state, [...clocks, ...silent])],
  };
  const notBefore = state.notBefore[parts.id] ?? null;
  return makeClock({ ...parts, limit: rung.limit, added: 0, notBefore }, context.calendar);
}

type Ladder = ClockContext['rules']['ladder'];

/** The rung whose time the current level may last; null if the level ends otherwise. */
function rungOf(
  state: WhistleState,
  clocks: readonly Clock[],
  ladder: Ladder,
): Ladder['rungs'][number] | null {
  const own = ladder.rungs.find((one) => one.level === state.level);
  if (own !== undefined) return own;
  const above = ladder.rungs.filter((one) => one.level > state.level).sort((a, b) => a.level - b.level)[0];
  const lastStep = Math.max(1, ...ladder.steps.map((step) => step.mark));
  const hasStepLeft = (clock: Clock) =>
    countsForEscalation(clock) &&
    state.fired[timerKey(clock.id, lastStep)] === undefined &&
    overdueOnReturn(clock) === undefined;
  return above === undefined || clocks.some(hasStepLeft) ? null : above;
}

/**
 * The escalation clock is paused during suspension (挂账), between closing (销号) and reopening (重启), and while the
 * street checks results; otherwise a whistle would escalate the moment it is resumed or sent back. Two exceptions: during
 * the check it runs if a limit of the whistle itself (total limit, post-approval) is overdue; and an open `closed` pause
 * does not count, since ratings due in that time can be overdue themselves.
 */
function levelPauses(state: WhistleState, clocks: readonly Clock[]): Pause[] {
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

/**
 * A recorded approval (电话批准) that its leader disowned later: while it stood nobody owed it, so that the level did not run
 * either, until something else was overdue besides the post-approval (事后补批).
 */
function restOfApproval(state: WhistleState, clocks: readonly Clock[]): Pause[] {
  const approvals = clocks.filter(({ kind }) => kind === 'post-approval');
  if (overdueSince(state, approvals) === null) return [];
  const others =
    overdueSince(
      state,
      clocks.filter(({ kind }) => kind !== 'post-approval'),
    ) ?? Infinity;
  return approvals.flatMap(({ pauses }) =>
    pauses.flatMap(({ from, to }) =>
      to === null || from >= others ? [] : [{ from, to: Math.min(to, others) }],
    ),
  );
}

/** Since when something has been overdue without interruption, UTC ms; null if nothing is. */
export function overdueSince(state: WhistleState, clocks: readonly Clock[]): number | null {
  const dues = clocks
    .filter((clock) => countsForEscalation(clock))
    .map((clock) => passedAt(state, clock) ?? overdueOnReturn(clock))
    .filter((due) => due !== undefined);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** When its limit passed; undefined if it has not, or if that was exempted (豁免). */
function passedAt(state: WhistleState, clock: Clock): number | undefined {
  const mark = state.fired[timerKey(clock.id, 1)];
  return mark === undefined || mark.exempt ? undefined : mark.dueAt;
}

/** A department that returns to work overdue when it was replaced: overdue since its return, not counting its absence. */
function overdueOnReturn(clock: Clock): number | undefined {
  return clock.resumed && clock.dueAt !== null && clock.dueAt <= clock.since ? clock.since : undefined;
}

/**
 * Whether an overdue clock escalates the whistle. The objection window just closes; a suspension ends by itself; a late
 * review of an appeal is no delay of the matter.
 */
export function countsForEscalation({ kind }: Pick<Clock, 'kind'>): boolean {
  return kind !== 'object' && kind !== 'resume' && kind !== 'rung' && !isReview(kind);
}
