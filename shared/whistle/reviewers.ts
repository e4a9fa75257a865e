import type { Role } from '../contract/people.ts';
import type { AppealStep, ReviewTask } from '../contract/whistleAppeals.ts';
import type { ClockContext } from './clock.ts';
import { centreOf, districtOf } from './kind.ts';
import { LEADERS } from './rights.ts';

/** Who gives a review: at the centre, or the district's leaders where the rules name only them. */
export function reviewersOf(step: AppealStep, { rules, orgs }: ClockContext): { org: string; roles: Role[] } {
  const { roles } = rules.appeal[step];
  const there = roles.filter((role) => !LEADERS.includes(role));
  return there.length === 0 ? { org: districtOf(orgs), roles } : { org: centreOf(orgs), roles: there };
}

/** A review that begins, with the time for it. */
export function reviewTask(step: AppealStep, context: ClockContext): ReviewTask {
  const { amount, unit, source } = context.rules.appeal[step].limit;
  return { org: reviewersOf(step, context).org, limit: { amount, unit, source } };
}
