import type { OrderCommandType } from '../contract/orderCommands.ts';
import type { OrderStage } from '../contract/orders.ts';
import type { Role } from '../contract/people.ts';
import { RUNNING, type Side } from './state.ts';

/**
 * Who may give a command, and in which stages. `units`: of which units an operator may be, `any` (no unit's), `lead`, or
 * `lead-or-co`.
 */
export type OrderRight = {
  side: Side;
  roles: readonly Role[];
  units: 'any' | 'lead' | 'lead-or-co';
  stages: readonly OrderStage[];
};

const LEADERS: readonly Role[] = ['vice-district', 'standing-committee'];
const COMMAND: readonly Role[] = ['district-dispatch', 'shift-leader', ...LEADERS];
const UNIT_LEADERS: readonly Role[] = ['dept-leader', 'street-leader', 'street-secretary', 'street-director'];
const UNIT: readonly Role[] = ['dept-handler', 'street-duty', ...UNIT_LEADERS];
const SUPERVISION: readonly Role[] = ['supervision'];

const open: readonly OrderStage[] = ['assigned', 'working', 'asked', 'checked', 'suspended'];

const command = (stages: readonly OrderStage[]): OrderRight => ({
  ...{ side: 'command', roles: COMMAND, units: 'any', stages },
});
const supervision = (stages: readonly OrderStage[]): OrderRight => ({
  ...{ side: 'supervision', roles: SUPERVISION, units: 'any', stages },
});

/**
 * The table of rights (domain-2.md §6 rule 20): who commands does not close, who is rated does not rate. `register` has no
 * stage yet.
 */
export const ORDER_RIGHTS: Record<OrderCommandType, OrderRight> = {
  register: command([]),
  revise: command(['registered']),
  assign: command(['registered']),
  sign: { side: 'unit', roles: UNIT, units: 'lead-or-co', stages: open },
  feedback: { side: 'unit', roles: UNIT, units: 'lead-or-co', stages: open },
  'ask-extension': { side: 'unit', roles: UNIT, units: 'lead', stages: RUNNING },
  'grant-extension': command(RUNNING),
  'refuse-extension': command(RUNNING),
  'ask-closing': { side: 'unit', roles: UNIT_LEADERS, units: 'lead', stages: ['working'] },
  check: supervision(['asked']),
  close: supervision(['checked']),
  urge: command(RUNNING),
  'change-lead': command(RUNNING),
  suspend: command(RUNNING),
  resume: command(['suspended']),
  carry: command(open),
  recheck: supervision(['closed']),
  cancel: command(['registered', ...RUNNING, 'suspended']),
};

/** Roles that decide in the chair (主持) of a meeting by themselves; others record what was decided at one. */
export const CHAIR: readonly Role[] = LEADERS;

/** Which role of these an act is done in; null: none of them may. */
export function actingRole(type: OrderCommandType, held: readonly Role[]): Role | null {
  return held.find((role) => ORDER_RIGHTS[type].roles.includes(role)) ?? null;
}
