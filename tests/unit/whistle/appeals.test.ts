import { expect, it } from 'vitest';
import { createCalendar, type WorkingCalendar } from '../../../shared/time/calendar.ts';
import { marksOf } from '../../../shared/whistle/appeals.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import type { ActingOperator } from '../../../shared/whistle/context.ts';
import { indicatorsOf } from '../../../shared/whistle/indicators.ts';
import { summaryOf, viewOf } from '../../../shared/whistle/view.ts';
import { cn, cnYears } from '../time/calendars.ts';
import { blown, CENTRE, CGJ, cast, HASH, JJDD, of, qinhuai, RULES, SZS, World } from './world.ts';

const reason = '通知当日未送达';
const DAY = 86_400_000;

/** Monday 09:00; signing has an hour: at 10:00 both departments are marked. */
function lateSigners(): { world: World; id: string } {
  const world = new World();
  const id = blown(world);
  world.advance(world.now + 3_700_000);
  return { world, id };
}

const appeal = (world: World, id: string, mark = 's1.sign.0@1') =>
  world.do(of(SZS), id, 'appeal', { summons: 's1', mark, ground: 'not-notified', reason });
const review = (step: 'first' | 'second', accept = true, appealed = 'a1') => ({
  appeal: appealed,
  step,
  accept,
  reason: '已核实',
});

it('exempts a mark that two persons accept: the fact stays, the count does not', () => {
  const { world, id } = lateSigners();
  const before = world.child(id, SZS);
  expect({ cards: before.yellowCards, expiries: before.expiries }).toEqual({ cards: 1, expiries: 1 });
  expect(world.state(id).level).toBe(2);
  appeal(world, id);
  expect(world.do(cast.dispatch, id, 'review-appeal', review('first'))).toEqual(['appeal-reviewed']);
  expect(world.child(id, SZS).exempt.yellowCards).toBe(0);
  expect(world.do(cast.shift, id, 'review-appeal', review('second'))).toEqual([
    'appeal-reviewed',
    'mark-exempted',
  ]);
  expect(world.child(id, SZS)).toMatchObject({
    yellowCards: 0,
    expiries: 0,
    exempt: { yellowCards: 1, expiries: 1 },
  });
  // The expiry stays in the log, and the other department's mark, which holds the level, counts.
  expect(world.logs.get(id)?.filter(({ type }) => type === 'expired')).toHaveLength(2);
  expect(world.child(id, JJDD).yellowCards).toBe(1);
  expect(world.state(id).level).toBe(2);
});

it('lowers the level with the last mark that held it', () => {
  const { world, id } = lateSigners();
  appeal(world, id);
  const mark = 's2.sign.0@1';
  world.do(of(JJDD), id, 'appeal', { summons: 's2', mark, ground: 'system-fault', reason });
  for (const one of ['a1', 'a2']) world.do(cast.dispatch, id, 'review-appeal', review('first', true, one));
  world.do(cast.shift, id, 'review-appeal', review('second'));
  expect(world.do(cast.shift, id, 'review-appeal', review('second', true, 'a2'))).toEqual([
    'appeal-reviewed',
    'mark-exempted',
    'deescalated',
  ]);
  // The reminder at 80 % stays.
  expect(world.state(id)).toMatchObject({ level: 1, supervised: false });
  // Nobody is pressed by what was exempted, though nobody has signed yet.
  expect(clocksOf(world.state(id), world.basis).map((clock) => clock.kind)).not.toContain('rung');
});

it('ends with a refusal, of either review, and is not made again', () => {
  for (const refused of ['first', 'second'] as const) {
    const { world, id } = lateSigners();
    appeal(world, id);
    if (refused === 'second') world.do(cast.dispatch, id, 'review-appeal', review('first'));
    const reviewer = refused === 'first' ? cast.dispatch : cast.shift;
    expect(world.do(reviewer, id, 'review-appeal', review(refused, false))).toEqual(['appeal-reviewed']);
    expect(world.state(id).appeals[0]).toMatchObject({ stage: 'refused', review: null });
    expect(world.child(id, SZS).yellowCards).toBe(1);
    const again = { summons: 's1', mark: 's1.sign.0@1', ground: 'other', reason } as const;
    expect(world.refusal(of(SZS), id, 'appeal', again)).toBe('E26.once');
    expect(world.refusal(cast.shift, id, 'review-appeal', review('second'))).toBe('E27.decided');
  }
});

