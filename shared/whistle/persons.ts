import type { Actor } from '../contract/whistleEventParts.ts';
import type { ActingOperator } from './context.ts';

/**
 * Whose act it is: the person at the desk and, under a delegation (委托), the principal in whose name it is done. Rules that
 * ask for two persons count both: nobody becomes two by acting for another, and nobody decides their own application by
 * having another do it in their name.
 */
export function personsOf({ operator, onBehalfOf }: Pick<Actor, 'operator' | 'onBehalfOf'>): string[] {
  return onBehalfOf === undefined ? [operator] : [operator, onBehalfOf.operator];
}

/** The same of who gives a command. */
export function personsActing({ operator, delegated }: ActingOperator): string[] {
  return delegated === null ? [operator] : [operator, delegated.principal];
}
