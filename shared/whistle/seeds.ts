import type { RequestedDepartment } from '../contract/whistleCommands.ts';
import type { SummonsSeed } from '../contract/whistleEventParts.ts';
import type { WhistleKind } from '../contract/whistleKind.ts';
import type { WhistleContext } from './context.ts';
import { requireKnownDepartment } from './guards.ts';
import { summonsId } from './ids.ts';
import { districtOf, orgName } from './kind.ts';
import { invalid, words } from './refuse.ts';
import type { WhistleState } from './state.ts';

/** Id of the row of the responsibility list (权责清单) that assigns the item to the department; null if there is none. */
export function listRowFor(item: string | null, org: string, context: WhistleContext): string | null {
  const row = context.rules.responsibilities.find(
    (one) => one.item === item && (one.lead === org || one.co.includes(org)),
  );
  return row?.id ?? null;
}

/** The requested departments, plus the fixed members of a joint team that are missing among them. */
export function withFixedMembers(
  wanted: readonly RequestedDepartment[],
  kind: WhistleKind,
): RequestedDepartment[] {
  const named = new Set(wanted.map((one) => one.org));
  const fixed = kind.quorum.team?.fixed.filter((org) => !named.has(org)) ?? [];
  return [
    ...wanted,
    ...fixed.map((org) => ({ org, part: 'co' as const, reason: '联合执法（1+1+N）固定成员' })),
  ];
}

/** Requires at least one 主责, no department twice, only departments, and for a joint team enough other members. */
export function requireTeam(
  wanted: readonly RequestedDepartment[],
  kind: WhistleKind,
  rule: 'E2' | 'E4' | 'E5',
  context: WhistleContext,
): void {
  for (const { org } of wanted) requireKnownDepartment(org, rule, context);
  const twice = wanted.find((one, i) => wanted.findIndex((other) => other.org === one.org) < i);
  if (twice) {
    const name = orgName(context.orgs, twice.org);
    invalid(
      `${rule}.twice`,
      words(`“${name}”列了两次`, `“${name}” is listed twice`),
      words('每个部门只列一次', 'list each department once'),
    );
  }
  if (!wanted.some((one) => one.part === 'lead')) {
    invalid(
      `${rule}.lead`,
      words('没有主责部门', 'no lead department'),
      words('至少指定一个主责部门', 'name at least one lead department'),
    );
  }
  const team = kind.quorum.team;
  if (!team) return;
  const others = wanted.filter((one) => !team.fixed.includes(one.org)).length;
  if (others < team.others) {
    invalid(
      `${rule}.team`,
      words(
        `联合执法须有固定成员和至少 ${team.others} 个其他部门，现有 ${others} 个`,
        `a joint team needs its fixed members and ${team.others} others, there are ${others}`,
      ),
      words('补充参加联合执法的部门', 'add departments'),
    );
  }
}

/** Every department must be on the responsibility list for the item, or have a stated reason (指定). */
export function requireListRowOrReason(
  wanted: readonly RequestedDepartment[],
  item: string | null,
  rule: 'E2' | 'E5',
  context: WhistleContext,
): void {
  const bare = wanted.filter((one) => listRowFor(item, one.org, context) === null && !isFilled(one.reason));
  if (bare.length === 0) return;
  const names = bare.map((one) => orgName(context.orgs, one.org)).join('、');
  invalid(
    `${rule}.basis`,
    words(`权责清单没有列明：${names}`, `not on the responsibility list for this item: ${names}`),
    words(
      '为这些部门填写指定理由，或改选清单中的部门',
      'give a reason for designating them, or choose listed ones',
    ),
    bare.map((one) => one.org),
  );
}

/** Summonses for the departments and, if the kind requires it, for the district's leaders (双报到). */
export function summonsSeeds(
  state: WhistleState,
  wanted: readonly RequestedDepartment[],
  kind: WhistleKind,
  context: WhistleContext,
): SummonsSeed[] {
  const first = state.children.length + 1;
  const departments = withFixedMembers(wanted, kind).map((one, i) => ({
    id: summonsId(first + i),
    part: one.part,
    org: one.org,
    role: null,
    basis: listRowFor(state.draft.item, one.org, context),
    reason: one.reason,
    resumes: null,
  }));
  const leaders = kind.quorum.leaders.map((role, i) => ({
    id: summonsId(first + departments.length + i),
    part: 'leader' as const,
    org: districtOf(context.orgs),
    role,
    basis: null,
    reason: null,
    resumes: null,
  }));
  return [...departments, ...leaders];
}

/** A summons for one more department on a blown whistle. `resumes`: its earlier summons, if the department returns. */
export function summonsSeed(
  state: WhistleState,
  part: 'lead' | 'co',
  org: string,
  reason: string,
  resumes: string | null,
  context: WhistleContext,
): SummonsSeed {
  const id = summonsId(state.children.length + 1);
  return { id, part, org, role: null, basis: listRowFor(state.draft.item, org, context), reason, resumes };
}

export function isFilled(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}
