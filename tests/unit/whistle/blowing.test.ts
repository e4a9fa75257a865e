import { describe, expect, it } from 'vitest';
import {
  blown,
  CGJ,
  cast,
  draftOf,
  JJDD,
  OTHER_STREET,
  of,
  PLACE,
  STREET,
  SZS,
  World,
  ZFDD,
} from './world.ts';

const LEAD = [{ org: SZS, part: 'lead' as const }];

describe('E1 draft', () => {
  it('takes a snapshot of the cases', () => {
    const world = new World();
    const one = { id: 'c1', title: '塌陷', categoryCode: 'E0501', channel: '12345热线' };
    world.cases.set('c1', { ...one, requestedAt: world.now, lon: 1, lat: 2 });
    const id = world.draft({ cases: ['c1', 'c1'] });
    world.cases.clear();
    expect(world.state(id)).toMatchObject({ stage: 'draft', cases: [one], round: 1, chain: 1, root: id });
  });

  it.each([
    ['right.role', of(SZS), {}],
    ['E1.street', cast.otherDuty, {}],
    ['E1.street', cast.duty, { street: 'nowhere' }],
    ['kind.unknown', cast.duty, { kind: 'unknown' }],
    ['E1.case', cast.duty, { cases: ['nothing'] }],
  ])('refuses with %s', (rule, actor, changes) => {
    const world = new World();
    expect(world.refusal(actor, null, 'draft', { draft: draftOf(world.now, changes) })).toBe(rule);
    expect(world.states.size).toBe(0);
  });

  it('is corrected by revising, in its own street', () => {
    const world = new World();
    const id = world.draft();
    world.do(cast.leader, id, 'revise', { draft: draftOf(world.now, { subject: '改' }) });
    expect(world.state(id).draft.subject).toBe('改');
    const moved = draftOf(world.now, { street: OTHER_STREET });
    expect(world.refusal(cast.duty, id, 'revise', { draft: moved })).toBe('E1.street');
  });

  it('makes the same whistle of the same command, once', () => {
    const world = new World();
    const id = world.draft();
    const command = {
      ...{ commandId: id.slice(2), type: 'draft' as const, as: null, seen: null, parent: null },
      draft: world.state(id).draft,
    };
    const again = world.run(cast.duty, id, command);
    expect(again).toMatchObject({ ok: false, refusal: { rule: 'command.repeated', kind: 'conflict' } });
  });
});

describe('E2 submit', () => {
  it.each<[string, Record<string, unknown>]>([
    ['E2.subject', { subject: '' }],
    ['E2.place', { place: null }],
    ['E2.place', { place: { lon: 118.785, lat: 32, address: '' } }],
    ['E2.place', { place: { lon: 10, lat: 50, address: '' }, placeReason: '理由' }],
    ['E2.place', { place: { lon: 118.795, lat: 32, address: '' }, placeReason: ' ' }],
    ['E2.meet', { meet: null }],
    ['E2.meet', { meet: { at: 0, where: '现场' } }],
    ['E2.lead', { departments: [] }],
    ['E2.lead', { departments: [{ org: JJDD, part: 'co' }] }],
    ['E2.twice', { departments: [...LEAD, { org: SZS, part: 'co' }] }],
    ['E2.org', { departments: [{ org: STREET, part: 'lead' }] }],
    ['E2.item', { item: null }],
    ['E2.own-list', { item: 'S15' }],
    ['E2.team', { kind: 'joint', departments: [{ org: ZFDD, part: 'lead' }] }],
    ['E2.basis', { kind: 'simple', departments: [{ org: CGJ, part: 'lead' }] }],
    ['E2.emergency', { kind: 'emergency' }],
  ])('refuses with %s', (rule, changes) => {
    const world = new World();
    const id = world.draft(changes);
    const before = world.state(id);
    const decision = world.try(cast.duty, id, 'submit', {});
    expect(decision).toMatchObject({ ok: false, refusal: { rule } });
    expect(world.state(id)).toBe(before);
  });

  it('takes a sketched border with a reason, and an own-list item with one', () => {
    const world = new World();
    const place = { lon: 118.795, lat: 32, address: '' };
    const id = world.draft({ place, placeReason: '地块跨界，由本街道管理', item: 'S15' });
    world.do(cast.duty, id, 'submit', { ownListReason: '执法力量不足' });
    expect(world.state(id).stage).toBe('pending-approval');
  });

  it('offers near-by whistles of the same sub-class, and believes who has looked', () => {
    const world = new World();
    const first = blown(world);
    const id = world.draft({ place: { ...PLACE, lon: PLACE.lon + 0.0004 } });
    const decision = world.try(cast.duty, id, 'submit', {});
    expect(decision).toMatchObject({
      ok: false,
      refusal: { rule: 'E2.duplicate', details: { candidates: [{ id: first }] } },
    });
    world.do(cast.duty, id, 'submit', { notDuplicateOf: [first] });
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['further than 50 m', { place: { ...PLACE, lon: PLACE.lon + 0.0006 } }, 0],
    ['another sub-class', { category: 'E0502' }, 0],
    ['older than 24 h', {}, 25 * 3_600_000],
  ])('does not mind what is %s', (_, changes, later) => {
    const world = new World();
    blown(world);
    world.now += later;
    const id = world.draft(changes);
    expect(world.refusal(cast.duty, id, 'submit', {})).toBeNull();
  });
});