it('is possible within the time that the rules set, from when the mark was recorded', () => {
  const { world, id } = lateSigners();
  const until = cn('2026-11-19 10:00');
  world.advance(until + 1);
  const late = { summons: 's1', mark: 's1.sign.0@1', ground: 'not-notified', reason } as const;
  expect(world.refusal(of(SZS), id, 'appeal', late)).toBe('E26.time');

  // The service was off for a week: nobody could see the mark, and the time runs from when it was recorded.
  const off = new World();
  const other = blown(off);
  const back = off.now + 7 * DAY;
  off.advance(off.now + 3_700_000, back);
  expect(off.state(other).fired['s1.sign.0@1']).toMatchObject({ firedAt: back });
  off.now = back + 2 * DAY;
  expect(off.do(of(SZS), other, 'appeal', late)).toEqual(['appealed']);
});

it('keeps the time to appeal that a mark was recorded under', () => {
  const { world, id } = lateSigners();
  const { window } = RULES.appeal;
  world.rules = { ...RULES, appeal: { ...RULES.appeal, window: { ...window, amount: 0.1 } } };
  world.advance(world.now + DAY);
  expect(appeal(world, id)).toEqual(['appealed']);
});

it('takes two persons, none of them of the department, its recorder or the one who wrote the arrival down', () => {
  const { world, id } = lateSigners();
  const onBehalf = { who: '值班员', how: 'phone', at: world.now } as const;
  const made = { summons: 's1', mark: 's1.sign.0@1', ground: 'not-notified', reason, onBehalf } as const;
  world.do(cast.dispatch, id, 'appeal', made);
  expect(world.refusal(cast.dispatch, id, 'review-appeal', review('first'))).toBe('two-person');
  const as = (operator: string, role: 'supervision' | 'shift-leader', org = CENTRE): ActingOperator => ({
    ...{ operator, role, held: [role], org },
    streets: [],
    delegated: null,
  });
  expect(world.refusal(as('seconded', 'supervision', SZS), id, 'review-appeal', review('first'))).toBe(
    'E27.own-org',
  );
  expect(world.refusal(cast.shift, id, 'review-appeal', review('first'))).toBe('E27.reviewer');
  expect(world.refusal(cast.supervisor, id, 'review-appeal', review('second'))).toBe('E27.step');
  world.do(cast.supervisor, id, 'review-appeal', review('first'));
  expect(world.refusal(as('supervisor', 'shift-leader'), id, 'review-appeal', review('second'))).toBe(
    'two-axes',
  );
  expect(world.refusal(cast.supervisor, id, 'review-appeal', review('second'))).toBe('two-person');
  world.do(cast.shift, id, 'review-appeal', review('second'));
  expect(world.state(id).appeals[0]).toMatchObject({ stage: 'granted' });
});

it('does not let whoever wrote a late arrival down review it', () => {
  const world = new World();
  const id = blown(world);
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  world.advance(world.now + 4 * DAY);
  world.do(cast.duty, id, 'arrive', { summons: 's1', method: 'clerk', who: '到场人员' });
  expect(world.child(id, SZS)).toMatchObject({ late: true, arrivalRecordedBy: 'duty' });
  appeal(world, id, 's1.arrive.0@1');
  const hat: ActingOperator = { ...cast.dispatch, operator: 'duty' };
  expect(world.refusal(hat, id, 'review-appeal', review('first'))).toBe('two-person');
});

it('is withdrawn by the department until the first review', () => {
  const { world, id } = lateSigners();
  appeal(world, id);
  const back = { summons: 's1', appeal: 'a1', reason: '已核实，无误' };
  expect(world.refusal(of(JJDD), id, 'withdraw-appeal', back)).toBe('right.org');
  expect(world.do(of(SZS), id, 'withdraw-appeal', back)).toEqual(['appeal-withdrawn']);
  expect(world.state(id).appeals[0]).toMatchObject({ stage: 'withdrawn', review: null });

  const other = lateSigners();
  appeal(other.world, other.id);
  other.world.do(cast.dispatch, other.id, 'review-appeal', review('first'));
  expect(other.world.refusal(of(SZS), other.id, 'withdraw-appeal', back)).toBe('E26.reviewed');
});

