import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/contract/people.ts';
import type { OneHolder } from '../../../shared/pack/whistles.ts';
import { openApprovals } from '../../../shared/whistle/approvals.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import type { Approval } from '../../../shared/whistle/state.ts';
import { cast, draftOf, RULES, World } from './world.ts';

const invented = { origin: 'invented', source: '试验' } as const;
const BOTH: OneHolder = { rule: 'counts-for-both', ...invented };
const SECOND: OneHolder = { rule: 'second-leader', roles: ['street-leader'], ...invented };
const S: Role = 'street-secretary';
const D: Role = 'street-director';
const L: Role = 'street-leader';

const signed = (by: string, role: Role, held: Role[] = [role]): Approval => ({
  ...{ by, role, held, at: 0, post: false },
});
const open = (slots: Role[][], approvals: Approval[], oneHolder: OneHolder) =>
  openApprovals({ approvers: slots }, approvals, { oneHolder });

describe('approvals that are missing', () => {
  it.each([
    ['nobody signed', [], SECOND, [[S], [D]]],
    ['one of two', [signed('a', D)], SECOND, [[S]]],
    ['two persons', [signed('a', S), signed('b', D)], SECOND, []],
    ['one person with both, who counts for both', [signed('a', S, [S, D])], BOTH, []],
    ['one person with both, a second leader asked', [signed('a', S, [S, D])], SECOND, [[D, L]]],
    ['the second leader signs', [signed('a', S, [S, D]), signed('b', L)], SECOND, []],
    ['or another director', [signed('a', S, [S, D]), signed('b', D)], SECOND, []],
    [
      'a leader is no second one while the director could sign',
      [signed('a', S), signed('b', L)],
      SECOND,
      [[D]],
    ],
    ['post-approvals do not count', [{ ...signed('a', S, [S, D]), post: true }], BOTH, [[S], [D]]],
  ] as [string, Approval[], OneHolder, Role[][]][])('%s', (_, approvals, rule, missing) => {
    expect(open([[S], [D]], approvals, rule)).toEqual(missing);
  });

  it('one role twice needs two signatures even where one counts for both of two roles', () => {
    expect(open([[L], [L]], [signed('a', L)], BOTH)).toEqual([[L]]);
  });

  it('a signature is not spent on a list that another one could fill', () => {
    expect(open([[S, D], [S]], [signed('a', S), signed('b', D)], SECOND)).toEqual([]);
  });

  it('never more lists than before after another signature, and each list can be filled by a leader', () => {
    const role = fc.constantFrom(S, D, L);
    const roles = fc.uniqueArray(role, { minLength: 1, maxLength: 3 });
    const signature = fc.tuple(role, roles).map(([as, held]) => signed('x', as, [...new Set([as, ...held])]));
    fc.assert(
      fc.property(
        fc.array(roles, { maxLength: 3 }),
        fc.array(signature, { maxLength: 4 }),
        signature,
        fc.constantFrom(BOTH, SECOND),
        (slots, before, next, rule) => {
          const missing = open(slots, before, rule);
          const after = open(slots, [...before, next], rule);
          expect(after.length).toBeLessThanOrEqual(missing.length);
          if (missing.some((list) => list.includes(next.role)))
            expect(after.length).toBeLessThan(missing.length);
        },
      ),
    );
  });
});

describe('书记、主任一肩挑', () => {
  const [hard] = RULES.kinds.filter((kind) => kind.approvers.length > 1);
  if (hard === undefined) throw new Error('a kind with two approvals');
  const one: ActingOperator = { ...cast.secretary, operator: 'one', held: [S, D] };

  function waiting(oneHolder: OneHolder) {
    const world = new World();
    world.rules = { ...RULES, oneHolder, kinds: [{ ...hard, approvers: [[S], [D]], triage: true }] } as never;
    const id = world.draft(draftOf(world.now, { kind: hard?.id }));
    world.do(cast.duty, id, 'submit', {});
    return { world, id };
  }

  it('one signature is enough where the city says so', () => {
    const { world, id } = waiting(BOTH);
    world.do(one, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
  });

  it('otherwise another leader signs for the second role, never the same person', () => {
    const { world, id } = waiting(SECOND);
    world.do(one, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-approval');
    expect(world.refusal({ ...one, role: D }, id, 'approve', {})).toBe('E3.twice');
    world.do(cast.leader, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
  });
});
