import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { indicatorsOf } from '../../../shared/whistle/indicators.ts';
import { allowedCommands } from '../../../shared/whistle/offered.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { cn, cnText } from '../time/calendars.ts';
import { blown, cast, HASH, handling, JJDD, of, RULES, SZS, World } from './world.ts';

/** One department, called on Monday 2026-11-16 at 9:00. */
const ONE = { departments: [{ org: SZS, part: 'lead' }] };
const on = { summons: 's1' };
const at = (time: string) => cn(`2026-11-16 ${time}`);
const backEntry = (time: number, confirmedBy = 'dispatch') => ({
  backEntry: { occurredAt: time, cause: 'system-down' as const, reason: '停电，有纸质登记', confirmedBy },
});
const clockOf = (world: World, id: string, clock: string) =>
  clocksOf(world.state(id), world.basis).find((one) => one.id === clock);
const dueOf = (world: World, id: string, clock: string) => cnText(clockOf(world, id, clock)?.dueAt ?? null);
const figure = (world: World, id: string, name: string) =>
  indicatorsOf(
    [{ state: world.state(id), log: world.logs.get(id) ?? [] }],
    { from: 0, to: Infinity },
    0,
    RULES,
  ).find((one) => one.id === name);
const lastOf = (world: World, id: string, type: string) =>
  world.logs.get(id)?.findLast((event) => event.type === type);

describe('a signature within its hour, entered three hours later', () => {
  function signedLate(time: string): { world: World; id: string; types: string[] } {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('12:00'));
    expect(world.child(id, SZS)).toMatchObject({ yellowCards: 1, expiries: 1 });
    expect(world.state(id).level).toBe(3);
    const types = world.do(of(SZS), id, 'sign', { ...on, ...backEntry(at(time)) });
    return { world, id, types };
  }

  it('takes effect at its true time: the card and the level go, the fact stays', () => {
    const { world, id, types } = signedLate('09:25');
    expect(types).toEqual(['signed', 'rejudged', 'deescalated']);
    expect(world.child(id, SZS)).toMatchObject({
      ...{ stage: 'signed', signedAt: at('09:25'), yellowCards: 0, expiries: 0 },
      exempt: { yellowCards: 1, expiries: 1, noShow: false, late: false },
    });
    expect(world.state(id)).toMatchObject({ level: 0, supervised: false });
    expect(world.state(id).fired['s1.sign.0@1']).toMatchObject({ exempt: true, endedAt: at('09:25') });
    expect(figure(world, id, 'sign')).toMatchObject({
      ...{ numerator: 1, denominator: 1, exemptIds: [`${id}/s1`] },
    });
    expect(lastOf(world, id, 'signed')).toMatchObject({
      at: at('12:00'),
      backEntry: {
        occurredAt: at('09:25'),
        confirmedBy: { operator: 'dispatch', role: 'district-dispatch' },
      },
    });
    expect(lastOf(world, id, 'rejudged')).toMatchObject({
      data: {
        cause: 'back-entry',
        marks: expect.arrayContaining([
          expect.objectContaining({ timer: 's1.sign.0@1', verdict: 'exempt', dueAt: at('10:00') }),
        ]),
      },
    });
  });

  it('keeps the level of the reminders that were rightly sent, until they are answered', () => {
    const { world, id } = signedLate('09:50');
    // The reminders of 9:30 and 9:48 were due; what they asked for is done, so the level ends by itself.
    expect(world.state(id).fired['s1.sign.0@0.5']).toMatchObject({ exempt: false });
    expect(world.state(id).fired['s1.sign.0@1']).toMatchObject({ exempt: true });
    expect(world.state(id).level).toBe(0);
    expect(lastOf(world, id, 'deescalated')).toMatchObject({ data: { from: 1, to: 0, cause: 'auto' } });
  });

  it('counts the limits that begin by it from its true time', () => {
    const { world, id } = signedLate('09:25');
    expect(dueOf(world, id, 's1.arrive.0')).toBe('2026-11-19 09:25');
    expect(dueOf(world, id, 's1.contact.0')).toBe('2026-11-17 09:25');
    // No reminder is dated before the entry.
    for (const timer of timersOf(world.state(id), world.basis))
      expect(timer.dueAt).toBeGreaterThanOrEqual(world.now);
  });

  it('is in time in the very minute of the limit, and late after it', () => {
    const exact = signedLate('10:00');
    expect(exact.world.child(exact.id, SZS)).toMatchObject({ expiries: 0, exempt: { expiries: 1 } });
    const late = signedLate('10:01');
    expect(late.world.child(late.id, SZS)).toMatchObject({
      ...{ signedAt: at('10:01'), yellowCards: 1, expiries: 1 },
      exempt: { yellowCards: 0, expiries: 0 },
    });
    expect(late.world.state(late.id).fired['s1.sign.0@1']).toMatchObject({ exempt: false });
    // «Half as much again» passed at 10:30, when it had been done: that step goes, the mark stays.
    expect(late.world.state(late.id).fired['s1.sign.0@1.5']).toMatchObject({ exempt: true });
    expect(late.world.state(late.id).level).toBe(2);
    expect(figure(late.world, late.id, 'sign')).toMatchObject({ numerator: 0, denominator: 1 });
  });

  it('stays supervised by order of a leader', () => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('09:10'));
    world.do(cast.shift, id, 'escalate', { to: 2, reason: '重点' });
    world.advance(at('12:00'));
    world.do(of(SZS), id, 'sign', { ...on, ...backEntry(at('09:25')) });
    expect(world.state(id).level).toBe(2);
  });

  it('ends an appeal against the mark', () => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('12:00'));
    world.do(of(SZS), id, 'appeal', { ...on, mark: 's1.sign.0@1', ground: 'system-fault', reason: '停电' });
    const types = world.do(of(SZS), id, 'sign', { ...on, ...backEntry(at('09:25')) });
    expect(types).toContain('appeal-ended');
    expect(world.state(id).appeals[0]).toMatchObject({ stage: 'moot' });
  });
});

