import { describe, expect, it } from 'vitest';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import { createCalendar, type WorkingCalendar } from '../../../shared/time/calendar.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { indicatorsOf } from '../../../shared/whistle/indicators.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { cn, cnText, cnYears } from '../time/calendars.ts';
import { blown, CENTRE, cast, closed, handling, of, qinhuai, RULES, SZS, World } from './world.ts';

const { zone, working } = qinhuai.manifest;

/** The calendar of 2026 with some days off or on besides, `2026-11-18` or `+2026-11-21`. */
function calendarWith(...days: string[]): WorkingCalendar {
  const [year] = cnYears(2026);
  if (!year) throw new Error('no year');
  const changes = days.map((day) => ({
    name: '停工',
    date: day.replace('+', ''),
    isOffDay: !day.startsWith('+'),
  }));
  const dates = new Set(changes.map((one) => one.date));
  const years = [{ ...year, days: [...year.days.filter((one) => !dates.has(one.date)), ...changes] }];
  return createCalendar({ zone, working, name: 'cn', years, daysOff: [] });
}

function rulesWith(kind: string, limits: Partial<WhistleRules['kinds'][number]['limits']>): WhistleRules {
  return {
    ...RULES,
    kinds: RULES.kinds.map((one) =>
      one.id === kind ? { ...one, limits: { ...one.limits, ...limits } } : one,
    ),
  };
}

/** One department, which signed on Monday 2026-11-16 at 9:00 and has three working days to arrive. */
function signed(world: World): string {
  const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  world.do(of(SZS), id, 'contact', { summons: 's1', with: '值守' });
  return id;
}

const arrive = (world: World, id: string) =>
  world.do(of(SZS), id, 'arrive', { summons: 's1', method: 'qr', code: 'code' });
const dueOf = (world: World, id: string, kind: string) =>
  cnText(clocksOf(world.state(id), world.basis).find((clock) => clock.kind === kind)?.dueAt ?? null);
const typesOf = (events: readonly { type: string }[]) => events.map((event) => event.type);
const arrivedInTime = (world: World, id: string) =>
  indicatorsOf(
    [{ state: world.state(id), log: world.logs.get(id) ?? [] }],
    { from: 0, to: Infinity },
    0,
    RULES,
  ).find((one) => one.id === 'arrive');

