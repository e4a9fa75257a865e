import type { Operator, Role } from '../../../shared/contract/people.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import { DEPARTMENT, DISTRICT } from '../../../shared/whistle/rights.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { InUse } from '../store/whistleQuery.ts';
import { warning } from './warnings.ts';

/** A warning names at most this many. */
const MOST_NAMED = 8;

/**
 * What open whistles still use and the pack no longer has: they go on under the rules that they started under, but nobody
 * else may overlook it. `inUse`: of open whistles, with their number.
 */
export function packWarnings(inUse: InUse, pack: CityPack): Warning[] {
  const orgs = new Set(pack.manifest.orgs.map((org) => org.code));
  const kinds = new Set(pack.whistles?.kinds.map((kind) => kind.id));
  const lacking = [
    ...inUse.kinds.filter(({ code }) => !kinds.has(code)).map((one) => ({ ...one, what: 'kind' as const })),
    ...inUse.streets
      .filter(({ code }) => !orgs.has(code))
      .map((one) => ({ ...one, what: 'street' as const })),
    ...inUse.orgs.filter(({ code }) => !orgs.has(code)).map((one) => ({ ...one, what: 'org' as const })),
  ];
  if (lacking.length === 0) return [];
  return [
    warning('error', 'pack-lacks', { items: lacking.slice(0, MOST_NAMED), more: beyond(lacking.length) }),
  ];
}

/**
 * Offices that nobody holds: whatever waits for them would wait in vain (此角色无人). Roles that the rules call on, and
 * departments that open whistles have summoned. Nothing is said before the hall has appointed anybody.
 */
export function vacancyWarnings(operators: readonly Operator[], inUse: InUse, pack: CityPack): Warning[] {
  const active = operators.filter((one) => one.active);
  const appointed = active.filter((one) => one.roles.some((role) => role !== 'admin' && role !== 'audit'));
  if (!pack.whistles || appointed.length === 0) return [];
  const held = new Set<Role>(active.flatMap((one) => one.roles));
  const roles = [
    ...new Set(
      postsCalledOn(pack.whistles).flatMap((post) => (post.some((role) => held.has(role)) ? [] : post)),
    ),
  ];
  const staffed = new Set(
    active.filter((one) => one.roles.some((role) => DEPARTMENT.includes(role))).map((one) => one.org),
  );
  const kinds = new Map(pack.manifest.orgs.map((org) => [org.code, org]));
  const orgs = inUse.orgs.filter(({ code }) => kinds.get(code)?.kind === 'department' && !staffed.has(code));
  return [
    ...(roles.length === 0
      ? []
      : [warning('warning', 'role-vacant', { roles: roles.map((role) => ROLE_WORDS[role]) })]),
    ...(orgs.length === 0
      ? []
      : [
          warning('warning', 'department-vacant', {
            names: orgs.slice(0, MOST_NAMED).map(({ code }) => kinds.get(code)?.name ?? code),
            more: beyond(orgs.length),
          }),
        ]),
  ];
}

/** What must be held for a whistle to go on: to approve, triage and supervise it, and to hear of an escalation. */
function postsCalledOn(rules: WhistleRules): (readonly Role[])[] {
  return [
    ...rules.kinds.flatMap((kind) => [...kind.approvers, ...kind.quorum.leaders.map((role) => [role])]),
    ...(rules.kinds.some((kind) => kind.triage) ? [DISTRICT] : []),
    ...rules.ladder.levels.flatMap((level) => level.notify.map((role) => [role])),
    ['supervision'],
  ];
}

function beyond(count: number): number {
  return Math.max(0, count - MOST_NAMED);
}
