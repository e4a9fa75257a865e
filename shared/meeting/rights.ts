import type { Role } from '../contract/people.ts';

/** Who runs the meeting: prepares, opens, shows, writes decisions, reads back. */
const RUNS: readonly Role[] = ['shift-leader', 'district-dispatch', 'vice-district', 'standing-committee'];
/** Who takes no part in the work and brings up nothing. */
const APART: readonly Role[] = ['audit', 'admin'];

type Roles = readonly Role[];

export const mayRun = (roles: Roles): boolean => roles.some((role) => RUNS.includes(role));

/** Anybody of a street, a department, the centre or supervision. */
export const mayBringUp = (roles: Roles): boolean => roles.some((role) => !APART.includes(role));

/** Who commands does not close: only supervision finds something done (domain-2.md §2.5). */
export const mayFindDone = (roles: Roles): boolean => roles.includes('supervision');
