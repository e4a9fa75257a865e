import type { Role } from '../contract/people.ts';
import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { ClockView, WhistleSummary } from '../contract/whistles.ts';
import type { SummonsView, WhistleView } from '../contract/whistleView.ts';
import type { ClockRules } from './clock.ts';
import { clocksOf } from './clocks.ts';
import { clockView, nearestOf } from './clockView.ts';
import { findKind } from './kind.ts';
import { mayDo } from './rights.ts';
import { present, type Summons, type WhistleState } from './state.ts';
import { waitingOf } from './waiting.ts';

/** What a view is made from beside the state. `now` UTC ms. */
export type ViewContext = ClockRules & { now: number };

/** Who looks; null for a window without an operator. */
export type Viewer = { roles: readonly Role[]; org: string; streets: readonly string[] } | null;

/** The card of a whistle. */
export function summaryOf(state: WhistleState, basis: ViewContext): WhistleSummary {
  return summarise(state, clockViews(state, basis), basis);
}

/** The page of a whistle: everything on it, and what the viewer may try. */
export function viewOf(
  state: WhistleState,
  log: readonly WhistleEvent[],
  basis: ViewContext & { actor: Viewer },
): WhistleView {
  const clocks = clockViews(state, basis);
  return {
    summary: summarise(state, clocks, basis),
    draft: state.draft,
    cases: state.cases,
    children: state.children.map(summonsView),
    clocks,
    extensions: state.extensions,
    ratings: state.ratings,
    callback: state.callback,
    approvals: state.approvals,
    postApproval: state.postApproval,
    suspension: state.suspension,
    files: state.files,
    chain: {
      parent: state.parent,
      root: state.root,
      length: state.chain,
      reblownBy: state.reblownBy,
      mergedInto: state.mergedInto,
      absorbed: state.absorbed,
      suggestsHard: suggestsHard(state, basis),
    },
    listed: state.listed,
    log: [...log],
    may: basis.actor === null ? [] : mayDo(basis.actor, state, basis.rules),
  };
}

/** E21: blown so often that a kind with district leaders is called for, unless it is one already. */
export function suggestsHard(state: WhistleState, basis: ClockRules): boolean {
  const kind = findKind(basis.rules, state.draft.kind);
  return state.chain >= basis.rules.chainSuggests && kind !== null && kind.quorum.leaders.length === 0;
}

function clockViews(state: WhistleState, basis: ViewContext): ClockView[] {
  return clocksOf(state, basis).map((clock) => clockView(clock, basis.now, basis.calendar));
}

function summarise(state: WhistleState, clocks: readonly ClockView[], basis: ViewContext): WhistleSummary {
  const here = present(state);
  return {
    id: state.id,
    seq: state.seq,
    kind: state.draft.kind,
    kindName: findKind(basis.rules, state.draft.kind)?.name.zh ?? state.draft.kind,
    subject: state.draft.subject,
    street: state.draft.street,
    stage: state.stage,
    column: state.before ?? state.stage,
    level: state.level,
    supervised: state.supervised,
    round: state.round,
    rework: state.rework,
    chain: state.chain,
    lon: state.draft.place?.lon ?? null,
    lat: state.draft.place?.lat ?? null,
    createdAt: state.createdAt,
    blownAt: state.blownAt,
    closedAt: state.closedAt,
    updatedAt: state.updatedAt,
    nearest: nearestOf(clocks),
    waiting: waitingOf(state, clocks, basis),
    departments: here.map(({ id, org, part, stage, late, noShow }) => ({
      summons: id,
      org,
      part,
      stage,
      late: late || noShow,
    })),
    arrived: here.filter((child) => child.arrivedAt !== null).length,
    expected: here.length,
    cases: state.cases.length,
  };
}

function summonsView(child: Summons): SummonsView {
  const { objection, result } = child;
  return {
    id: child.id,
    part: child.part,
    org: child.org,
    role: child.role,
    stage: child.stage,
    basis: child.basis,
    reason: child.reason,
    notifiedAt: child.notifiedAt,
    signedAt: child.signedAt,
    contactedAt: child.contactedAt,
    arrivedAt: child.arrivedAt,
    arrivedBy: child.arrivedBy,
    submittedAt: child.submittedAt,
    leftAt: child.leftAt,
    mayLeave: child.mayLeave,
    excusedUntil: child.excusedUntil,
    noShow: child.noShow,
    late: child.late,
    yellowCards: child.yellowCards,
    objection:
      objection === null
        ? null
        : {
            at: objection.at,
            proposes: objection.proposes,
            reason: objection.reason,
            ruling: objection.ruling,
          },
    result: result === null ? null : { text: result.text, files: result.files },
    onBehalf: child.onBehalf,
  };
}
