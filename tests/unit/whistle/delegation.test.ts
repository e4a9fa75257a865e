import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/contract/people.ts';
import type { Delegated } from '../../../shared/people/delegation.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { personsOf } from '../../../shared/whistle/persons.ts';
import { blown, cast, draftOf, OTHER_STREET, of, RULES, STREET, SZS, World } from './world.ts';

const HOUR = 3_600_000;
const [hard] = RULES.kinds.filter((kind) => kind.approvers.length > 1);
if (hard === undefined) throw new Error('a kind with two approvals');
const TWO: Role[][] = [['street-secretary'], ['street-director']];

/** `delegate` acts for `principal` in this world, for the next two hours. */
function acting(
  delegate: ActingOperator,
  principal: ActingOperator,
  world: World,
  changes: Partial<Delegated> = {},
): ActingOperator {
  const { role, held, org, streets } = principal;
  return {
    ...{ operator: delegate.operator, role, held, org, streets },
    delegated: {
      ...{ id: `d-${principal.operator}`, kind: 'acting', principal: principal.operator },
      ...{ delegate: delegate.operator, post: { org, roles: [...held], streets: [...streets] } },
      ...{ onlyStreets: null, ownOrgs: [delegate.org] },
      ...{ from: world.now - HOUR, to: world.now + 2 * HOUR, endedAt: null, fault: null, ...changes },
    },
  };
}

/** A whistle that waits for its secretary and its director. */
function waiting() {
  const world = new World();
  world.rules = { ...RULES, kinds: [{ ...(hard ?? RULES.kinds[0]), approvers: TWO, triage: true }] } as never;
  const id = world.draft(draftOf(world.now, { kind: hard?.id }));
  world.do(cast.duty, id, 'submit', {});
  return { world, id };
}

describe('a delegate', () => {
  it('acts with the rights of the principal, and the log names both', () => {
    const { world, id } = waiting();
    expect(world.refusal(cast.leader, id, 'approve', {})).toBe('right.role');
    world.do(acting(cast.leader, cast.director, world), id, 'approve', {});
    expect(world.logs.get(id)?.at(-1)).toMatchObject({
      type: 'approved',
      actor: {
        ...{ operator: 'leader', role: 'street-director', org: STREET },
        onBehalfOf: { operator: 'director', delegation: 'd-director', kind: 'acting' },
      },
    });
    expect(world.state(id).approvals).toMatchObject([{ by: 'leader', for: 'director' }]);
  });

  it.each([
    ['delegation.early', { from: Number.MAX_SAFE_INTEGER }],
    ['delegation.over', { to: 0 }],
    ['delegation.ended', { endedAt: 0 }],
    ['delegation.void', { fault: 'principal' }],
    ['delegation.void', { fault: 'conflict' }],
  ] as const)('is refused by %s, whatever the act', (rule, changes) => {
    const { world, id } = waiting();
    const someone = acting(cast.leader, cast.director, world, changes);
    expect(world.refusal(someone, id, 'approve', {})).toBe(rule);
    expect(world.refusal(someone, id, 'note', { text: '记' })).toBe(rule);
  });

  it('is bound to the streets that were named', () => {
    const { world, id } = waiting();
    const elsewhere = acting(cast.leader, cast.director, world, { onlyStreets: [OTHER_STREET] });
    expect(world.refusal(elsewhere, id, 'approve', {})).toBe('right.org');
    const here = acting(cast.leader, cast.director, world, { onlyStreets: [STREET] });
    expect(world.refusal(here, id, 'approve', {})).toBe(null);
  });

  it('is one person, whoever’s names they sign in', () => {
    const { world, id } = waiting();
    world.do(acting(cast.leader, cast.director, world), id, 'approve', {});
    expect(world.refusal(acting(cast.leader, cast.secretary, world), id, 'approve', {})).toBe('E3.twice');
    world.do(cast.secretary, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
  });

  it('does not approve for somebody what either of the two has applied for', () => {
    const { world } = waiting();
    const mine = world.draft(draftOf(world.now, { kind: hard?.id }), cast.director);
    world.do(cast.director, mine, 'submit', { notDuplicateOf: [...world.states.keys()] });
    expect(world.refusal(acting(cast.leader, cast.director, world), mine, 'approve', {})).toBe('two-person');
    const own = acting(cast.duty, cast.secretary, world);
    const theirs = world.draft(draftOf(world.now, { kind: hard?.id }), cast.duty);
    world.do(cast.duty, theirs, 'submit', { notDuplicateOf: [...world.states.keys()] });
    expect(world.refusal(own, theirs, 'approve', {})).toBe('two-person');
  });

  it('who is of the department does not review its appeal in another’s name', () => {
    const world = new World();
    const id = blown(world);
    world.advance(world.now + 40 * 24 * HOUR);
    const child = world.child(id, SZS);
    const [mark] = Object.values(world.state(id).fired).filter((one) => one.summons === child.id);
    expect(mark).toBeDefined();
    const delegate = acting(of(SZS), cast.dispatch, world);
    const marks = Object.keys(world.state(id).fired).filter(
      (key) => key.startsWith(`${child.id}.`) && key.endsWith('@1'),
    );
    const propose = {
      summons: child.id,
      mark: marks[0] ?? '',
      ground: 'not-notified',
      reason: '试验',
    } as const;
    expect(world.refusal(delegate, id, 'propose-exemption', propose)).toBe('E27.own-org');
  });
});

it('no sequence of approvals in whatever names lets one person count as two', () => {
  const people = [cast.leader, cast.secretary, cast.director, cast.duty];
  const step = fc.record({
    who: fc.nat(people.length - 1),
    for: fc.option(fc.nat(people.length - 1)),
    act: fc.constantFrom('approve', 'approve', 'approve', 'decline', 'submit'),
    late: fc.boolean(),
  });
  let approved = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
      const { world, id } = waiting();
      for (const { who, for: principal, act, late } of steps) {
        const self = people[who] ?? cast.leader;
        const other = principal === null ? undefined : people[principal];
        const over = late ? { to: world.now } : {};
        const actor = other === undefined || other === self ? self : acting(self, other, world, over);
        const decision =
          act === 'decline'
            ? world.try(actor, id, 'decline', { reason: '退回' })
            : world.try(actor, id, act === 'submit' ? 'submit' : 'approve', {});
        if (actor !== self && late) expect(decision.ok).toBe(false);
      }
      const state = world.state(id);
      const log = world.logs.get(id) ?? [];
      const begun = log.findLastIndex(({ type }) => type === 'submitted' || type === 'declined');
      const signers = log
        .slice(begun)
        .flatMap((event) => (event.type === 'approved' ? [personsOf(event.actor)] : []));
      const all = signers.flat();
      expect(new Set(all).size).toBe(all.length);
      for (const person of all) expect(state.applicants).not.toContain(person);
      if (state.stage === 'pending-triage') {
        approved += 1;
        expect(signers.length).toBe(2);
      }
    }),
    { numRuns: 300 },
  );
  expect(approved).toBeGreaterThan(0);
});