describe('a day off that is added after a limit has passed', () => {
  it('takes the no-show, the card and the level back, and the limit counts at its true time', () => {
    const world = new World();
    const id = signed(world);
    world.advance(cn('2026-11-19 10:00'));
    expect(world.child(id, SZS)).toMatchObject({ noShow: true, yellowCards: 1, expiries: 1 });
    expect(world.state(id).level).toBe(2);

    const events = world.adopt({ calendar: calendarWith('2026-11-18') });
    expect(typesOf(events)).toEqual(['rejudged', 'deescalated']);
    expect(events[0]).toMatchObject({
      actor: { role: 'system' },
      data: {
        moved: expect.arrayContaining([
          expect.objectContaining({ clock: 's1.arrive.0', dueAt: cn('2026-11-20 09:00'), notBefore: null }),
        ]),
        marks: expect.arrayContaining([
          expect.objectContaining({
            ...{ timer: 's1.arrive.0@1', verdict: 'taken-back' },
            ...{ before: cn('2026-11-19 09:00'), dueAt: cn('2026-11-20 09:00') },
          }),
        ]),
      },
    });
    // What happened stays beside what counts.
    expect(world.child(id, SZS)).toMatchObject({
      ...{ noShow: false, yellowCards: 0, expiries: 0 },
      exempt: { noShow: true, late: false, yellowCards: 1, expiries: 1 },
    });
    expect(world.state(id)).toMatchObject({ level: 1, supervised: false });
    expect(typesOf(world.logs.get(id) ?? [])).toContain('no-show');

    world.advance(cn('2026-11-20 09:30'));
    expect(world.child(id, SZS)).toMatchObject({
      ...{ noShow: true, yellowCards: 1, expiries: 1 },
      exempt: { yellowCards: 1 },
    });
    expect(world.state(id).level).toBe(2);
  });

  it('lets an arrival before the true limit count as in time', () => {
    const world = new World();
    const id = signed(world);
    world.advance(cn('2026-11-19 10:00'));
    world.adopt({ calendar: calendarWith('2026-11-18') });
    world.now = cn('2026-11-19 17:00');
    arrive(world, id);
    expect(world.child(id, SZS)).toMatchObject({ noShow: false, late: false });
    expect(arrivedInTime(world, id)).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('exempts somebody who came late by the old limit and in time by the true one', () => {
    const world = new World();
    const id = signed(world);
    world.advance(cn('2026-11-19 17:00'));
    arrive(world, id);
    expect(world.child(id, SZS)).toMatchObject({ late: true, noShow: true });
    expect(arrivedInTime(world, id)).toMatchObject({ numerator: 0, denominator: 1 });
    world.advance(cn('2026-11-23 10:00'));

    const events = world.adopt({ calendar: calendarWith('2026-11-18') });
    expect(events.find((event) => event.type === 'rejudged')).toMatchObject({
      data: {
        marks: expect.arrayContaining([
          expect.objectContaining({ timer: 's1.arrive.0@1', verdict: 'exempt' }),
        ]),
      },
    });
    expect(world.child(id, SZS)).toMatchObject({
      ...{ late: false, noShow: false, yellowCards: 0 },
      exempt: { late: true, noShow: true, yellowCards: 1 },
    });
    expect(arrivedInTime(world, id)).toMatchObject({
      ...{ numerator: 1, denominator: 1, exemptIds: [`${id}/s1`] },
    });
    // Nothing fires a second time for what has been done.
    expect(world.advance(cn('2026-11-24 10:00')).filter((timer) => timer.includes('arrive'))).toEqual([]);
  });

  it('leaves somebody late who came after the true limit too, from then on', () => {
    const world = new World();
    const id = signed(world);
    world.advance(cn('2026-11-20 17:00'));
    arrive(world, id);
    world.adopt({ calendar: calendarWith('2026-11-18') });
    expect(world.child(id, SZS)).toMatchObject({ late: true, noShow: true, yellowCards: 1 });
    expect(world.state(id).fired['s1.arrive.0@1']).toMatchObject({
      ...{ dueAt: cn('2026-11-20 09:00'), exempt: false },
    });
  });

  it('allows 解除督办, which was refused while something was overdue', () => {
    const world = new World();
    const id = signed(world);
    world.do(cast.shift, id, 'escalate', { to: 2, reason: '重点' });
    world.advance(cn('2026-11-19 10:00'));
    expect(world.refusal(cast.shift, id, 'deescalate', { to: 0, reason: '停工' })).toBe('E25.overdue');
    world.adopt({ calendar: calendarWith('2026-11-18') });
    // The order of a leader stands until a leader lifts it.
    expect(world.state(id).level).toBe(2);
    world.do(cast.shift, id, 'deescalate', { to: 0, reason: '停工' });
    expect(world.state(id).level).toBe(0);
  });

  it('takes a level back that the escalation clock raised for a limit that had not passed', () => {
    const world = new World();
    const id = signed(world);
    world.advance(cn('2026-11-25 18:00'));
    expect(world.state(id).level).toBe(4);
    const days = [17, 18, 19, 20, 23, 24, 25].map((day) => `2026-11-${day}`);
    world.adopt({ calendar: calendarWith(...days) });
    expect(world.state(id).level).toBeLessThan(2);
    expect(world.state(id).supervised).toBe(false);
  });

  it('has a limit fire at its true time after a result that was in time is sent back', () => {
    const world = new World();
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    const due = clocksOf(world.state(id), world.basis).find(({ kind }) => kind === 'handle')?.dueAt ?? 0;
    world.advance(due + 10 * 60_000);
    expect(world.child(id, SZS)).toMatchObject({ expiries: 1 });
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '好', files: ['a'.repeat(64)] });

    world.adopt({ calendar: calendarWith('2026-11-18') });
    expect(world.child(id, SZS)).toMatchObject({ expiries: 0, exempt: { expiries: 1 } });
    world.do(cast.duty, id, 'rework', { summons: ['s1'], reason: '仍有沉降' });
    const next = clocksOf(world.state(id), world.basis).find(({ kind }) => kind === 'handle')?.dueAt ?? 0;
    expect(next).toBeGreaterThan(world.now);
    world.advance(next + 60_000);
    expect(world.child(id, SZS)).toMatchObject({ expiries: 1, exempt: { expiries: 1 } });
  });

  it('judges a whistle that is closed as well', () => {
    const world = new World();
    const id = signed(world);
    world.advance(cn('2026-11-19 17:00'));
    arrive(world, id);
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '好', files: ['a'.repeat(64)] });
    world.do(cast.duty, id, 'confirm', { onSite: true });
    world.do(cast.leader, id, 'rate', { scores: [{ summons: 's1', arrival: 3, attitude: 3, effect: 3 }] });
    expect(world.state(id).stage).toBe('closed');
    world.adopt({ calendar: calendarWith('2026-11-18') });
    expect(world.state(id).stage).toBe('closed');
    expect(world.child(id, SZS)).toMatchObject({ late: false, exempt: { late: true } });
  });
});

