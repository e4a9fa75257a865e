import type { Role } from '../contract/people.ts';
import type { WhistleCommandType } from '../contract/whistleCommands.ts';
import type { SummonsStage, WhistleStage } from '../contract/whistles.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { findKind, openApprovals } from './kind.ts';
import { type Summons, TERMINAL_STAGES, type WhistleState } from './state.ts';

/**
 * Which roles may give a command, and in which stages. `child`: stages of the summons it acts on; null: it acts on
 * none.
 */
export type Right = {
  rule: string;
  stages: readonly WhistleStage[];
  child: readonly SummonsStage[] | null;
  roles: readonly Role[];
};

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

const RUNNING: readonly WhistleStage[] = ['blown', 'assembling', 'handling'];
const BEFORE_ARRIVALS: readonly WhistleStage[] = ['draft', 'pending-approval', 'pending-triage', 'blown'];
const BEFORE_ARRIVAL: readonly SummonsStage[] = ['notified', 'signed', 'contacted'];
const ALL_STAGES: readonly WhistleStage[] = [
  ...BEFORE_ARRIVALS,
  'assembling',
  'handling',
  'pending-confirm',
  'pending-eval',
  'closed',
  'suspended',
  'withdrawn',
  'rejected',
  'merged',
];
const OPEN_STAGES = ALL_STAGES.filter((stage) => !TERMINAL_STAGES.includes(stage));
const DEPARTMENTS_AND_PROXIES: readonly Role[] = [...DEPARTMENT, ...PROXIES];

const right = (
  rule: string,
  stages: readonly WhistleStage[],
  child: readonly SummonsStage[] | null,
  roles: readonly Role[],
): Right => ({ rule, stages, child, roles });

/** The stages and roles of the rule table of domain.md §3.2, one row per command. `draft` has no stage yet. */
export const RIGHTS: Record<WhistleCommandType, Right> = {
  draft: right('E1', [], null, STREET),
  revise: right('E1', ['draft'], null, STREET),
  submit: right('E2', ['draft'], null, STREET),
  approve: right(
    'E3',
    ['pending-approval', ...RUNNING, 'pending-confirm', 'pending-eval'],
    null,
    STREET_LEADERS,
  ),
  decline: right(
    'E3',
    ['pending-approval', ...RUNNING, 'pending-confirm', 'pending-eval'],
    null,
    STREET_LEADERS,
  ),
  'blow-emergency': right('E4', ['draft'], null, [...STREET, 'shift-leader']),
  'triage-accept': right('E5', ['pending-triage'], null, DISTRICT),
  'triage-reject': right('E6', ['pending-triage'], null, DISTRICT),
  sign: right('E7', RUNNING, ['notified'], DEPARTMENTS_AND_PROXIES),
  contact: right('E8', RUNNING, ['signed'], DEPARTMENTS_AND_PROXIES),
  object: right('E9', RUNNING, BEFORE_ARRIVAL, DEPARTMENTS_AND_PROXIES),
  rule: right('E10', RUNNING, ['objected'], DISTRICT),
  arrive: right(
    'E11',
    RUNNING,
    [...BEFORE_ARRIVAL, 'excused', 'objected'],
    [...DEPARTMENTS_AND_PROXIES, ...LEADERS, ...STREET_LEADERS],
  ),
  leave: right('E13', RUNNING, ['arrived', 'working'], [...DEPARTMENTS_AND_PROXIES, ...LEADERS]),
  release: right('E13', RUNNING, ['arrived', 'working'], STREET),
  'request-extension': right('E14', RUNNING, ['signed', 'contacted', 'working'], DEPARTMENTS_AND_PROXIES),
  'decide-extension': right('E14', RUNNING, null, [...DISTRICT, ...LEADERS]),
  'change-lead': right('E15', RUNNING, [...BEFORE_ARRIVAL, 'excused', 'arrived', 'working'], DISTRICT),
  excuse: right('E11', RUNNING, [...BEFORE_ARRIVAL, 'excused'], STREET),
  suspend: right('E16', ['handling'], null, ['vice-district']),
  resume: right('E16', ['suspended'], null, ['vice-district']),
  'submit-result': right('E17', ['handling'], ['working'], DEPARTMENTS_AND_PROXIES),
  confirm: right('E18', ['pending-confirm'], null, [...STREET, 'supervision']),
  rework: right('E18', ['pending-confirm'], null, STREET),
  rate: right('E19', ['pending-eval'], null, STREET_LEADERS),
  reopen: right('E20', ['closed'], null, ['supervision']),
  withdraw: right('E22', [...BEFORE_ARRIVALS, 'assembling'], null, STREET),
  merge: right('E23', BEFORE_ARRIVALS, null, [...STREET, 'district-dispatch']),
  escalate: right(
    'E25',
    OPEN_STAGES.filter((stage) => stage !== 'draft'),
    null,
    ['shift-leader', ...LEADERS],
  ),
  deescalate: right(
    'E25',
    OPEN_STAGES.filter((stage) => stage !== 'draft'),
    null,
    ['shift-leader', ...LEADERS],
  ),
  note: right('note', ALL_STAGES, null, [...STREET, ...DISTRICT, ...LEADERS, ...DEPARTMENT, 'supervision']),
  attach: right('attach', ALL_STAGES, null, [
    ...STREET,
    ...DISTRICT,
    ...LEADERS,
    ...DEPARTMENT,
    'supervision',
  ]),
};

