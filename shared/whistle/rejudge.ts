import type { MovedLimit, RejudgedMark } from '../contract/whistleEventParts.ts';
import type { WhistleKind } from '../contract/whistleKind.ts';
import { canonical } from '../journal/canonical.ts';
import { type Clock, type ClockContext, makeClock, shareAt } from './clock.ts';
import { clocksOf, limitOf, startOf } from './clocks.ts';
import type { AdoptCommand } from './context.ts';
import { findKind, kindOf } from './kind.ts';
import { mayBeReopened } from './reopening.ts';
import { type ClockSpan, spansOf } from './spans.ts';
import { type FiredMark, isTerminal, type WhistleState } from './state.ts';

/**
 * Judging again (复核): what has fired is no proof that it was due. When the calendar changes, every fired timer is computed
 * again. What was not due is taken back or does not count; that it happened stays in the log (domain.md §2.6, two ledgers).
 */

/** Rules and calendar with the version of the pack that they come from. */
export type AdoptedContext = ClockContext & { pack: { id: string; version: string } };

/**
 * What a change of the rules or the calendar does to a whistle; null if nothing. A running whistle keeps its kind as it was:
 * a limit is not changed while somebody works to it. `now` UTC ms.
 */
export function adoptionOf(
  state: WhistleState,
  before: AdoptedContext,
  after: AdoptedContext,
  now: number,
): Omit<AdoptCommand, 'type' | 'commandId'> | null {
  const kept = keptKind(state, before, after, now);
  const next = kept === null ? state : { ...state, keptKind: kept };
  const moved = movedLimits(next, before, after, now);
  if (kept === null && moved.length === 0 && rejudgedMarks(next, after, now).length === 0) return null;
  return { keep: kept === null ? null : { kind: kept, pack: before.pack }, moved };
}

/**
 * The kind that a whistle must keep whose clocks run, or may run again (重启); null if the pack has not changed it, or it is
 * kept already.
 */
function keptKind(
  state: WhistleState,
  before: ClockContext,
  after: ClockContext,
  now: number,
): WhistleKind | null {
  if (state.stage === 'draft' || state.keptKind !== null) return null;
  if (isTerminal(state) && !mayBeReopened(state, after.rules, now)) return null;
  const old = findKind(before.rules, state.draft.kind);
  const changed = findKind(after.rules, state.draft.kind);
  return old === null || canonical(old) === canonical(changed) ? null : old;
}

/**
 * The deadlines of running clocks that differ between two calendars. `now` UTC ms; where the machine's clock was set back,
 * the newest event counts as now, because acts are dated no earlier than that.
 */
export function movedLimits(
  state: WhistleState,
  before: ClockContext,
  after: ClockContext,
  now: number,
): MovedLimit[] {
  const at = Math.max(now, state.updatedAt);
  const earlier = new Map(clocksOf(state, before).map((clock) => [clock.id, clock]));
  return clocksOf(state, after).flatMap((clock) => {
    const old = earlier.get(clock.id);
    if (old === undefined || old.dueAt === clock.dueAt) return [];
    const { id, kind, summons, org, dueAt } = clock;
    // Until then the screens said otherwise; a program that was off may begin long after that.
    const seen = Math.min(at, old.dueAt ?? at);
    const notBefore = dueAt !== null && dueAt < seen ? seen : null;
    return { clock: id, kind, summons, org, before: old.dueAt, dueAt, notBefore };
  });
}

/** A whistle once the moved deadlines are in force: what has fired is judged by those that count from the change, too. */
export function withMoved(state: WhistleState, moved: readonly MovedLimit[]): WhistleState {
  const from = moved.flatMap(({ clock, notBefore }) => (notBefore === null ? [] : [[clock, notBefore]]));
  return { ...state, notBefore: { ...state.notBefore, ...Object.fromEntries(from) } };
}

/**
 * Fired timers whose limit now ends later than when they fired. One that would end earlier stays: what is done cannot be
 * overdue from before it could be seen. `now` UTC ms.
 */
export function rejudgedMarks(state: WhistleState, context: ClockContext, now: number): RejudgedMark[] {
  const spans = new Map(spansOf(state).map((span) => [span.id, span]));
  return Object.entries(state.fired).flatMap(([timer, mark]) => {
    if (mark.exempt) return [];
    const clock = clockOfMark(state, mark, spans.get(mark.clock) ?? null, context);
    const dueAt = clock === null ? null : shareAt(clock, mark.mark, context.calendar);
    if (dueAt === null || dueAt <= mark.dueAt) return [];
    const { kind, summons, org } = mark;
    const verdict = verdictOf(mark, dueAt, now, state);
    return { timer, kind, summons, org, mark: mark.mark, before: mark.dueAt, dueAt, verdict };
  });
}

function verdictOf(
  mark: FiredMark,
  dueAt: number,
  now: number,
  state: WhistleState,
): RejudgedMark['verdict'] {
  // The escalation clock ends by firing, so its end says nothing.
  if (mark.endedAt === null || mark.kind === 'rung') return dueAt > now ? 'taken-back' : 'moved';
  if (dueAt < mark.endedAt) return 'moved';
  // An exempt timer never fires again: the true limit would pass in silence once the clock goes on.
  return mayGoOn(mark, state) ? 'taken-back' : 'exempt';
}

/** Whether the clock only rests: after 返工, and after an objection that is overruled, it goes on under the same id. */
function mayGoOn({ kind, summons }: FiredMark, state: WhistleState): boolean {
  if (isTerminal(state)) return false;
  const child = state.children.find((one) => one.id === summons);
  return (
    (kind === 'handle' && child?.stage === 'submitted') || (kind === 'contact' && child?.stage === 'objected')
  );
}

/** The clock of a fired timer, also if it has ended; null if its limit is not known any more. */
function clockOfMark(
  state: WhistleState,
  mark: FiredMark,
  span: ClockSpan | null,
  context: ClockContext,
): Clock | null {
  const kind = kindOf(state, context.rules);
  if (mark.kind === null) return null;
  const child = state.children.find((one) => one.id === mark.summons);
  const startAt = mark.startAt ?? (span === null || kind === null ? null : startOf(span, kind));
  const set = kind === null ? null : limitOf(mark.kind, kind);
  const added = child?.stretches[mark.kind]?.added ?? 0;
  const limit = mark.limit ?? (set === null ? null : { ...set, amount: set.amount + added });
  if (startAt === null || limit === null) return null;
  const { clock: id, summons, org } = mark;
  return makeClock(
    {
      ...{ id, kind: mark.kind, summons, org, startAt, since: startAt, resumed: false },
      ...{ pauses: span?.pauses ?? mark.pauses, limit, added: 0, notBefore: state.notBefore[id] ?? null },
    },
    context.calendar,
  );
}
