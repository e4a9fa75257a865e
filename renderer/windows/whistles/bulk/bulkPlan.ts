import type { SessionState } from '../../../../shared/contract/operators.ts';
import { BATCH_MAX, type BatchType } from '../../../../shared/contract/whistleBatch.ts';
import type { WhistleSummary } from '../../../../shared/contract/whistles.ts';
import { DEPARTMENT, STREET_LEADERS } from '../../../../shared/whistle/rights.ts';

/** Why an act cannot be done to a marked whistle, as far as the board knows. The service has the last word. */
export type Obstacle =
  | 'gone'
  | 'role'
  | 'not-summoned'
  | 'signed'
  | 'other-street'
  | 'not-waiting'
  | 'too-many';

/** What is to be done to one marked whistle. */
export type Planned = { whistle: string; subject: string; summons: string | null };

export type BulkPlan = {
  possible: Planned[];
  impossible: { whistle: string; subject: string; why: Obstacle }[];
};

type Me = Pick<SessionState, 'org' | 'roles'>;

/** What a bulk act (批量办理) will do to each marked whistle, and where it cannot, why; in the order in which they were marked. */
export function bulkPlan(
  type: BatchType,
  marked: readonly string[],
  rows: ReadonlyMap<string, WhistleSummary>,
  me: Me,
): BulkPlan {
  const plan: BulkPlan = { possible: [], impossible: [] };
  for (const whistle of marked) {
    const row = rows.get(whistle);
    const found = row === undefined ? 'gone' : type === 'sign' ? toSign(row, me) : toApprove(row, me);
    const subject = row?.subject ?? whistle;
    if (typeof found === 'string') plan.impossible.push({ whistle, subject, why: found });
    else if (plan.possible.length >= BATCH_MAX) plan.impossible.push({ whistle, subject, why: 'too-many' });
    else plan.possible.push({ whistle, subject, ...found });
  }
  return plan;
}

/** The operator's own department signs; what a clerk records for another needs who answered, and is no bulk act. */
function toSign({ departments }: WhistleSummary, { org, roles }: Me): Obstacle | { summons: string } {
  if (!roles.some((role) => DEPARTMENT.includes(role))) return 'role';
  const own = departments.filter((one) => one.org === org && one.part !== 'leader');
  if (own.length === 0) return 'not-summoned';
  const open = own.find(({ stage }) => stage === 'notified');
  return open === undefined ? 'signed' : { summons: open.summons };
}

/** The street's leaders approve what waits for them; a post-approval (补批) is looked at one by one. */
function toApprove(
  { stage, street, waiting }: WhistleSummary,
  { org, roles }: Me,
): Obstacle | { summons: null } {
  if (!roles.some((role) => STREET_LEADERS.includes(role))) return 'role';
  if (street !== org) return 'other-street';
  const waits = waiting.some(
    (one) => one.org === org && one.summons === null && one.roles.some((role) => roles.includes(role)),
  );
  return stage === 'pending-approval' && waits ? { summons: null } : 'not-waiting';
}