describe('an arrival', () => {
  const emergency = { ...ONE, kind: 'emergency' };

  function emergencyBlown(): { world: World; id: string } {
    const world = new World();
    const id = world.draft(emergency);
    world.do(cast.leader, id, 'blow-emergency', {});
    world.do(of(SZS), id, 'sign', on);
    return { world, id };
  }
  const arrival = { ...on, method: 'record' as const, who: '王工' };

  it('before the true limit is in time, and the whistle is handled from then', () => {
    const { world, id } = emergencyBlown();
    world.advance(at('09:50'));
    expect(world.child(id, SZS)).toMatchObject({ noShow: true, expiries: 1 });
    const types = world.do(of(SZS), id, 'arrive', { ...arrival, ...backEntry(at('09:20')) });
    expect(types.slice(0, 3)).toEqual(['arrived', 'assembled', 'rejudged']);
    expect(world.child(id, SZS)).toMatchObject({
      ...{ stage: 'working', arrivedAt: at('09:20'), workingAt: at('09:20'), arrivedBy: '王工' },
      ...{ late: false, noShow: false, expiries: 0 },
      exempt: { noShow: true, late: false },
    });
    expect(figure(world, id, 'arrive')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(figure(world, id, 'time-to-arrive')).toMatchObject({ value: 20 * 60_000 });
    expect(clockOf(world, id, 's1.handle.0')?.startAt).toBe(at('09:20'));
  });

  it('after the true limit stays late, and keeps the mark', () => {
    const { world, id } = emergencyBlown();
    world.advance(at('09:50'));
    world.do(of(SZS), id, 'arrive', { ...arrival, ...backEntry(at('09:40')) });
    expect(world.child(id, SZS)).toMatchObject({
      late: true,
      noShow: true,
      expiries: 1,
      arrivedAt: at('09:40'),
    });
    expect(figure(world, id, 'arrive')).toMatchObject({ numerator: 0, denominator: 1 });
  });

  it('implies the signature at the same time', () => {
    const world = new World();
    const id = world.draft(emergency);
    world.do(cast.leader, id, 'blow-emergency', {});
    world.advance(at('09:50'));
    world.do(of(SZS), id, 'arrive', { ...arrival, ...backEntry(at('09:04')) });
    expect(world.child(id, SZS)).toMatchObject({ signedAt: at('09:04'), expiries: 0, yellowCards: 0 });
    expect(world.state(id).level).toBe(0);
  });

  it('needs a record and a name, since no position and no code of that time are left', () => {
    const { world, id } = emergencyBlown();
    world.advance(at('09:50'));
    const when = backEntry(at('09:20'));
    const tried = (body: object) => world.refusal(of(SZS), id, 'arrive', { ...arrival, ...when, ...body });
    expect(tried({ method: 'qr', code: 'code' })).toBe('E11.method');
    expect(tried({ method: 'clerk' })).toBe('E11.method');
    expect(tried({ who: null })).toBe('E11.who');
    expect(world.refusal(of(SZS), id, 'arrive', arrival)).toBe('E11.method');
    expect(tried({})).toBeNull();
  });

  it('of both leaders still takes two persons', () => {
    const world = new World();
    const id = blown(world, { ...ONE, kind: 'hard' });
    const both: ActingOperator = { ...cast.standing, operator: 'vice' };
    const leader = (role: string) => world.state(id).children.find((child) => child.role === role)?.id ?? '';
    world.now += 3_600_000;
    const when = backEntry(world.now - 60_000);
    const body = { method: 'record' as const, who: '本人', ...when };
    world.do(cast.vice, id, 'arrive', { summons: leader('vice-district'), ...body });
    expect(world.refusal(both, id, 'arrive', { summons: leader('standing-committee'), ...body })).toBe(
      'E11.both',
    );
  });

  it('before the others began work does not let it begin before them', () => {
    const world = new World();
    const id = blown(world, {
      departments: [
        { org: SZS, part: 'lead' },
        { org: JJDD, part: 'co' },
      ],
    });
    world.do(of(SZS), id, 'sign', on);
    world.advance(at('09:30'));
    world.do(of(SZS), id, 'arrive', { ...on, method: 'qr', code: 'code' });
    world.advance(at('11:00'));
    world.do(of(JJDD), id, 'arrive', { ...arrival, summons: 's2', ...backEntry(at('09:10')) });
    expect(world.child(id, JJDD)).toMatchObject({ arrivedAt: at('09:10'), workingAt: at('09:30') });
  });
});

describe('a whole outage, entered fact by fact', () => {
  it('leaves every mark exempt, and every later limit where it would have been', () => {
    const world = new World();
    const id = blown(world, { ...ONE, kind: 'simple' });
    world.advance(cn('2026-11-18 10:00'));
    expect(world.child(id, SZS).expiries).toBeGreaterThan(0);
    world.do(of(SZS), id, 'sign', { ...on, ...backEntry(at('09:20')) });
    world.advance(cn('2026-11-18 10:05'));
    world.do(of(SZS), id, 'arrive', { ...on, method: 'record', who: '王工', ...backEntry(at('10:30')) });
    // A working day from 10:30 was over long before anybody could see it: it counts from the entry.
    expect(dueOf(world, id, 's1.handle.0')).toBe('2026-11-18 10:05');
    world.advance(cn('2026-11-18 10:10'));
    expect(world.child(id, SZS)).toMatchObject({ expiries: 1 });
    world.do(of(SZS), id, 'submit-result', {
      ...on,
      ...{ text: '已修复', files: [HASH] },
      ...backEntry(at('16:00')),
    });
    expect(world.child(id, SZS)).toMatchObject({
      ...{ expiries: 0, yellowCards: 0, noShow: false, late: false, submittedAt: at('16:00') },
      ...{ backEntries: 3 },
    });
    // The street answers from when it could see the result.
    expect(clockOf(world, id, 'w.confirm.1')?.startAt).toBe(world.now);
    expect(world.state(id).stage).toBe('pending-confirm');
  });

  it('lets a handling limit go on after 返工, with what was left of it', () => {
    const world = new World();
    const id = handling(world, { ...ONE, kind: 'simple' });
    const due = clockOf(world, id, 's1.handle.0')?.dueAt ?? 0;
    world.advance(cn('2026-11-18 10:00'));
    expect(world.child(id, SZS)).toMatchObject({ expiries: 1 });
    const result = { ...on, text: '已修复', files: [HASH] };
    world.do(of(SZS), id, 'submit-result', { ...result, ...backEntry(due - 2 * 3_600_000) });
    expect(world.child(id, SZS)).toMatchObject({ expiries: 0, exempt: { expiries: 1 } });
    world.do(cast.duty, id, 'rework', { summons: ['s1'], reason: '未平整' });
    // Of the working day until Tuesday 9:00 the hour from 8:00 was left.
    expect(dueOf(world, id, 's1.handle.0')).toBe('2026-11-18 11:00');
    world.advance(cn('2026-11-18 15:00'));
    expect(world.child(id, SZS)).toMatchObject({ expiries: 1, exempt: { expiries: 1 } });
  });

  it('gives the centre its time to rule from when it could see the objection', () => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('16:00'));
    const objection = { ...on, proposes: JJDD, reason: '非本单位职责' };
    expect(world.refusal(of(SZS), id, 'object', objection)).toBe('E9.time');
    world.do(of(SZS), id, 'object', { ...objection, ...backEntry(at('10:30')) });
    expect(world.child(id, SZS).objection).toMatchObject({ at: at('10:30'), heardAt: at('16:00') });
    expect(clockOf(world, id, 's1.rule.0')?.startAt).toBe(at('16:00'));
    expect(world.child(id, SZS).signedAt).toBe(at('10:30'));
  });
});

