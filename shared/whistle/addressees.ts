import type { Role } from '../contract/people.ts';
import type { Level } from '../contract/whistles.ts';
import type { PostHolder, WhistleContext } from './context.ts';
import { isOnRequiredSide } from './sides.ts';
import type { WhistleState } from './state.ts';

/**
 * Whom an escalation to this level tells: the roles of the level and, where nobody holds any of them (此角色无人), those of the
 * next level that somebody holds, in the end the district's centre. `vacant`: roles of the level that nobody holds; they stay
 * among those told, for whoever is appointed later.
 */
export function addresseesOf(
  level: Level,
  state: WhistleState,
  context: WhistleContext,
): { notify: Role[]; vacant: Role[] } {
  const { levels } = context.rules.ladder;
  const rolesOf = (one: number) => levels.find((entry) => entry.level === one)?.notify ?? [];
  const own = rolesOf(level);
  const people = context.people();
  const isHeld = (role: Role): boolean => people === null || holds(people, role, state);
  const vacant = own.filter((role) => !isHeld(role));
  if (vacant.length < own.length || own.length === 0) return { notify: own, vacant };
  const above = [...levels]
    .filter((entry) => entry.level > level)
    .sort((a, b) => a.level - b.level)
    .map((entry) => entry.notify);
  const next = [...above, ...CENTRE].find((roles) => roles.some(isHeld)) ?? [];
  const held = next.filter(isHeld);
  return { notify: [...new Set([...own, ...held])], vacant };
}

/** Who is told when nobody of the ladder is there: whoever leads the shift, then whoever dispatches. */
const CENTRE: readonly (readonly Role[])[] = [['shift-leader'], ['district-dispatch']];

function holds(people: readonly PostHolder[], role: Role, state: WhistleState): boolean {
  return people.some(
    ({ roles, org, streets }) =>
      roles.includes(role) && isOnRequiredSide({ role, org, streets }, state, null, null),
  );
}
