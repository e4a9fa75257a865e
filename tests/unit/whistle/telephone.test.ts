import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/contract/people.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { allowedCommands } from '../../../shared/whistle/offered.ts';
import { signersOf } from '../../../shared/whistle/state.ts';
import { summaryOf } from '../../../shared/whistle/view.ts';
import { cast, draftOf, OTHER_STREET, of, RULES, World } from './world.ts';

const [hard] = RULES.kinds.filter((kind) => kind.approvers.length > 1);
if (hard === undefined) throw new Error('a kind with two approvals');
const TWO: Role[][] = [['street-secretary'], ['street-director']];
const MINUTE = 60_000;

/** A whistle of `duty` that waits for its secretary and its director. */
function waiting() {
  const world = new World();
  world.rules = { ...RULES, kinds: [{ ...(hard ?? RULES.kinds[0]), approvers: TWO, triage: true }] } as never;
  const id = world.draft(draftOf(world.now, { kind: hard?.id }));
  world.do(cast.duty, id, 'submit', {});
  world.now += 10 * MINUTE;
  return { world, id };
}
const call = (world: World, leader: string) => ({ leader, at: world.now - MINUTE, note: '' });

describe('an approval by telephone', () => {
  it('counts, is marked until its leader confirms it, and names both', () => {
    const { world, id } = waiting();
    world.do(cast.dispatch, id, 'record-approval', call(world, 'director'));
    const [given] = world.state(id).approvals;
    expect(given).toMatchObject({ by: 'director', recordedBy: 'dispatch', phone: 'unconfirmed' });
    world.do(cast.secretary, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
    expect(world.waiting(id)).toContain('补签电话批准');
    // Nobody but the director can give it: no other holder of that role is alarmed for it.
    const { waiting: owed } = summaryOf(world.state(id), { ...world.basis, now: world.now });
    expect(owed.map(({ what, person }) => [what.zh, person])).toContainEqual(['补签电话批准', 'director']);
    expect(world.refusal(cast.secretary, id, 'countersign', {})).toBe('E3.own-call');
    world.do(cast.director, id, 'countersign', {});
    expect(world.state(id).approvals[0]).toMatchObject({ phone: 'confirmed' });
    expect(world.waiting(id)).not.toContain('补签电话批准');
    expect(world.refusal(cast.director, id, 'countersign', {})).toBe('E3.own-call');
  });

  it('is void while the whistle waits, once its leader disowns it, and listed afterwards', () => {
    const { world, id } = waiting();
    world.do(cast.dispatch, id, 'record-approval', call(world, 'director'));
    world.do(cast.director, id, 'disown-approval', { reason: '未接到电话' });
    world.do(cast.secretary, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-approval');
    const later = waiting();
    later.world.do(cast.dispatch, later.id, 'record-approval', call(later.world, 'director'));
    later.world.do(cast.secretary, later.id, 'approve', {});
    later.world.do(cast.director, later.id, 'disown-approval', { reason: '未接到电话' });
    expect(later.world.state(later.id).listed).toEqual(['approval-disowned']);
  });

  it('once disowned, stands in the way of nobody: its leader approves in person, its recorder records another', () => {
    const { world, id } = waiting();
    world.do(cast.dispatch, id, 'record-approval', call(world, 'director'));
    world.do(cast.director, id, 'disown-approval', { reason: '未接到电话' });
    world.do(cast.dispatch, id, 'record-approval', call(world, 'secretary'));
    world.do(cast.director, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
  });

  it('leaves an emergency without its approval again, with the time that was left, once disowned', () => {
    const world = new World();
    const id = world.draft({ kind: 'emergency' });
    world.do(cast.shift, id, 'blow-emergency', {});
    const due = () =>
      clocksOf(world.state(id), world.basis).find((one) => one.kind === 'post-approval')?.dueAt;
    const before = due();
    world.now += 3_600_000;
    world.do(cast.dispatch, id, 'record-approval', call(world, 'director'));
    expect(due()).toBeUndefined();
    world.now += 2 * 86_400_000;
    world.do(cast.director, id, 'disown-approval', { reason: '未接到电话' });
    expect(world.state(id)).toMatchObject({ postApproval: 'pending', listed: ['approval-disowned'] });
    expect(due()).toBe((before ?? 0) + 2 * 86_400_000);
    expect(world.waiting(id)).toContain('事后补批');
    world.do(cast.director, id, 'approve', {});
    expect(world.state(id).postApproval).toBe('approved');
  });

  it('lets a level rest that only the post-approval holds up, while it stands', () => {
    const world = new World();
    const id = world.draft({ kind: 'emergency' });
    world.do(cast.shift, id, 'blow-emergency', {});
    for (const { id: summons, org } of world.state(id).children) {
      world.do(of(org), id, 'sign', { summons });
      world.do(of(org), id, 'arrive', { summons, method: 'qr', code: 'code' });
    }
    const approval = clocksOf(world.state(id), world.basis).find((one) => one.kind === 'post-approval');
    world.advance(approval?.dueAt ?? 0);
    world.do(cast.shift, id, 'escalate', { to: 3, reason: '未补批' });
    const level = () => clocksOf(world.state(id), world.basis).find((one) => one.kind === 'rung')?.dueAt ?? 0;
    const before = level();
    world.now += 60_000;
    world.do(cast.dispatch, id, 'record-approval', call(world, 'director'));
    world.now += 7 * 86_400_000;
    world.do(cast.director, id, 'disown-approval', { reason: '未接到电话' });
    expect(level()).toBe(before + 7 * 86_400_000);
  });

  it.each([
    ['E3.leader', cast.dispatch, { leader: 'leader' }],
    ['E3.leader', cast.dispatch, { leader: 'nobody' }],
    ['E3.call', cast.dispatch, { leader: 'director', at: 0 }],
    ['E3.call', cast.dispatch, { leader: 'director', at: Number.MAX_SAFE_INTEGER }],
    ['two-person', cast.duty, { leader: 'director' }],
    ['right.role', cast.leader, { leader: 'director' }],
    ['right.org', { ...cast.otherDuty, org: OTHER_STREET }, { leader: 'director' }],
  ] as [string, ActingOperator, { leader: string; at?: number }][])(
    'is refused by %s',
    (rule, who, given) => {
      const { world, id } = waiting();
      expect(world.refusal(who, id, 'record-approval', { ...call(world, ''), ...given })).toBe(rule);
    },
  );

  it('is offered to its leader alone for confirmation', () => {
    const { world, id } = waiting();
    world.do(cast.dispatch, id, 'record-approval', call(world, 'director'));
    const menu = (who: string) =>
      allowedCommands(
        { id: who, roles: ['street-director'], org: cast.director.org, streets: [] },
        world.state(id),
        { ...world.basis, now: world.now },
      ).map(({ type }) => type);
    expect(menu('director')).toEqual(expect.arrayContaining(['countersign', 'disown-approval']));
    expect(menu('another')).not.toContain('countersign');
  });
});

/** Whether secretary and director, both in person, can still bring it on: nobody who has to approve is shut out. */
function canStillPass(world: World, id: string): boolean {
  for (const leader of [cast.secretary, cast.director]) world.try(leader, id, 'approve', {});
  return world.state(id).stage === 'pending-triage';
}

it('no sequence of calls and signatures lets one person stand behind two approvals, or shuts a leader out', () => {
  const people = [cast.dispatch, cast.shift, cast.secretary, cast.director, cast.duty];
  const step = fc.record({
    who: fc.nat(4),
    leader: fc.constantFrom('secretary', 'director'),
    what: fc.constantFrom('call', 'approve', 'disown'),
  });
  let approved = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
      const { world, id } = waiting();
      for (const { who, leader, what } of steps) {
        const actor = people[who] ?? cast.duty;
        if (what === 'call') world.try(actor, id, 'record-approval', call(world, leader));
        else if (what === 'disown') world.try(actor, id, 'disown-approval', { reason: '未接到电话' });
        else world.try(actor, id, 'approve', {});
      }
      const { approvals, applicants, stage } = world.state(id);
      const persons = approvals.flatMap(signersOf);
      expect(new Set(persons).size).toBe(persons.length);
      if (stage === 'pending-approval') expect(canStillPass(world, id)).toBe(true);
      for (const person of persons) expect(applicants).not.toContain(person);
      if (stage === 'pending-triage') approved += 1;
    }),
    { numRuns: 200 },
  );
  expect(approved).toBeGreaterThan(0);
});