/** Roles that may give the command in this state. For approvals, emergencies and extensions the pack defines them. */
export function rolesFor(
  type: WhistleCommandType,
  state: WhistleState | null,
  rules: WhistleRules,
): readonly Role[] {
  const kind = state ? findKind(rules, state.draft.kind) : null;
  if (state && kind && (type === 'approve' || type === 'decline')) {
    if (state.stage === 'pending-approval') return openApprovals(kind, state).flat();
    return state.postApproval === 'pending' ? (kind.emergency?.postApprovers ?? []) : [];
  }
  if (kind && type === 'blow-emergency') return kind.emergency?.roles ?? [];
  if (type === 'decide-extension') return [...new Set(rules.extension.approvers.flat())];
  return RIGHTS[type].roles;
}

/** Whether the operator belongs to the street, department or linked streets concerned, as the role requires. */
export function isOnRequiredSide(
  actor: { role: Role; org: string; streets: readonly string[] },
  state: WhistleState | null,
  summons: Summons | null,
): boolean {
  const { role, org, streets } = actor;
  if (STREET.includes(role)) return state === null || org === state.draft.street;
  if (DEPARTMENT.includes(role)) {
    if (summons) return summons.org === org;
    return state === null || state.children.some((child) => child.org === org);
  }
  if (LEADERS.includes(role) && state) {
    if (summons && summons.role !== role) return false;
    // 挂包: a standing committee member is linked to streets; a deputy head without links is responsible for all streets.
    if (role === 'vice-district' && streets.length === 0) return true;
    return streets.includes(state.draft.street);
  }
  return true;
}

/**
 * The first of the operator's roles that may give the command here; null if none may. For callers that state no role.
 */
export function actingRole(
  operator: { roles: readonly Role[]; org: string; streets: readonly string[] },
  type: WhistleCommandType,
  summons: string | null,
  state: WhistleState | null,
  rules: WhistleRules,
): Role | null {
  const allowed = rolesFor(type, state, rules);
  const child = state?.children.find((one) => one.id === summons) ?? null;
  const mine = operator.roles.filter((role) => allowed.includes(role));
  return mine.find((role) => isOnRequiredSide({ ...operator, role }, state, child)) ?? null;
}

/** Commands that stage and role allow the operator now, for menus. `decide` may still refuse them. */
export function allowedCommands(
  operator: { roles: readonly Role[]; org: string; streets: readonly string[] },
  state: WhistleState,
  rules: WhistleRules,
): { type: WhistleCommandType; summons: string | null }[] {
  const found: { type: WhistleCommandType; summons: string | null }[] = [];
  for (const type of TYPES) {
    const { stages, child } = RIGHTS[type];
    if (!stages.includes(state.stage)) continue;
    if (type === 'decide-extension' && state.extensions.every((one) => one.decision !== 'pending')) continue;
    if (child === null) {
      if (actingRole(operator, type, null, state, rules)) found.push({ type, summons: null });
      continue;
    }
    for (const one of state.children) {
      if (
        child.includes(one.stage) &&
        appliesTo(type, one, rules) &&
        actingRole(operator, type, one.id, state, rules)
      ) {
        found.push({ type, summons: one.id });
      }
    }
  }
  return found;
}

/** District leaders only arrive and leave; a new time to report is granted a limited number of times. */
function appliesTo(type: WhistleCommandType, child: Summons, rules: WhistleRules): boolean {
  if (type === 'change-lead') return child.part === 'lead';
  if (type === 'excuse' && child.excuses >= rules.excuses) return false;
  return child.part !== 'leader' || ['arrive', 'leave', 'release', 'excuse'].includes(type);
}

const TYPES = Object.keys(RIGHTS).filter((type): type is WhistleCommandType => type in RIGHTS);
