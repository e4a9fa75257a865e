import type { OrderCommand } from '../contract/orderCommands.ts';
import type { Operator } from '../contract/people.ts';
import { conflict, forbid } from './context.ts';
import type { OrderActor } from './events.ts';
import { actingRole, ORDER_RIGHTS } from './rights.ts';
import type { OrderState, Side } from './state.ts';

/**
 * Who acts, once the table of rights lets them: the role, the unit, the stage, and nobody for two sides of one order.
 * State null: the order is being registered.
 */
export function admit(state: OrderState | null, command: OrderCommand, by: Operator): OrderActor {
  const right = ORDER_RIGHTS[command.type];
  const role = actingRole(command.type, by.roles);
  if (role === null) return forbid(refusalOfRole(command, by));
  if (state === null) return { id: by.id, name: by.name, org: by.org, role };
  if (command.seen !== null && command.seen !== state.seq) conflict({ code: 'order-stale', parameters: {} });
  const { lead, coUnits } = state.order;
  const units = right.units === 'lead' ? [lead] : [lead, ...coUnits];
  if (right.units !== 'any' && !units.includes(by.org)) forbid({ code: 'order-other-unit', parameters: {} });
  // Somebody posted at one of its units (派驻) is rated with it.
  if (right.units === 'any' && [lead, ...coUnits].includes(by.org))
    forbid({ code: 'order-two-sides', parameters: {} });
  if (actedFor(state, by.id).some((side) => side !== right.side))
    forbid({ code: 'order-two-sides', parameters: {} });
  if (!right.stages.includes(state.stage))
    conflict(
      command.type === 'close'
        ? { code: 'order-not-checked', parameters: {} }
        : { code: 'order-stage', parameters: { stage: state.stage } },
    );
  return { id: by.id, name: by.name, org: by.org, role };
}

function refusalOfRole({ type }: OrderCommand, { roles }: Operator) {
  const handler = roles.some((role) => ORDER_RIGHTS.feedback.roles.includes(role));
  return type === 'ask-closing' && handler
    ? ({ code: 'order-leader', parameters: {} } as const)
    : ({ code: 'order-not-yours', parameters: {} } as const);
}

/** The sides for which an operator has acted in this order. */
export function actedFor({ acted }: Pick<OrderState, 'acted'>, id: string): Side[] {
  const sides: readonly Side[] = ['command', 'unit', 'supervision'];
  return sides.filter((side) => acted[side].includes(id));
}