describe('who may enter what', () => {
  it.each<[string, ActingOperator, string, string | null]>([
    ['a department, confirmed by the dispatcher', of(SZS), 'dispatch', null],
    ['a department, confirmed by the street', of(SZS), 'duty', null],
    ['a department, confirmed by a shift leader', of(SZS), 'shift', null],
    ['a department, confirmed by itself', of(SZS), `handler-${SZS}`, 'back.confirmer'],
    ['a department, confirmed by another department', of(SZS), `handler-${JJDD}`, 'back.confirmer'],
    ['a department, confirmed by another street', of(SZS), 'other-duty', 'back.confirmer'],
    ['a department, confirmed by supervision', of(SZS), 'supervisor', 'back.confirmer'],
    ['a department, confirmed by nobody known', of(SZS), 'nobody', 'back.confirmer'],
    ['the street for it, confirmed by the department', cast.duty, `handler-${SZS}`, null],
    ['the street for it, confirmed by the dispatcher', cast.duty, 'dispatch', null],
    ['the street for it, confirmed by its own leader', cast.duty, 'leader', 'back.confirmer'],
    ['the dispatcher for it, confirmed by the street', cast.dispatch, 'leader', null],
    ['the dispatcher for it, confirmed by the shift leader', cast.dispatch, 'shift', null],
    ['the dispatcher for it, confirmed by themselves', cast.dispatch, 'dispatch', 'back.confirmer'],
  ])('%s', (_, actor, confirmedBy, refused) => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('12:00'));
    const proxy = actor.role !== 'dept-handler';
    const onBehalf = proxy ? { who: '李工', how: 'phone' as const, at: at('09:25') } : null;
    const body = { ...on, onBehalf, ...backEntry(at('09:25'), confirmedBy) };
    expect(world.refusal(actor, id, 'sign', body)).toBe(refused);
  });

  it.each<[string, number, string | null]>([
    ['before the notice', at('08:59'), 'back.order'],
    ['at the notice', at('09:00'), null],
    ['now', at('12:00'), 'back.time'],
    ['in the future', at('12:01'), 'back.time'],
  ])('refuses a time %s', (_, time, refused) => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('12:00'));
    expect(world.refusal(of(SZS), id, 'sign', { ...on, ...backEntry(time) })).toBe(refused);
  });

  it('refuses what lies before the fact that it follows', () => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('09:30'));
    world.do(of(SZS), id, 'sign', on);
    world.advance(at('12:00'));
    const contact = (time: string) =>
      world.refusal(of(SZS), id, 'contact', { ...on, with: '值守', ...backEntry(at(time)) });
    expect(contact('09:29')).toBe('back.order');
    expect(contact('09:30')).toBeNull();
  });

  it('refuses a proxy two different times', () => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('12:00'));
    const onBehalf = { who: '李工', how: 'phone' as const, at: at('09:26') };
    expect(world.refusal(cast.duty, id, 'sign', { ...on, onBehalf, ...backEntry(at('09:25')) })).toBe(
      'back.behalf',
    );
  });

  it('takes a remark with its true time, which changes nothing else', () => {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('09:20'));
    const before = world.state(id);
    const types = world.do(of(SZS), id, 'note', { text: '电话已告知', ...backEntry(at('09:10')) });
    expect(types).toEqual(['noted']);
    expect(world.state(id)).toMatchObject({ level: before.level, fired: before.fired, stage: before.stage });
    expect(lastOf(world, id, 'noted')?.backEntry?.occurredAt).toBe(at('09:10'));
  });
});