it('exempts without an appeal where the command proposes it and another person confirms', () => {
  const { world, id } = lateSigners();
  const mark = { summons: 's1', mark: 's1.sign.0@1', ground: 'not-notified', reason } as const;
  expect(world.refusal(of(SZS), id, 'propose-exemption', mark)).toBe('right.role');
  expect(world.do(cast.dispatch, id, 'propose-exemption', mark)).toEqual(['exemption-proposed']);
  expect(world.refusal(cast.dispatch, id, 'propose-exemption', mark)).toBe('E28.pending');
  expect(world.refusal(of(SZS), id, 'appeal', mark)).toBe('E26.once');
  const hat: ActingOperator = { ...cast.shift, operator: 'dispatch' };
  expect(world.refusal(hat, id, 'review-appeal', review('second'))).toBe('two-person');
  world.do(cast.shift, id, 'review-appeal', review('second'));
  expect(world.child(id, SZS)).toMatchObject({ yellowCards: 0, exempt: { yellowCards: 1 } });
  expect(world.refusal(cast.dispatch, id, 'propose-exemption', mark)).toBe('E28.exempt');
  expect(world.refusal(of(SZS), id, 'appeal', mark)).toBe('E26.exempt');
});

it('leaves the department its one appeal where a proposed exemption was refused', () => {
  const { world, id } = lateSigners();
  const mark = { summons: 's1', mark: 's1.sign.0@1', ground: 'not-notified', reason } as const;
  world.do(cast.dispatch, id, 'propose-exemption', mark);
  world.do(cast.shift, id, 'review-appeal', review('second', false));
  expect(appeal(world, id)).toEqual(['appealed']);
});

it('is against what a department let pass, not against a reminder or what others let pass', () => {
  const world = new World();
  const id = blown(world);
  const object = { summons: 's1', reason, proposes: CGJ, evidence: [HASH] };
  world.do(of(SZS), id, 'object', object);
  // The centre does not rule in time: its own lateness, no card of the department.
  world.advance(world.now + 2 * DAY);
  const fired = Object.keys(world.state(id).fired);
  expect(fired).toContain('s1.rule.0@1');
  expect(world.child(id, SZS)).toMatchObject({ yellowCards: 0, expiries: 0 });
  const against = (mark: string) =>
    world.refusal(of(SZS), id, 'appeal', { summons: 's1', mark, ground: 'other', reason });
  expect(against('s1.rule.0@1')).toBe('E26.mark');
  expect(against('s1.arrive.0@0.5')).toBe('E26.mark');
  expect(against('s2.sign.0@1')).toBe('E26.mark');
});

it('goes on after closing, and the review waits in nobody’s drawer', () => {
  const world = new World();
  const id = closedLate(world);
  expect(appeal(world, id, 's1.sign.0@1')).toEqual(['appealed']);
  const see = () => summaryOf(world.state(id), { ...world.basis, now: world.now });
  expect(see()).toMatchObject({
    stage: 'closed',
    waiting: [{ org: CENTRE, roles: ['district-dispatch', 'supervision'], what: { zh: '初审申诉' } }],
    nearest: { kind: 'appeal-first', overdue: false },
  });
  // One working day, then half as much again: the roles of the ladder are told, the whistle's level stays.
  const level = world.state(id).level;
  const fired = world.advance(world.now + 4 * DAY);
  expect(fired).toEqual([
    'a1.appeal-first.0@0.5',
    'a1.appeal-first.0@0.8',
    'a1.appeal-first.0@1',
    'a1.appeal-first.0@1.5',
  ]);
  expect(world.state(id)).toMatchObject({ level, listed: ['appeal-overdue'] });
  const overdue = world.logs
    .get(id)
    ?.filter(({ type }) => type === 'expired')
    .at(-1);
  expect(overdue?.data).toMatchObject({ org: CENTRE, card: false, notify: ['vice-district'] });
  expect(see().waiting[0]).toMatchObject({ overdue: true });
  expect(world.child(id, SZS).expiries).toBe(1);
  world.do(cast.dispatch, id, 'review-appeal', review('first'));
  expect(see().waiting).toMatchObject([{ roles: ['shift-leader'], what: { zh: '复审申诉' } }]);
  world.do(cast.vice, id, 'review-appeal', review('second'));
  expect(see().waiting).toEqual([]);
});

