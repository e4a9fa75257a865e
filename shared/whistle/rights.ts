import type { Role } from '../contract/people.ts';
import type { WhistleCommandType } from '../contract/whistleCommands.ts';
import { SummonsStage, WhistleStage } from '../contract/whistles.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { openApprovals } from './approvals.ts';
import { kindOf } from './kind.ts';
import { RUNNING_STAGES, TERMINAL_STAGES, type WhistleState } from './state.ts';

type Row =
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | 22
  | 23
  | 25
  | 26
  | 27
  | 28
  | 29
  | 30
  | 31
  | 32;
/** Rows of the rule table that are commands. */
export type CommandRow = `E${Row}`;
/** Those that act on one summons. */
type SummonsRow = 'E7' | 'E8' | 'E9' | 'E10' | 'E11' | 'E13' | 'E14' | 'E15' | 'E17' | 'E26' | 'E28';

/**
 * Which roles may give a command, and in which stages. `child`: stages of the summons it acts on; null: it acts on
 * none.
 */
export type Right = { stages: readonly WhistleStage[]; roles: readonly Role[] } & (
  | { rule: CommandRow | 'note' | 'attach'; child: null }
  | { rule: SummonsRow; child: readonly SummonsStage[] }
);

export const STREET: readonly Role[] = [
  'street-duty',
  'street-leader',
  'street-secretary',
  'street-director',
];
export const STREET_LEADERS: readonly Role[] = ['street-leader', 'street-secretary', 'street-director'];
export const DISTRICT: readonly Role[] = ['district-dispatch', 'shift-leader'];
export const LEADERS: readonly Role[] = ['vice-district', 'standing-committee'];
export const DEPARTMENT: readonly Role[] = ['dept-handler', 'dept-leader'];
/** Roles that may record a department's answer on its behalf (代报到). */
export const PROXIES: readonly Role[] = ['street-duty', 'district-dispatch'];

/** Roles that may be named as the confirmer of a back-entry (补录). */
const VOUCHERS: readonly Role[] = [...STREET, ...DISTRICT, ...DEPARTMENT];

const BEFORE_ARRIVALS: readonly WhistleStage[] = ['draft', 'pending-approval', 'pending-triage', 'blown'];
const BEFORE_ARRIVAL: readonly SummonsStage[] = ['notified', 'signed', 'contacted'];
const OPEN_STAGES = WhistleStage.options.filter((stage) => !TERMINAL_STAGES.includes(stage));
/** Stages in which a department can have a mark; an appeal goes on when the whistle has ended. */
const MARKED_STAGES: readonly WhistleStage[] = [
  ...RUNNING_STAGES,
  ...(['suspended', 'pending-confirm', 'pending-eval', 'closed', 'withdrawn', 'merged'] as const),
];
/** A leader confirms or disowns an approval by telephone however far the whistle has come since. */
const OWN_CALL_STAGES = WhistleStage.options.filter((stage) => stage !== 'draft');
const DEPARTMENTS_AND_PROXIES: readonly Role[] = [...DEPARTMENT, ...PROXIES];

const right = (
  rule: CommandRow | 'note' | 'attach',
  stages: readonly WhistleStage[],
  roles: readonly Role[],
): Right => ({ rule, stages, child: null, roles });

const summonsRight = (
  rule: SummonsRow,
  stages: readonly WhistleStage[],
  child: readonly SummonsStage[],
  roles: readonly Role[],
): Right => ({ rule, stages, child, roles });