describe('E3 approve', () => {
  it('needs one of the leadership for 推进哨', () => {
    const world = new World();
    const id = world.draft();
    world.do(cast.duty, id, 'submit', {});
    expect(world.refusal(cast.duty, id, 'approve', {})).toBe('right.role');
    expect(world.refusal(cast.dispatch, id, 'approve', {})).toBe('right.role');
    expect(world.refusal({ ...cast.leader, org: OTHER_STREET }, id, 'approve', {})).toBe('right.org');
    world.do(cast.leader, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
  });

  it('needs 书记 and 主任, two people, for 攻坚哨', () => {
    const world = new World();
    const id = world.draft({ kind: 'hard' });
    world.do(cast.duty, id, 'submit', {});
    expect(world.refusal(cast.leader, id, 'approve', {})).toBe('right.role');
    world.do(cast.secretary, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-approval');
    expect(world.refusal(cast.secretary, id, 'approve', {})).toBe('right.role');
    const both = { ...cast.director, operator: cast.secretary.operator };
    expect(world.refusal(both, id, 'approve', {})).toBe('E3.twice');
    world.do(cast.director, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-triage');
  });

  it('is never done by who applied, whatever their role', () => {
    const world = new World();
    const id = world.draft({}, cast.leader);
    world.do(cast.duty, id, 'submit', {});
    expect(world.refusal(cast.leader, id, 'approve', {})).toBe('two-person');
    expect(world.refusal({ ...cast.leader, operator: 'duty' }, id, 'approve', {})).toBe('two-person');
    world.do(cast.director, id, 'approve', {});
  });

  it('blows kinds without triage at once', () => {
    const world = new World();
    const id = world.draft({ kind: 'simple' });
    world.do(cast.duty, id, 'submit', {});
    expect(world.do(cast.leader, id, 'approve', {})).toEqual(['approved', 'blown']);
    expect(world.state(id).children.map((child) => child.basis)).toEqual(['R-D03', 'R-D03']);
  });

  it('goes back to the draft when declined, and asks everybody again', () => {
    const world = new World();
    const id = world.draft({ kind: 'hard' });
    world.do(cast.duty, id, 'submit', {});
    world.do(cast.secretary, id, 'approve', {});
    world.do(cast.director, id, 'decline', { reason: '依据不足' });
    expect(world.state(id)).toMatchObject({ stage: 'draft', approvals: [] });
    world.do(cast.duty, id, 'submit', {});
    world.do(cast.director, id, 'approve', {});
    expect(world.state(id).stage).toBe('pending-approval');
  });
});

describe('E4 emergency', () => {
  const emergency = { kind: 'emergency', meet: null, item: null };

  it('is blown at once and approved by somebody else within two hours', () => {
    const world = new World();
    const id = world.draft(emergency);
    expect(world.refusal(cast.duty, id, 'blow-emergency', {})).toBe('right.role');
    world.do(cast.leader, id, 'blow-emergency', {});
    expect(world.state(id)).toMatchObject({ stage: 'blown', postApproval: 'pending' });
    expect(world.refusal(cast.leader, id, 'approve', {})).toBe('two-person');
    world.do(cast.director, id, 'approve', {});
    expect(world.state(id).postApproval).toBe('approved');
    expect(world.refusal(cast.secretary, id, 'approve', {})).toBe('E3.stage');
  });

  it('may be blown by the shift leader; a refused post-approval goes to the meeting', () => {
    const world = new World();
    const id = world.draft(emergency);
    world.do(cast.shift, id, 'blow-emergency', {});
    world.do(cast.secretary, id, 'decline', { reason: '不属应急' });
    expect(world.state(id)).toMatchObject({
      stage: 'blown',
      postApproval: 'declined',
      listed: ['post-approval-declined'],
    });
  });

  it('is for emergencies alone, and still needs a place', () => {
    const world = new World();
    expect(world.refusal(cast.leader, world.draft(), 'blow-emergency', {})).toBe('E4.kind');
    const nowhere = world.draft({ ...emergency, place: null });
    expect(world.refusal(cast.leader, nowhere, 'blow-emergency', {})).toBe('E2.place');
    const nobody = world.draft({ ...emergency, departments: [] });
    expect(world.refusal(cast.leader, nobody, 'blow-emergency', {})).toBe('E4.lead');
  });
});

describe('E5, E6 triage', () => {
  function waiting(world: World, changes: Record<string, unknown> = {}): string {
    const id = world.draft(changes);
    world.do(cast.duty, id, 'submit', {});
    world.do(cast.leader, id, 'approve', {});
    return id;
  }

  it('resolves each department to a list row or a stated reason', () => {
    const world = new World();
    const id = waiting(world, { departments: [...LEAD, { org: CGJ, part: 'co' }] });
    const bare = world.try(cast.dispatch, id, 'triage-accept', {});
    expect(bare).toMatchObject({ ok: false, refusal: { rule: 'E5.basis', details: [CGJ] } });
    const departments = [...LEAD, { org: CGJ, part: 'co' as const, reason: '现场由其管理' }];
    world.do(cast.dispatch, id, 'triage-accept', { departments });
    expect(world.state(id).children).toMatchObject([
      { id: 's1', org: SZS, part: 'lead', basis: 'R-D03', stage: 'notified' },
      { id: 's2', org: CGJ, part: 'co', basis: null, reason: '现场由其管理' },
    ]);
  });

  it('adds the fixed members of a joint team and the leaders of 双报到', () => {
    const world = new World();
    const joint = waiting(world, { kind: 'joint' });
    world.do(cast.dispatch, joint, 'triage-accept', {});
    expect(world.state(joint).children.map((child) => child.org)).toEqual([SZS, JJDD, ZFDD]);
    const hard = blown(world, { kind: 'hard' });
    const leaders = world.state(hard).children.filter((child) => child.part === 'leader');
    expect(leaders.map((child) => child.role)).toEqual(['standing-committee', 'vice-district']);
  });

  it('rejects with a code; nobody else may, and not twice', () => {
    const world = new World();
    const id = waiting(world);
    expect(world.refusal(cast.leader, id, 'triage-accept', {})).toBe('right.role');
    expect(world.refusal(cast.supervisor, id, 'triage-accept', {})).toBe('right.role');
    world.do(cast.dispatch, id, 'triage-reject', { code: 'own-level', reason: '本级可办' });
    expect(world.state(id).stage).toBe('rejected');
    expect(world.refusal(cast.dispatch, id, 'triage-accept', {})).toBe('E5.stage');
  });
});

describe('E21 blow again', () => {
  it('counts the chain and tells the earlier whistle', () => {
    const world = new World();
    const first = blown(world);
    const second = world.draft({}, cast.duty, first);
    const third = world.draft({}, cast.duty, second);
    expect(world.state(third)).toMatchObject({ parent: second, root: first, chain: 3 });
    expect(world.state(first)).toMatchObject({ reblownBy: [second], stage: 'blown' });
  });

  it('stays in the street and needs an earlier whistle', () => {
    const world = new World();
    const first = blown(world);
    const other = { draft: draftOf(world.now, { street: OTHER_STREET }), parent: first };
    expect(world.refusal(cast.otherDuty, null, 'draft', other)).toBe('E21.street');
    const nothing = { draft: draftOf(world.now), parent: 'w-nothing' };
    expect(world.refusal(cast.duty, null, 'draft', nothing)).toBe('E21.parent');
  });
});
