import type { WriteAction } from './auditActions.ts';

/**
 * What an operator must be allowed to do for a route that writes; which roles are is said by `people/roles.ts` of the
 * service. `manage-sources`: connect upstreams and keep their keys. `handle-rows`: have sources read, import files, retry
 * quarantined rows. `confirm-clock`: say that the machine's clock is right after a jump. `acknowledge-journal`: say why
 * the journal is not what it was. `transfer-org`: hand over what a dissolved organisation leaves. `signed-in`: any operator; the use case may demand more.
 */
export type WriteRight =
  | 'manage-sources'
  | 'handle-rows'
  | 'confirm-clock'
  | 'acknowledge-journal'
  | 'transfer-org'
  | 'signed-in';

/**
 * The rule of a route that writes. With `audit`, the interface checks the right and records each use. `own-entry`: the use
 * case checks the operator's role and records the act in the journal itself. Every exception says why it is one.
 */
export type WriteRule =
  | { right: WriteRight; audit: WriteAction }
  | { right: 'signed-in'; audit: 'own-entry' }
  | { right: 'signed-in'; audit: null; because: string }
  | { right: null; audit: null; because: string };

export const ownEntry: WriteRule = { right: 'signed-in', audit: 'own-entry' };

export function audited(right: WriteRight, audit: WriteAction): WriteRule {
  return { right, audit };
}

/** For what an operator's window does for the operator alone. */
export function unaudited(because: string): WriteRule {
  return { right: 'signed-in', audit: null, because };
}

/** For what must be possible before anybody is signed in. */
export function withoutSession(because: string): WriteRule {
  return { right: null, audit: null, because };
}