/** The stages and roles of the rule table of domain.md §3.2, one row per command. `draft` has no stage yet. */
export const RIGHTS: Record<WhistleCommandType, Right> = {
  draft: right('E1', [], STREET),
  revise: right('E1', ['draft'], STREET),
  submit: right('E2', ['draft'], STREET),
  approve: right(
    'E3',
    ['pending-approval', ...RUNNING_STAGES, 'pending-confirm', 'pending-eval'],
    STREET_LEADERS,
  ),
  decline: right(
    'E3',
    ['pending-approval', ...RUNNING_STAGES, 'pending-confirm', 'pending-eval'],
    STREET_LEADERS,
  ),
  'record-approval': right(
    'E3',
    ['pending-approval', ...RUNNING_STAGES, 'pending-confirm', 'pending-eval'],
    ['street-duty', ...DISTRICT],
  ),
  countersign: right('E3', OWN_CALL_STAGES, STREET_LEADERS),
  'disown-approval': right('E3', OWN_CALL_STAGES, STREET_LEADERS),
  'blow-emergency': right('E4', ['draft'], [...STREET, 'shift-leader']),
  'triage-accept': right('E5', ['pending-triage'], DISTRICT),
  'triage-reject': right('E6', ['pending-triage'], DISTRICT),
  sign: summonsRight('E7', RUNNING_STAGES, ['notified'], DEPARTMENTS_AND_PROXIES),
  contact: summonsRight('E8', RUNNING_STAGES, ['signed'], DEPARTMENTS_AND_PROXIES),
  object: summonsRight('E9', RUNNING_STAGES, BEFORE_ARRIVAL, DEPARTMENTS_AND_PROXIES),
  rule: summonsRight('E10', RUNNING_STAGES, ['objected'], DISTRICT),
  arrive: summonsRight(
    'E11',
    RUNNING_STAGES,
    [...BEFORE_ARRIVAL, 'excused', 'objected'],
    [...DEPARTMENTS_AND_PROXIES, ...LEADERS, ...STREET_LEADERS],
  ),
  leave: summonsRight(
    'E13',
    RUNNING_STAGES,
    ['arrived', 'working'],
    [...DEPARTMENTS_AND_PROXIES, ...LEADERS],
  ),
  release: summonsRight('E13', RUNNING_STAGES, ['arrived', 'working'], STREET),
  'request-extension': summonsRight(
    'E14',
    RUNNING_STAGES,
    ['signed', 'contacted', 'working'],
    DEPARTMENTS_AND_PROXIES,
  ),
  'decide-extension': right('E14', RUNNING_STAGES, [...DISTRICT, ...LEADERS]),
  'change-lead': summonsRight(
    'E15',
    RUNNING_STAGES,
    [...BEFORE_ARRIVAL, 'excused', 'arrived', 'working'],
    DISTRICT,
  ),
  excuse: summonsRight('E11', RUNNING_STAGES, [...BEFORE_ARRIVAL, 'excused'], STREET),
  suspend: right('E16', ['handling'], ['vice-district']),
  resume: right('E16', ['suspended'], ['vice-district']),
  'submit-result': summonsRight('E17', ['handling'], ['working'], DEPARTMENTS_AND_PROXIES),
  confirm: right('E18', ['pending-confirm'], [...STREET, 'supervision']),
  rework: right('E18', ['pending-confirm'], STREET),
  rate: right('E19', ['pending-eval'], STREET_LEADERS),
  reopen: right('E20', ['closed'], ['supervision']),
  withdraw: right('E22', [...BEFORE_ARRIVALS, 'assembling'], STREET),
  merge: right('E23', BEFORE_ARRIVALS, [...STREET, 'district-dispatch']),
  escalate: right(
    'E25',
    OPEN_STAGES.filter((stage) => stage !== 'draft'),
    ['shift-leader', ...LEADERS],
  ),
  deescalate: right(
    'E25',
    OPEN_STAGES.filter((stage) => stage !== 'draft'),
    ['shift-leader', ...LEADERS],
  ),
  appeal: summonsRight('E26', MARKED_STAGES, SummonsStage.options, DEPARTMENTS_AND_PROXIES),
  'withdraw-appeal': summonsRight('E26', MARKED_STAGES, SummonsStage.options, DEPARTMENTS_AND_PROXIES),
  'review-appeal': right('E27', MARKED_STAGES, [...DISTRICT, ...LEADERS, 'supervision']),
  'propose-exemption': summonsRight('E28', MARKED_STAGES, SummonsStage.options, [
    ...DISTRICT,
    ...LEADERS,
    'supervision',
  ]),
  'join-street': right(
    'E30',
    ['pending-approval', 'pending-triage', ...RUNNING_STAGES],
    [...STREET, ...DISTRICT],
  ),
  'call-outside': right(
    'E31',
    OPEN_STAGES.filter((stage) => stage !== 'draft'),
    [...STREET, ...DISTRICT],
  ),
  // However far the whistle has come: whoever was named answers for their name.
  'confirm-back-entry': right('E32', WhistleStage.options, VOUCHERS),
  'disown-back-entry': right('E32', WhistleStage.options, VOUCHERS),
  transfer: right('E29', WhistleStage.options, ['shift-leader', 'admin']),
  note: right('note', WhistleStage.options, [
    ...STREET,
    ...DISTRICT,
    ...LEADERS,
    ...DEPARTMENT,
    'supervision',
  ]),
  attach: right('attach', WhistleStage.options, [
    ...STREET,
    ...DISTRICT,
    ...LEADERS,
    ...DEPARTMENT,
    'supervision',
  ]),
};

/** Roles that may give the command in this state. For approvals, emergencies, extensions and reviews the pack defines them. */
export function rolesFor(
  type: WhistleCommandType,
  state: WhistleState | null,
  rules: WhistleRules,
): readonly Role[] {
  const kind = state ? kindOf(state, rules) : null;
  if (state && kind && (type === 'approve' || type === 'decline')) {
    if (state.stage === 'pending-approval') return openApprovals(kind, state.approvals, rules).flat();
    return state.postApproval === 'pending' ? (kind.emergency?.postApprovers ?? []) : [];
  }
  if (kind && type === 'blow-emergency') return kind.emergency?.roles ?? [];
  if (type === 'decide-extension') return [...new Set(rules.extension.approvers.flat())];
  if (type === 'review-appeal')
    return [...new Set([...rules.appeal.first.roles, ...rules.appeal.second.roles])];
  // A proposal stands for the first review.
  if (type === 'propose-exemption') return rules.appeal.first.roles;
  return RIGHTS[type].roles;
}
