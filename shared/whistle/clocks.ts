import type { WhistleKind, WhistleLimit } from '../contract/whistleKind.ts';
import type { ClockKind } from '../contract/whistles.ts';
import { reviewClock, stepOf } from './appeals.ts';
import { type Clock, type ClockContext, makeClock } from './clock.ts';
import { clockId } from './ids.ts';
import { centreOf, districtOf, kindOf } from './kind.ts';
import { levelClock } from './levelClock.ts';
import { reviewersOf } from './reviewers.ts';
import { type ClockSpan, ownSpans, summonsSpans } from './spans.ts';
import type { WhistleState } from './state.ts';

/** All clocks of a whistle: its own first, then those of each summons. Never throws. */
export function clocksOf(state: WhistleState, context: ClockContext): Clock[] {
  const kind = kindOf(state, context.rules);
  const clocks: Clock[] = [];
  if (state.stage === 'suspended' && state.suspension) {
    const { from, until } = state.suspension;
    clocks.push({
      ...{ id: clockId('w', 'resume', state.pauses.length), kind: 'resume', summons: null },
      ...{ org: districtOf(context.orgs), startAt: from, since: from, limit: null, pauses: [] },
      ...{ dueAt: until, shiftedBy: 0, gap: null, provisional: null, resumed: false },
    });
  }
  clocks.push(...reviewClocks(state, context));
  if (!kind) return clocks;
  const clocked = (spans: readonly ClockSpan[]) =>
    spans.flatMap((span) => clockOfSpan(state, span, kind, context) ?? []);
  clocks.push(...clocked(ownSpans(state)));
  const summoned = clocked(summonsSpans(state));
  // While the street checks the results, the departments' clocks are not shown, but they still count as not done.
  const checking = state.stage === 'pending-confirm';
  if (!checking) clocks.push(...summoned);
  const rung = levelClock(state, clocks, checking ? summoned : [], context);
  return rung ? [...clocks, rung] : clocks;
}

/** The clock of a span; null if the kind of whistle sets no limit for it, or it has not started. */
function clockOfSpan(
  state: WhistleState,
  span: ClockSpan,
  kind: WhistleKind,
  context: ClockContext,
): Clock | null {
  const limit = limitOf(span.kind, kind);
  const startAt = startOf(span, kind);
  if (limit === null || startAt === null) return null;
  const child = state.children.find((one) => one.id === span.summons);
  const stretch = child?.stretches[span.kind];
  const resumed = span.kind === 'handle' && child !== undefined && child.resumes !== null;
  const since = Math.max(stretch?.since ?? startAt, resumed ? (child.workingAt ?? startAt) : startAt);
  const { id, summons, pauses } = span;
  const org = holderOf(span, state, context);
  const notBefore = state.notBefore[id] ?? null;
  const added = stretch?.added ?? 0;
  return makeClock(
    { id, kind: span.kind, summons, org, startAt, since, resumed, pauses, limit, added, notBefore },
    context.calendar,
  );
}

/** The clocks of reviews of appeals, whose limit is that under which the review began. */
function reviewClocks(state: WhistleState, context: ClockContext): Clock[] {
  return state.appeals.flatMap((appeal) => {
    const { summons, review } = appeal;
    if (review === null) return [];
    const { id, kind } = reviewClock(appeal);
    const { org } = reviewersOf(stepOf(appeal), context);
    const { since, limit } = review;
    const parts = { id, kind, summons, org, startAt: since, since, resumed: false, pauses: [] };
    return [
      makeClock({ ...parts, limit, added: 0, notBefore: state.notBefore[id] ?? null }, context.calendar),
    ];
  });
}

/** The limit that a kind of whistle sets for a clock; null if none. */
export function limitOf(name: ClockKind, { limits }: WhistleKind): WhistleLimit | null {
  if (name === 'post-approval') return limits.postApproval;
  if (name === 'joint-confirm') return limits.confirm;
  if (name === 'appeal-first' || name === 'appeal-second') return null;
  return name === 'resume' || name === 'rung' ? null : limits[name];
}

/** Arrival counts from the notice or from the signature, as the kind of whistle says. */
export function startOf(
  span: Pick<ClockSpan, 'startAt' | 'startIfSigned'>,
  kind: WhistleKind,
): number | null {
  return kind.arriveFrom === 'signed' ? span.startIfSigned : span.startAt;
}

function holderOf(span: ClockSpan, state: WhistleState, context: ClockContext): string {
  if (span.holder === 'street') return state.draft.street;
  if (span.holder === 'joint') return state.joint?.street ?? '';
  if (span.holder === 'centre') return centreOf(context.orgs);
  return state.children.find((child) => child.id === span.summons)?.org ?? '';
}