it('offers the appeal to the department alone, while its time runs', () => {
  const { world, id } = lateSigners();
  const menu = (actor: ActingOperator): string[] => {
    const roles = actor.role === 'system' ? [] : [actor.role];
    return viewOf(world.state(id), [], { ...world.basis, now: world.now, actor: { ...actor, roles } })
      .may.filter(({ type }) => type.includes('appeal') || type.includes('exemption'))
      .map(({ type, summons }) => `${type} ${summons ?? ''}`.trim());
  };
  expect(menu(of(SZS))).toEqual(['appeal s1']);
  expect(menu(cast.supervisor)).toEqual(['propose-exemption s1', 'propose-exemption s2']);
  appeal(world, id);
  expect(menu(of(SZS))).toEqual(['withdraw-appeal s1']);
  expect(menu(cast.supervisor)).toEqual(['review-appeal', 'propose-exemption s2']);
  expect(menu(cast.shift)).toEqual([]);
  world.do(of(SZS), id, 'withdraw-appeal', { summons: 's1', appeal: 'a1', reason });
  expect(menu(of(SZS))).toEqual([]);
  expect(menu(of(JJDD))).toEqual(['appeal s2']);
  world.advance(cn('2026-11-19 10:00') + 1);
  const { marks } = viewOf(world.state(id), [], { ...world.basis, now: world.now, actor: null });
  expect(marks.find((mark) => mark.id === 's2.sign.0@1')).toMatchObject({ open: false });
});

it('excuses the late arrival too where the missed limit was exempted before it', () => {
  const world = new World();
  const id = blown(world);
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  world.advance(world.now + 4 * DAY);
  expect(world.child(id, SZS).noShow).toBe(true);
  appeal(world, id, 's1.arrive.0@1');
  world.do(cast.dispatch, id, 'review-appeal', review('first'));
  world.do(cast.shift, id, 'review-appeal', review('second'));
  expect(world.child(id, SZS)).toMatchObject({ noShow: false, exempt: { noShow: true } });
  world.do(of(SZS), id, 'arrive', { summons: 's1', method: 'qr', code: 'code' });
  expect(world.child(id, SZS)).toMatchObject({ late: false, noShow: false, exempt: { late: true } });
  expect(world.logs.get(id)?.find(({ type }) => type === 'arrived')?.data).toMatchObject({ late: true });
});

it('takes the later marks of the same limit along, which only say that it lasted', () => {
  const { world, id } = lateSigners();
  world.advance(world.now + 1_800_000);
  expect(marksOf(world.state(id)).map((mark) => mark.id)).toEqual(
    expect.arrayContaining(['s1.sign.0@1', 's1.sign.0@1.5']),
  );
  appeal(world, id);
  world.do(cast.dispatch, id, 'review-appeal', review('first'));
  world.do(cast.shift, id, 'review-appeal', review('second'));
  const own = marksOf(world.state(id)).filter((mark) => mark.summons.id === 's1');
  expect(own.map((mark) => mark.fired.exempt)).toEqual([true, true]);
});

it('is at an end as 无需申诉 when the calendar takes the mark away', () => {
  const world = new World();
  const id = blown(world);
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  const start = world.now;
  world.advance(start + 4 * DAY);
  appeal(world, id, 's1.arrive.0@1');
  const events = world.adopt({ calendar: closedOn('2026-11-17', '2026-11-18') });
  expect(events.map(({ type }) => type)).toContain('appeal-ended');
  expect(world.state(id).appeals[0]).toMatchObject({ stage: 'moot', review: null });
  // The limit passes again at its true time, and that is another mark.
  world.advance(cn('2026-11-24 09:00'));
  expect(appeal(world, id, 's1.arrive.0@1~1')).toEqual(['appealed']);
});

it('runs the reviews on the calendar as it is now, also after closing', () => {
  const world = new World();
  const id = closedLate(world);
  appeal(world, id);
  const due = () => clocksOf(world.state(id), world.basis).find(({ kind }) => kind === 'appeal-first')?.dueAt;
  expect(due()).toBe(cn('2026-11-17 10:00') + 100_000);
  const events = world.adopt({ calendar: closedOn('2026-11-17') });
  expect(due()).toBe(cn('2026-11-18 10:00') + 100_000);
  expect(events).toMatchObject([
    { type: 'rejudged', data: { moved: [{ kind: 'appeal-first', org: CENTRE }] } },
  ]);
  // A pack that allows more time for reviews leaves a running one as it began.
  const { first } = RULES.appeal;
  const longer = { ...first, limit: { ...first.limit, amount: 9 } };
  world.adopt({ rules: { ...RULES, kinds: [], appeal: { ...RULES.appeal, first: longer } } });
  expect(due()).toBe(cn('2026-11-18 10:00') + 100_000);
});

