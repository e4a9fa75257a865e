import type { Role } from '../contract/people.ts';
import type { MarkView } from '../contract/whistleAppeals.ts';
import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { ClockView, WhistleSummary } from '../contract/whistles.ts';
import type { SummonsView, WhistleView } from '../contract/whistleView.ts';
import { appealUntil, isContestable, marksOf } from './appeals.ts';
import type { ClockContext } from './clock.ts';
import { clocksOf } from './clocks.ts';
import { clockView, nearestOf } from './clockView.ts';
import { kindName, kindOf } from './kind.ts';
import { allowedCommands } from './offered.ts';
import type { Side } from './sides.ts';
import { participants, type Summons, type WhistleState } from './state.ts';
import { waitingOf } from './waiting.ts';

/** What a view is computed from, besides the state. `now` UTC ms. */
export type ViewContext = ClockContext & { now: number };

/** The operator for whom the view is made; null if nobody is signed in. */
export type Viewer = (Side & { roles: readonly Role[] }) | null;

/** The summary of a whistle, for lists and cards. */
export function summaryOf(state: WhistleState, context: ViewContext): WhistleSummary {
  return summarise(state, clockViews(state, context), context);
}

/** The page of a whistle, with the commands that the viewer may give. */
export function viewOf(
  state: WhistleState,
  log: readonly WhistleEvent[],
  context: ViewContext & { actor: Viewer },
): WhistleView {
  const clocks = clockViews(state, context);
  const marks = markViews(state, context);
  return {
    summary: summarise(state, clocks, context),
    ...(state.joint === undefined ? {} : { joint: state.joint }),
    ...(state.outside === undefined ? {} : { outside: state.outside }),
    ...(state.backEntries === undefined ? {} : { backEntries: state.backEntries }),
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
      suggestsHard: suggestsHard(state, context),
    },
    marks,
    appeals: state.appeals.map(({ review: _, told: __, ...appeal }) => appeal),
    listed: state.listed,
    log: [...log],
    may: context.actor === null ? [] : allowedCommands(context.actor, state, context),
  };
}

function markViews(state: WhistleState, { rules, calendar, now }: ViewContext): MarkView[] {
  return marksOf(state).map((mark) => {
    const { dueAt, firedAt, kind, org, card, exempt } = mark.fired;
    const until = appealUntil(mark.fired, rules, calendar);
    return {
      ...{ id: mark.id, summons: mark.summons.id, org, kind: kind ?? '', mark: mark.fired.mark },
      ...{ dueAt, at: firedAt, card, exempt, appealUntil: until },
      open: isContestable(state, mark, 'department') && (until === null || now <= until),
    };
  });
}

/** E21: repeated so often that a kind with district leaders is suggested, unless it is of such a kind already. */
export function suggestsHard(state: WhistleState, context: ClockContext): boolean {
  const kind = kindOf(state, context.rules);
  return state.chain >= context.rules.chainSuggests && kind !== null && kind.quorum.leaders.length === 0;
}

function clockViews(state: WhistleState, context: ViewContext): ClockView[] {
  return clocksOf(state, context).map((clock) => clockView(clock, context.now, context.calendar));
}

function summarise(state: WhistleState, clocks: readonly ClockView[], context: ViewContext): WhistleSummary {
  const here = participants(state);
  const summary: WhistleSummary = {
    id: state.id,
    seq: state.seq,
    kind: state.draft.kind,
    kindName: kindName(state, context),
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
    waiting: waitingOf(state, clocks, context),
    departments: here.map(({ id, org, part, stage, late, noShow }) => ({
      summons: id,
      org,
      part,
      stage,
      late: late || noShow,
    })),
    arrived: here.filter((child) => child.arrivedAt !== null).length,
    expected: here.length,
    backEntries: state.children.reduce((sum, child) => sum + (child.backEntries ?? 0), 0),
    cases: state.cases.length,
  };
  // Not spread into the literal: a board summarises thousands, and that alone took a tenth of the time.
  if (state.joint !== undefined) summary.joint = state.joint.street;
  const outside = waitedFor(state);
  if (outside.length > 0) summary.outside = outside;
  return summary;
}

/** Districts next door that have been called and have not answered. */
function waitedFor({ outside }: WhistleState): NonNullable<WhistleSummary['outside']> {
  return (outside ?? []).flatMap(({ name, waitingSince }) =>
    waitingSince === null ? [] : [{ name, since: waitingSince }],
  );
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
    exempt: {
      noShow: child.exempt.noShow,
      late: child.exempt.late,
      yellowCards: child.exempt.yellowCards,
    },
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
    ...(child.predecessors === undefined
      ? {}
      : {
          predecessors: child.predecessors.map(({ org, until, noShow, late, yellowCards }) => ({
            ...{ org, until, noShow, late, yellowCards },
          })),
        }),
    backEntries: child.backEntries ?? 0,
  };
}