describe('a day off that is taken away', () => {
  it('counts a limit that is past at once from the time when it could first be seen', () => {
    const world = new World();
    world.calendar = calendarWith('2026-11-17');
    const id = signed(world);
    world.advance(cn('2026-11-19 15:00'));
    expect(dueOf(world, id, 'arrive')).toBe('2026-11-20 09:00');
    const events = world.adopt({ calendar: calendarWith() });
    expect(events[0]).toMatchObject({
      type: 'rejudged',
      data: {
        moved: expect.arrayContaining([
          expect.objectContaining({
            ...{ clock: 's1.arrive.0', dueAt: cn('2026-11-19 09:00'), notBefore: world.now },
          }),
        ]),
        marks: [],
      },
    });
    expect(dueOf(world, id, 'arrive')).toBe('2026-11-19 15:00');
    world.advance(cn('2026-11-19 15:30'));
    expect(world.logs.get(id)?.find((event) => event.type === 'no-show')).toBeDefined();
    expect(world.state(id).fired['s1.arrive.0@1']?.dueAt).toBe(cn('2026-11-19 15:00'));
    // Half as much again comes half the limit later, not at once.
    expect(world.state(id).level).toBe(2);
  });

  it('leaves those in time who came before the change', () => {
    const world = new World();
    world.calendar = calendarWith('2026-11-17');
    const id = signed(world);
    world.advance(cn('2026-11-19 15:00'));
    arrive(world, id);
    world.adopt({ calendar: calendarWith() });
    world.advance(cn('2026-11-19 17:00'));
    expect(world.child(id, SZS)).toMatchObject({ late: false, noShow: false, yellowCards: 0 });
  });
});

