import { type Operator, Role } from '../../../shared/contract/people.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import type { Words } from '../../../shared/contract/whistles.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import { hasAppointed, isHeld } from '../../../shared/whistle/posts.ts';
import { DISTRICT } from '../../../shared/whistle/rights.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { InUse, WaitedFor } from '../store/whistleQuery.ts';
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
 * Posts that nobody holds, so that what waits for them would wait in vain (此角色无人): roles that the rules call on, and
 * those that open whistles wait for now, by organisation. Nothing is said before the hall has appointed anybody.
 */
export function vacancyWarnings(
  operators: readonly Operator[],
  waiting: readonly WaitedFor[],
  pack: CityPack,
): Warning[] {
  const active = operators.filter((one) => one.active);
  if (!pack.whistles || !hasAppointed(active)) return [];
  const roles = vacantRoles(active, pack.whistles);
  const posts = waiting.filter(({ org, roles: called }) => !isHeld(active, org, called));
  return [
    ...(roles.length === 0 ? [] : [warning('warning', 'role-vacant', { roles })]),
    ...(posts.length === 0
      ? []
      : [
          warning('error', 'post-vacant', {
            posts: posts.slice(0, MOST_NAMED).map((post) => inWords(post, pack)),
            more: beyond(posts.length),
          }),
        ]),
  ];
}

function vacantRoles(active: readonly Operator[], rules: WhistleRules): Words[] {
  const vacant = postsCalledOn(rules).filter((post) => !isHeld(active, null, post));
  return [...new Set(vacant.flat())].map((role) => ROLE_WORDS[role]);
}

function inWords({ org, roles, count }: WaitedFor, pack: CityPack) {
  const name = pack.manifest.orgs.find((one) => one.code === org)?.name ?? org;
  const known = Role.options.filter((role) => roles.includes(role)).map((role) => ROLE_WORDS[role]);
  return { name, roles: known, count };
}

/** What must be held for a whistle to go on: to approve, triage and supervise it, and to hear of an escalation. */
function postsCalledOn(rules: WhistleRules): (readonly Role[])[] {
  return [
    ...rules.kinds.flatMap(({ approvers, emergency, quorum }) => [
      ...approvers,
      ...(emergency === null ? [] : [emergency.roles, emergency.postApprovers]),
      ...quorum.leaders.map((role) => [role]),
    ]),
    ...rules.extension.approvers,
    ...(rules.kinds.some((kind) => kind.triage) ? [DISTRICT] : []),
    ...rules.ladder.levels.flatMap((level) => level.notify.map((role) => [role])),
    ['supervision'],
  ];
}

function beyond(count: number): number {
  return Math.max(0, count - MOST_NAMED);
}
