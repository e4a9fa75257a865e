import type { Role } from '../contract/people.ts';
import type { ClockKind, ClockView, Waiting, Words } from '../contract/whistles.ts';
import { openAppeals, reviewClock, stepOf } from './appeals.ts';
import { openApprovals } from './approvals.ts';
import type { ClockContext } from './clock.ts';
import { centreOf, districtOf, kindOf } from './kind.ts';
import { words } from './refuse.ts';
import { reviewersOf } from './reviewers.ts';
import { DEPARTMENT, DISTRICT, LEADERS, STREET, STREET_LEADERS } from './rights.ts';
import { isTerminal, participants, RUNNING_STAGES, type Summons, type WhistleState } from './state.ts';

/** Who has to act now (待谁办): one entry per required action. */
export function waitingOf(
  state: WhistleState,
  clocks: readonly ClockView[],
  context: ClockContext,
): Waiting[] {
  const found: Waiting[] = [];
  const wait = (
    org: string,
    roles: readonly Role[],
    what: Words,
    summons: string | null,
    kinds: readonly ClockKind[],
  ) => {
    const clock = clocks.find((one) => one.summons === summons && kinds.includes(one.kind));
    const overdue = clock?.overdue ?? false;
    found.push({ org, roles: [...roles], what, summons, dueAt: clock?.dueAt ?? null, overdue });
  };
  const street = state.draft.street;
  const centre = centreOf(context.orgs);
  const kind = kindOf(state, context.rules);
  if (state.stage === 'draft') wait(street, STREET, words('完善并提交审签', 'complete and submit'), null, []);
  if (state.stage === 'pending-approval' && kind) {
    const roles = [...new Set(openApprovals(kind, state.approvals, context.rules).flat())];
    wait(street, roles, words('审签', 'approve'), null, ['approve']);
  }
  if (state.stage === 'pending-triage') {
    wait(centre, DISTRICT, words('研判派哨', 'triage'), null, ['triage']);
  }
  if (state.postApproval === 'pending' && state.closedAt === null) {
    const roles = kind?.emergency?.postApprovers ?? [];
    wait(street, roles, words('事后补批', 'approve afterwards'), null, ['post-approval']);
  }
  if (!isTerminal(state)) found.push(...ownWords(state));
  if (RUNNING_STAGES.includes(state.stage)) {
    for (const child of participants(state)) addForSummons(state, child, context, wait);
    for (const request of state.extensions) {
      if (request.decision !== 'pending') continue;
      const granted =
        state.children.find((one) => one.id === request.summons)?.stretches[request.clock]?.granted ?? 0;
      const { approvers } = context.rules.extension;
      const roles = approvers[Math.min(granted, approvers.length - 1)] ?? [];
      const org = roles.every((role) => LEADERS.includes(role)) ? districtOf(context.orgs) : centre;
      wait(org, roles, words('审批延期申请', 'decide the extension'), request.summons, [request.clock]);
    }
  }
  if (state.stage === 'pending-confirm') {
    const { joint } = state;
    if (!joint?.own)
      wait(street, STREET, words('现场核查并确认', 'check on site and confirm'), null, ['confirm']);
    if (joint && !joint.other) {
      const what = words('联合街道现场核查并确认', 'second street: check on site and confirm');
      wait(joint.street, STREET, what, null, ['joint-confirm']);
      if (clocks.some((one) => one.kind === 'joint-confirm' && one.overdue)) {
        const alone = words(
          '联合街道逾期，写明理由后确认',
          'the second street is silent: confirm and say so',
        );
        wait(street, STREET, alone, null, ['joint-confirm']);
      }
    }
    if (clocks.some((one) => one.kind === 'confirm' && one.overdue)) {
      wait(centre, ['supervision'], words('街道逾期，代为确认', 'confirm for the silent street'), null, [
        'confirm',
      ]);
    }
  }
  if (state.stage === 'pending-eval') {
    wait(street, STREET_LEADERS, words('评价各部门', 'rate the departments'), null, ['evaluate']);
  }
  addReviews(state, clocks, context, found);
  return found;
}

/** What somebody was named for and answers for in person: approvals by telephone, and back-entries (补录). */
function ownWords({ draft, approvals, backEntries }: WhistleState): Waiting[] {
  const noClock = { dueAt: null, overdue: false };
  const calls = approvals.filter(({ phone }) => phone === 'unconfirmed');
  const entries = (backEntries ?? []).filter(({ vouch }) => vouch === 'named');
  return [
    ...calls.map(({ role, by }) => ({
      ...{ org: draft.street, roles: [role], person: by, summons: null, ...noClock },
      what: words('补签电话批准', 'confirm the approval given by telephone'),
    })),
    ...entries.map(({ by, summons }) => ({
      ...{ org: by.org, roles: [by.role], person: by.operator, summons, ...noClock },
      what: words('被指认者本人确认补录', 'the person named confirms the back-entry'),
    })),
  ];
}

/** Reviews of appeals, also of a whistle that has ended. */
function addReviews(
  state: WhistleState,
  clocks: readonly ClockView[],
  context: ClockContext,
  found: Waiting[],
): void {
  for (const appeal of openAppeals(state)) {
    const { origin, summons } = appeal;
    const step = stepOf(appeal);
    const what =
      origin === 'command'
        ? words('复核直接豁免', 'review the exemption')
        : step === 'first'
          ? words('初审申诉', 'first review of the appeal')
          : words('复审申诉', 'second review of the appeal');
    const { id } = reviewClock(appeal);
    const clock = clocks.find((one) => one.id === id);
    const { dueAt = null, overdue = false } = clock ?? {};
    found.push({ ...reviewersOf(step, context), what, summons, dueAt, overdue });
  }
}

function addForSummons(
  state: WhistleState,
  child: Summons,
  context: ClockContext,
  wait: (
    org: string,
    roles: readonly Role[],
    what: Words,
    summons: string | null,
    kinds: readonly ClockKind[],
  ) => void,
): void {
  if (child.part === 'leader') {
    if (child.arrivedAt !== null || child.role === null) return;
    wait(child.org, [child.role], words('到场报到（双报到）', 'report in person'), child.id, ['arrive']);
    return;
  }
  switch (child.stage) {
    case 'notified':
      wait(child.org, DEPARTMENT, words('签收', 'sign for it'), child.id, ['sign', 'arrive']);
      return;
    case 'signed':
      wait(child.org, DEPARTMENT, words('对接街道并报到', 'contact the street and report'), child.id, [
        'contact',
        'arrive',
      ]);
      return;
    case 'contacted':
    case 'excused':
      wait(child.org, DEPARTMENT, words('到场报到', 'report on site'), child.id, ['arrive']);
      return;
    case 'objected':
      wait(centreOf(context.orgs), DISTRICT, words('裁定异议', 'rule on the objection'), child.id, ['rule']);
      return;
    case 'working':
      if (state.stage !== 'handling') return;
      wait(child.org, DEPARTMENT, words('处置并反馈结果', 'work and hand in the result'), child.id, [
        'handle',
      ]);
      return;
    default:
      return;
  }
}