describe('a pack update under open whistles', () => {
  it('keeps the limits that running clocks started under', () => {
    const world = new World();
    const id = signed(world);
    const push = RULES.kinds.find((kind) => kind.id === 'push');
    const sign = push?.limits.arrive;
    if (!sign) throw new Error('no limit');
    const events = world.adopt({ rules: rulesWith('push', { arrive: { ...sign, amount: 1 } }) });
    expect(typesOf(events)).toEqual(['rules-kept']);
    expect(dueOf(world, id, 'arrive')).toBe('2026-11-19 09:00');
    expect(typesOf(world.adopt({ rules: rulesWith('push', { arrive: { ...sign, amount: 5 } }) }))).toEqual(
      [],
    );
    expect(dueOf(world, id, 'arrive')).toBe('2026-11-19 09:00');
    // A whistle blown afterwards goes by the new limit.
    const next = signed(world);
    expect(dueOf(world, next, 'arrive')).toBe('2026-11-23 09:00');
  });

  it('goes on under a kind that the new pack lacks', () => {
    const world = new World();
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.adopt({ rules: { ...RULES, kinds: RULES.kinds.filter((kind) => kind.id !== 'push') } });
    expect(dueOf(world, id, 'handle')).toBe('2026-11-30 09:00');
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '好', files: ['a'.repeat(64)] });
    expect(dueOf(world, id, 'confirm')).not.toBeNull();
    expect(clocksOf(world.state(id), world.basis).every((clock) => clock.org !== CENTRE)).toBe(true);
  });
});

describe('a whistle that was closed when the pack changed', () => {
  const without = { ...RULES, kinds: RULES.kinds.filter((kind) => kind.id !== 'push') };
  const again = { cause: 'recurrence' as const, reason: '再次塌陷' };

  it('goes on under its old kind once it is reopened', () => {
    const world = new World();
    const id = closed(world, { departments: [{ org: SZS, part: 'lead' }] });
    expect(typesOf(world.adopt({ rules: without }))).toEqual(['rules-kept']);
    world.do(cast.supervisor, id, 'reopen', again);
    // Ten working days from Monday 2026-11-16, 9:00.
    expect(dueOf(world, id, 'handle')).toBe('2026-11-30 09:00');
  });

  it('keeps nothing when it is too old to be reopened', () => {
    const world = new World();
    closed(world);
    world.now += 31 * 86_400_000;
    expect(world.adopt({ rules: without })).toEqual([]);
  });

  it('is not reopened under no rules at all', () => {
    const world = new World();
    const id = closed(world);
    // As an earlier version left it, which kept no kinds of closed whistles.
    world.rules = without;
    expect(world.refusal(cast.supervisor, id, 'reopen', again)).toBe('kind.unknown');
  });
});

describe('a limit that passes while its clock rests', () => {
  const season = { condition: 'season' as const, appliedBy: null, reason: '冬季停工' };

  /** Ten working days from Monday 2026-11-16 with three days off: until 2026-12-03, 9:00. Now it is a day earlier. */
  function nearlyOver(): { world: World; id: string } {
    const world = new World();
    world.adopt({ calendar: calendarWith('2026-11-18', '2026-11-19', '2026-11-20') });
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    expect(dueOf(world, id, 'handle')).toBe('2026-12-03 09:00');
    world.advance(cn('2026-12-02 09:00'));
    return { world, id };
  }
  const overdueSince = (world: World, id: string) =>
    cnText(world.state(id).fired['s1.handle.0@1']?.dueAt ?? null);

  it('counts from when the result is sent back, if another calendar came meanwhile', () => {
    const { world, id } = nearlyOver();
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '好', files: ['a'.repeat(64)] });
    // Those three were no days off after all.
    world.adopt({ calendar: calendarWith() });
    world.advance(cn('2026-12-02 15:00'));
    world.do(cast.duty, id, 'rework', { summons: ['s1'], reason: '路面不平' });
    expect(world.logs.get(id)?.findLast(({ type }) => type === 'rejudged')?.data).toMatchObject({
      cause: 'resumed',
      moved: [{ clock: 's1.handle.0', dueAt: cn('2026-11-30 09:00'), notBefore: cn('2026-12-02 15:00') }],
    });
    world.advance(cn('2026-12-02 15:01'));
    expect(overdueSince(world, id)).toBe('2026-12-02 15:00');
  });

  it('goes on to half as much again without the time that it rests', () => {
    const { world, id } = nearlyOver();
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '好', files: ['a'.repeat(64)] });
    world.adopt({ calendar: calendarWith() });
    world.do(cast.duty, id, 'rework', { summons: ['s1'], reason: '路面不平' });
    world.advance(cn('2026-12-03 09:00'));
    expect(overdueSince(world, id)).toBe('2026-12-02 09:00');
    // One working day of the five has passed; the street looks for two weeks.
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '好', files: ['a'.repeat(64)] });
    world.advance(cn('2026-12-17 09:00'));
    world.do(cast.duty, id, 'rework', { summons: ['s1'], reason: '仍不平' });
    const due = timersOf(world.state(id), world.basis).find((timer) => timer.id === 's1.handle.0@1.5');
    expect(cnText(due?.dueAt ?? null)).toBe('2026-12-23 09:00');
  });

  it('counts from the start of a program that was off when a suspension ended', () => {
    const { world, id } = nearlyOver();
    world.do(cast.vice, id, 'suspend', { ...season, until: cn('2026-12-03 09:00') });
    world.now = cn('2026-12-07 12:00');
    world.advance(world.now, world.now);
    expect(overdueSince(world, id)).toBe('2026-12-07 12:00');
  });

  it('stays overdue as it was when it began to rest', () => {
    const { world, id } = nearlyOver();
    world.advance(cn('2026-12-04 09:00'));
    world.do(cast.vice, id, 'suspend', { ...season, until: cn('2026-12-11 09:00') });
    world.advance(cn('2026-12-14 09:00'));
    expect(overdueSince(world, id)).toBe('2026-12-03 09:00');
    expect(world.child(id, SZS).expiries).toBe(1);
  });
});