it('changes no mark by a back-entry where none had fired', () => {
  const world = new World();
  const id = blown(world, ONE);
  world.advance(at('09:20'));
  const types = world.do(of(SZS), id, 'sign', { ...on, ...backEntry(at('09:10')) });
  expect(types).toEqual(['signed', 'rejudged']);
  expect(lastOf(world, id, 'rejudged')).toMatchObject({ data: { marks: [] } });
  expect(world.child(id, SZS).exempt).toEqual({ noShow: false, late: false, yellowCards: 0, expiries: 0 });
});

describe('whoever is named as confirmer', () => {
  /** The department signed by 9:25, entered at noon; it names `confirmedBy`. */
  function named(confirmedBy = 'dispatch'): { world: World; id: string; entry: number } {
    const world = new World();
    const id = blown(world, ONE);
    world.advance(at('12:00'));
    world.do(of(SZS), id, 'sign', { ...on, ...backEntry(at('09:25'), confirmedBy) });
    return { world, id, entry: lastOf(world, id, 'signed')?.seq ?? 0 };
  }
  const WAITS = '被指认者本人确认补录';
  const vouches = (world: World, id: string) =>
    (world.state(id).backEntries ?? []).map(({ by, vouch }) => [by.operator, vouch]);

  it('has confirmed nothing until they do so themselves, and is waited for', () => {
    const { world, id, entry } = named();
    expect(vouches(world, id)).toEqual([['dispatch', 'named']]);
    expect(world.waiting(id)).toContain(WAITS);
    // It counts meanwhile, as it is judged again.
    expect(world.child(id, SZS)).toMatchObject({ yellowCards: 0, exempt: { yellowCards: 1 } });
    world.advance(at('12:10'));
    expect(world.do(cast.dispatch, id, 'confirm-back-entry', { entry })).toEqual(['back-entry-confirmed']);
    expect(world.state(id).backEntries).toMatchObject([
      { entry, vouch: 'confirmed', since: at('12:10'), enteredBy: { operator: `handler-${SZS}`, org: SZS } },
    ]);
    expect(world.waiting(id)).not.toContain(WAITS);
    expect(world.refusal(cast.dispatch, id, 'confirm-back-entry', { entry })).toBe('E32.own');
  });

  it('may disown it: nothing is undone, and the meeting has to look at it', () => {
    const { world, id, entry } = named();
    const types = world.do(cast.dispatch, id, 'disown-back-entry', { entry, reason: '未接到电话' });
    expect(types).toEqual(['back-entry-disowned', 'listed']);
    expect(vouches(world, id)).toEqual([['dispatch', 'disowned']]);
    expect(world.state(id).listed).toContain('back-entry-disowned');
    expect(world.child(id, SZS)).toMatchObject({ yellowCards: 0, exempt: { yellowCards: 1 } });
    expect(world.refusal(cast.dispatch, id, 'confirm-back-entry', { entry })).toBe('E32.own');
  });

  it.each<[string, ActingOperator]>([
    ['whoever entered it', of(SZS)],
    ['somebody else of that side', cast.shift],
    [
      'a delegate of the person named',
      {
        ...{ ...cast.dispatch, operator: 'shift' },
        delegated: {
          ...{ id: 'd1', kind: 'acting', principal: 'dispatch', delegate: 'shift' },
          ...{
            post: { org: cast.dispatch.org, roles: ['district-dispatch'], streets: [] },
            onlyStreets: null,
          },
          ...{ ownOrgs: [], from: 0, to: Number.MAX_SAFE_INTEGER, endedAt: null, fault: null },
        },
      },
    ],
  ])('is not %s', (_, actor) => {
    const { world, id, entry } = named();
    expect(world.refusal(actor, id, 'confirm-back-entry', { entry })).toBe('E32.own');
    expect(world.refusal(actor, id, 'disown-back-entry', { entry, reason: '不属实' })).toBe('E32.own');
  });

  it('alone is offered it, also when the whistle has ended', () => {
    const { world, id } = named();
    const menu = (one: ActingOperator) =>
      allowedCommands(
        { id: one.operator, roles: [one.role as never], org: one.org, streets: [] },
        world.state(id),
        { ...world.basis, now: world.now },
      ).map(({ type }) => type);
    expect(menu(cast.dispatch)).toEqual(expect.arrayContaining(['confirm-back-entry', 'disown-back-entry']));
    expect(menu(cast.shift)).not.toContain('confirm-back-entry');
    world.do(cast.duty, id, 'withdraw', { reason: '已解决' });
    expect(menu(cast.dispatch)).toContain('confirm-back-entry');
    expect(world.waiting(id)).not.toContain(WAITS);
  });
});
