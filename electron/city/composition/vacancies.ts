import { type Operator, Role } from '../../../shared/contract/people.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import type { Words } from '../../../shared/contract/whistles.ts';
import type { ErrorParameters } from '../../../shared/errors/errorText.ts';
import { namesOfPack, type PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import { hasAppointed, isHeld } from '../../../shared/whistle/posts.ts';
import { DEPARTMENT, DISTRICT, STREET } from '../../../shared/whistle/rights.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { InUse, UsedCode, WaitedFor } from '../store/whistleQuery.ts';
import { warning } from './warnings.ts';

/** A warning names at most this many. */
const MOST_NAMED = 8;

type Lacking = ErrorParameters<'pack-lacks'>['items'][number];

/** What is in use, with how often: by open whistles; people by organisation; open cases by grid. */
export type Used = InUse & { waited: readonly WaitedFor[]; people: UsedCode[]; grids: UsedCode[] };

/**
 * What is still used and the pack no longer has: whistles go on under the rules that they started under, but nobody may
 * overlook it. `former`: what earlier packs called it.
 */
export function packWarnings(used: Used, pack: CityPack, former: PackNames): Warning[] {
  const now = namesOfPack(pack);
  const lacking = (what: Lacking['what'], list: readonly UsedCode[], known: keyof PackNames): Lacking[] => {
    const there = new Set(now[known].map(({ code }) => code));
    const names = new Map(former[known].map(({ code, name }) => [code, zhOf(name)]));
    return list
      .filter(({ code }) => !there.has(code))
      .map(({ code, count }) => ({ what, code, count, ...nameOf(names.get(code)) }));
  };
  const found = [
    ...lacking('kind', used.kinds, 'kinds'),
    ...lacking('street', used.streets, 'orgs'),
    ...lacking('org', used.orgs, 'orgs'),
    ...lacking('people', used.people, 'orgs'),
    ...lackingRoles(used.waited, pack),
    ...lacking('item', used.items, 'items'),
    ...lacking('category', used.categories, 'categories'),
    ...lacking('grid', used.grids, 'grids'),
  ];
  if (found.length === 0) return [];
  return [warning('error', 'pack-lacks', { items: found.slice(0, MOST_NAMED), more: beyond(found.length) })];
}

/** Roles that the program itself calls on, whatever the pack says. */
const ALWAYS_CALLED: readonly Role[] = [...STREET, ...DISTRICT, ...DEPARTMENT, 'supervision'];

/** Roles for which open whistles wait by the rules that they started under, and which this pack gives no part any more. */
function lackingRoles(waited: readonly WaitedFor[], { whistles }: CityPack): Lacking[] {
  if (!whistles) return [];
  const called = new Set<string>([...ALWAYS_CALLED, ...postsCalledOn(whistles).flat()]);
  const counts = new Map<Role, number>();
  for (const { roles, count } of waited) {
    if (roles.length === 0 || roles.some((role) => called.has(role))) continue;
    for (const role of Role.options.filter((one) => roles.includes(one)))
      counts.set(role, (counts.get(role) ?? 0) + count);
  }
  return [...counts].map(([role, count]) => ({ what: 'role', code: role, count, name: ROLE_WORDS[role].zh }));
}

function zhOf(name: string | Words): string {
  return typeof name === 'string' ? name : name.zh;
}

function nameOf(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}

/**
 * Posts that nobody holds, so that what waits for them would wait in vain (此角色无人): roles that the rules call on, and
 * those that open whistles wait for now, by organisation. Nothing is said before the hall has appointed anybody.
 */
export function vacancyWarnings(
  operators: readonly Operator[],
  waiting: readonly WaitedFor[],
  pack: CityPack,
  former: PackNames,
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
            posts: posts.slice(0, MOST_NAMED).map((post) => inWords(post, pack, former)),
            more: beyond(posts.length),
          }),
        ]),
  ];
}

function vacantRoles(active: readonly Operator[], rules: WhistleRules): Words[] {
  const vacant = postsCalledOn(rules).filter((post) => !isHeld(active, null, post));
  return [...new Set(vacant.flat())].map((role) => ROLE_WORDS[role]);
}

function inWords({ org, roles, count }: WaitedFor, pack: CityPack, former: PackNames) {
  const name = [...pack.manifest.orgs, ...former.orgs].find((one) => one.code === org)?.name ?? org;
  const known = Role.options.filter((role) => roles.includes(role)).map((role) => ROLE_WORDS[role]);
  return { name, roles: known, count };
}

/**
 * What must be held for a whistle to go on: to approve, triage and supervise it, to hear of an escalation, and to review an
 * appeal.
 */
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
    rules.appeal.first.roles,
    rules.appeal.second.roles,
    ['supervision'],
  ];
}

function beyond(count: number): number {
  return Math.max(0, count - MOST_NAMED);
}