it('counts no limit from before the newest act where the clock was set back', () => {
  const world = new World();
  world.adopt({ calendar: calendarWith('2026-11-18', '2026-11-19') });
  const id = signed(world);
  expect(dueOf(world, id, 'arrive')).toBe('2026-11-23 09:00');
  world.advance(cn('2026-11-20 12:00'));
  world.do(cast.duty, id, 'note', { text: '电话催办' });
  // Back to the 18th on purpose; acts are still dated the 20th at noon, when the true limit would have been over.
  world.now = cn('2026-11-18 12:00');
  world.adopt({ calendar: calendarWith() });
  arrive(world, id);
  expect(world.child(id, SZS)).toMatchObject({ late: false, arrivedAt: cn('2026-11-20 12:00') });
});

it('judges nothing again while nothing has changed', () => {
  const world = new World();
  const id = signed(world);
  world.advance(cn('2026-11-19 10:00'));
  const before = world.state(id);
  expect(world.adopt({ calendar: calendarWith() })).toEqual([]);
  expect(world.state(id)).toBe(before);
});

describe('a limit that moves back while the program is off', () => {
  /** Off from the evening of the 18th, when the screens said the 20th at 9:00, until the 20th at noon. */
  function restarted(): { world: World; id: string } {
    const world = new World();
    const id = signed(world);
    world.adopt({ calendar: calendarWith('2026-11-18') });
    world.advance(cn('2026-11-18 18:00'));
    expect(dueOf(world, id, 'arrive')).toBe('2026-11-20 09:00');
    world.now = cn('2026-11-20 12:00');
    world.adopt({ calendar: calendarWith() });
    world.advance(world.now, world.now);
    return { world, id };
  }

  it('counts from what the screens had said, not from a deadline that nobody saw', () => {
    const { world, id } = restarted();
    expect(world.state(id).fired['s1.arrive.0@1']?.dueAt).toBe(cn('2026-11-20 09:00'));
  });

  it('does not count against who came by then, once that is entered', () => {
    const { world, id } = restarted();
    const backEntry = {
      ...{ occurredAt: cn('2026-11-19 15:00'), cause: 'system-down' as const, reason: '停电' },
      confirmedBy: cast.shift.operator,
    };
    world.do(of(SZS), id, 'arrive', { summons: 's1', method: 'record', who: '到场人员', backEntry });
    expect(world.child(id, SZS)).toMatchObject({ noShow: false, late: false, expiries: 0, yellowCards: 0 });
  });
});