it('counts like E12: ten in time of which one was exempted are 9（1） of ten', () => {
  const world = new World();
  const ids = Array.from({ length: 5 }, () => blown(world));
  for (const [index, id] of ids.entries()) {
    for (const child of world.state(id).children) {
      const late = index === 0;
      if (!late) world.do(of(child.org), id, 'sign', { summons: child.id });
    }
  }
  world.advance(world.now + 3_700_000);
  const [first = ''] = ids;
  for (const child of world.state(first).children)
    world.do(of(child.org), first, 'sign', { summons: child.id });
  const signed = () => {
    const logs = ids.map((id) => ({ state: world.state(id), log: world.logs.get(id) ?? [] }));
    const found = indicatorsOf(logs, { from: 0, to: world.now + 1 }, 0, world.rules);
    const { numerator, denominator, exemptIds } = found.find((one) => one.id === 'sign') ?? { exemptIds: [] };
    return [numerator, denominator, exemptIds.length];
  };
  expect(signed()).toEqual([8, 10, 0]);
  appeal(world, first);
  world.do(cast.dispatch, first, 'review-appeal', review('first'));
  expect(signed()).toEqual([8, 10, 0]);
  world.do(cast.shift, first, 'review-appeal', review('second'));
  expect(signed()).toEqual([9, 10, 1]);
});

it('goes with its whistle when that is merged, and is decided there', () => {
  const { world, id } = lateSigners();
  const survivor = blown(world);
  appeal(world, id);
  world.do(cast.duty, id, 'merge', { into: survivor, reason: '同一事项' });
  expect(world.state(id)).toMatchObject({ stage: 'merged', appeals: [{ stage: 'first' }] });
  world.do(cast.dispatch, id, 'review-appeal', review('first'));
  world.do(cast.shift, id, 'review-appeal', review('second'));
  expect(world.state(id).appeals).toMatchObject([{ stage: 'granted' }]);
  expect(world.state(survivor).appeals).toEqual([]);
});

it('is proposed once as an exemption, and not offered again after a refusal', () => {
  const { world, id } = lateSigners();
  const mark = { summons: 's1', mark: 's1.sign.0@1', ground: 'not-notified', reason } as const;
  world.do(cast.dispatch, id, 'propose-exemption', mark);
  world.do(cast.shift, id, 'review-appeal', review('second', false));
  const actor = { ...cast.dispatch, roles: ['district-dispatch' as const] };
  const { may } = viewOf(world.state(id), [], { ...world.basis, now: world.now, actor });
  const offered = may.filter(({ type }) => type === 'propose-exemption').map(({ summons }) => summons);
  expect(offered).toEqual(['s2']);
});

it('does not turn away a colleague who acts without having seen the appeal', () => {
  const { world, id } = lateSigners();
  const seen = world.state(id).seq;
  appeal(world, id);
  expect(world.do(of(SZS), id, 'sign', { summons: 's1', seen })).toEqual(['signed']);
});

/** The calendar of 2026 with some days off besides. */
function closedOn(...dates: string[]): WorkingCalendar {
  const { zone, working } = qinhuai.manifest;
  const years = cnYears(2026).map((year) => ({
    ...year,
    days: [...year.days, ...dates.map((date) => ({ name: '停工', date, isOffDay: true }))],
  }));
  return createCalendar({ zone, working, name: 'cn', years, daysOff: [] });
}

function closedLate(world: World): string {
  const id = blown(world);
  world.advance(world.now + 3_700_000);
  for (const child of world.state(id).children) {
    world.do(of(child.org), id, 'sign', { summons: child.id });
    world.do(of(child.org), id, 'arrive', { summons: child.id, method: 'qr', code: 'code' });
  }
  world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '已修复', files: [HASH] });
  world.do(cast.duty, id, 'confirm', { onSite: true });
  const scores = world.state(id).children.map((child) => ({
    ...{ summons: child.id, arrival: 5, attitude: 4, effect: 5 },
  }));
  world.do(cast.leader, id, 'rate', { scores });
  return id;
}
