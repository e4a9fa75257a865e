import type { OrderCommandType } from '../contract/orderCommands.ts';
import type { Operator } from '../contract/people.ts';
import { actedFor } from './guards.ts';
import { MOST_EXTENSIONS } from './limits.ts';
import { actingRole, ORDER_RIGHTS } from './rights.ts';
import type { OrderState } from './state.ts';

/** The acts that a window offers an operator on an order now. What is offered may still lack something that the form asks. */
export function offeredTo(state: OrderState, by: Operator | null, now: number): OrderCommandType[] {
  if (by === null) return [];
  const types = Object.keys(ORDER_RIGHTS) as OrderCommandType[];
  return types.filter((type) => isOffered(state, type, by, now));
}

function isOffered(state: OrderState, type: OrderCommandType, by: Operator, now: number): boolean {
  const { side, units, stages } = ORDER_RIGHTS[type];
  if (actingRole(type, by.roles) === null || !stages.includes(state.stage)) return false;
  const { lead, coUnits } = state.order;
  const isLead = by.org === lead;
  const isUnit = isLead || coUnits.includes(by.org);
  if (units === 'lead' ? !isLead : units === 'any' ? isUnit : !isUnit) return false;
  if (actedFor(state, by.id).some((one) => one !== side)) return false;
  return isTimely(state, type, by, now);
}

function isTimely(state: OrderState, type: OrderCommandType, by: Operator, now: number): boolean {
  const { clock, extension, extensions, signed, recheck } = state;
  switch (type) {
    case 'sign':
      return !signed.some(({ org }) => org === by.org);
    case 'ask-extension':
      return clock !== null && now < clock.dueAt && extension === null && extensions < MOST_EXTENSIONS;
    case 'grant-extension':
    case 'refuse-extension':
      return extension !== null;
    case 'recheck':
      return recheck === null;
    default:
      return true;
  }
}
