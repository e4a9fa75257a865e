import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { allowedCommands } from '../../../shared/whistle/offered.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { summaryOf } from '../../../shared/whistle/view.ts';
import { cn } from '../time/calendars.ts';
import {
  arriveLeader,
  blown,
  CGJ,
  cast,
  HASH,
  handling,
  JJDD,
  of,
  PLACE,
  SZS,
  World,
  XFDD,
  ZFDD,
} from './world.ts';

const QR = { method: 'qr' as const, code: 'code' };
const PHONE = { who: '值班员', how: 'phone' as const, note: '座机' };

describe('E7 sign, E8 contact', () => {
  it('goes step by step, by the department itself', () => {
    const world = new World();
    const id = blown(world);
    expect(world.refusal(of(JJDD), id, 'sign', { summons: 's1' })).toBe('right.org');
    expect(world.refusal(of(SZS), id, 'contact', { summons: 's1', with: '值守' })).toBe('E8.child');
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    expect(world.refusal(of(SZS), id, 'sign', { summons: 's1' })).toBe('E7.child');
    world.do(of(SZS), id, 'contact', { summons: 's1', with: '值守' });
    expect(world.child(id, SZS).stage).toBe('contacted');
    expect(world.refusal(of(SZS), id, 'sign', { summons: 's9' })).toBe('summons.unknown');
  });

  it('is recorded for a department that telephoned, with who, how and when, for ever (代报到)', () => {
    const world = new World();
    const id = blown(world);
    world.now += 600_000;
    expect(world.refusal(cast.dispatch, id, 'sign', { summons: 's1' })).toBe('behalf.missing');
    const early = { ...PHONE, at: world.now - 3_600_000 };
    expect(world.refusal(cast.dispatch, id, 'sign', { summons: 's1', onBehalf: early })).toBe('behalf.at');
    const onBehalf = { ...PHONE, at: world.now - 60_000 };
    expect(world.refusal(of(SZS), id, 'sign', { summons: 's1', onBehalf })).toBe('behalf.role');
    world.do(cast.dispatch, id, 'sign', { summons: 's1', onBehalf });
    expect(world.child(id, SZS)).toMatchObject({ stage: 'signed', onBehalf: 1 });
    expect(world.logs.get(id)?.at(-1)).toMatchObject({ onBehalf, actor: { operator: 'dispatch' } });
  });
});

describe('E9 object, E10 rule', () => {
  function objected(world: World): string {
    const id = blown(world);
    world.do(of(SZS), id, 'object', { summons: 's1', reason: '非本所养护', proposes: CGJ });
    return id;
  }

  it('keeps the first receiver responsible until ruled: the time to report runs on', () => {
    const world = new World();
    const id = objected(world);
    expect(world.child(id, SZS).stage).toBe('objected');
    const clocks = clocksOf(world.state(id), world.basis).filter((clock) => clock.summons === 's1');
    expect(clocks.map((clock) => [clock.kind, clock.org])).toEqual([
      ['arrive', SZS],
      ['rule', '320104-ZHZX'],
    ]);
    world.do(of(SZS), id, 'arrive', { summons: 's1', ...QR });
    expect(world.child(id, SZS).stage).toBe('objected');
    world.do(cast.dispatch, id, 'rule', { summons: 's1', ruling: 'overrule', reason: '属养护范围' });
    expect(world.child(id, SZS).stage).toBe('working');
  });

  it('releases who is upheld and summons another', () => {
    const world = new World();
    const id = objected(world);
    const uphold = { summons: 's1', ruling: 'uphold' as const, reason: '职责不符' };
    expect(world.refusal(cast.dispatch, id, 'rule', uphold)).toBe('E10.org');
    expect(world.refusal(cast.dispatch, id, 'rule', { ...uphold, org: '320104' })).toBe('E10.org');
    expect(world.refusal(cast.leader, id, 'rule', { ...uphold, org: CGJ })).toBe('right.role');
    world.do(cast.dispatch, id, 'rule', { ...uphold, org: CGJ });
    expect(world.state(id).children).toMatchObject([
      { org: SZS, stage: 'released' },
      { org: JJDD, part: 'co' },
      { id: 's3', org: CGJ, part: 'lead', stage: 'notified' },
    ]);
    world.do(of(CGJ), id, 'object', { summons: 's3', reason: '也不是', proposes: SZS });
    expect(world.state(id).listed).toEqual(['second-objection']);
    const back = { summons: 's3', ruling: 'uphold' as const, reason: '退回', org: SZS };
    expect(world.refusal(cast.dispatch, id, 'rule', back)).toBe('E10.released');
    world.do(cast.dispatch, id, 'rule', { ...back, org: JJDD });
    expect(world.child(id, JJDD)).toMatchObject({ id: 's2', part: 'lead' });
  });

  it('is possible once, in time, by a department, naming another', () => {
    const world = new World();
    const id = objected(world);
    world.do(cast.dispatch, id, 'rule', { summons: 's1', ruling: 'overrule', reason: '属养护范围' });
    const again = { summons: 's1', reason: '还是不服', proposes: CGJ };
    expect(world.refusal(of(SZS), id, 'object', again)).toBe('E9.once');
    const own = { summons: 's2', reason: '非本队', proposes: JJDD };
    expect(world.refusal(of(JJDD), id, 'object', own)).toBe('E9.proposes');
    expect(world.refusal(of(JJDD), id, 'object', { ...own, proposes: '320104' })).toBe('E9.org');
    world.now += 5 * 3_600_000 + 2 * 3_600_000;
    expect(world.refusal(of(JJDD), id, 'object', { ...own, proposes: CGJ })).toBe('E9.time');
  });
});

describe('E11 arrive, E12 quorum', () => {
  it('asks for a proof of presence', () => {
    const world = new World();
    const id = blown(world);
    const far = { lon: PLACE.lon + 0.01, lat: PLACE.lat };
    const arrive = { summons: 's1' };
    const refusal = (body: object) => world.refusal(of(SZS), id, 'arrive', { ...arrive, ...body } as never);
    expect(refusal({ method: 'gps' })).toBe('E11.position');
    expect(refusal({ method: 'gps', position: far })).toBe('E11.distance');
    expect(refusal({ method: 'qr', code: 'old' })).toBe('E11.code');
    expect(refusal({ method: 'clerk', who: '某科' })).toBe('E11.method');
    expect(world.refusal(cast.duty, id, 'arrive', { ...arrive, ...QR })).toBe('E11.method');
    expect(world.refusal(cast.duty, id, 'arrive', { ...arrive, method: 'clerk' })).toBe('E11.who');
    world.checkInCode = null;
    expect(refusal(QR)).toBe('E11.code');
    world.do(of(SZS), id, 'arrive', { ...arrive, method: 'gps', position: PLACE });
    expect(world.refusal(of(SZS), id, 'arrive', { ...arrive, ...QR })).toBe('E11.child');
  });

  it('assembles 推进哨 when every 主责 is there, with 协办 still on the way', () => {
    const world = new World();
    const id = blown(world);
    world.do(cast.duty, id, 'arrive', { summons: 's2', method: 'clerk', who: '中队值班员' });
    expect(world.state(id).stage).toBe('assembling');
    expect(world.do(of(SZS), id, 'arrive', { summons: 's1', ...QR })).toEqual(['arrived', 'assembled']);
    expect(world.state(id).children.map((child) => child.stage)).toEqual(['working', 'working']);
  });

  it('lets 攻坚哨 wait for both leaders, each in person (双报到)', () => {
    const world = new World();
    const id = blown(world, { kind: 'hard' });
    world.do(of(SZS), id, 'arrive', { summons: 's1', ...QR });
    const [standing, vice] = ['s3', 's4'];
    expect(world.refusal(cast.vice, id, 'arrive', { summons: 's3', ...QR })).toBe('right.org');
    expect(world.refusal(cast.vice, id, 'arrive', { summons: 's2', ...QR })).toBe('right.org');
    const elsewhere = { ...cast.standing, streets: ['320104005'] };
    expect(world.refusal(elsewhere, id, 'arrive', { summons: standing, ...QR })).toBe('right.org');
    arriveLeader(world, id, cast.standing, standing);
    expect(world.state(id).stage).toBe('assembling');
    const twoOffices = { ...cast.vice, operator: cast.standing.operator };
    expect(world.refusal(twoOffices, id, 'arrive', { summons: vice, ...QR })).toBe('E11.both');
    const onBehalf = { ...PHONE, at: world.now };
    const byPhone = { summons: vice, method: 'clerk' as const, onBehalf };
    expect(world.refusal(cast.dispatch, id, 'arrive', byPhone)).toBe('E11.leader');
    arriveLeader(world, id, cast.vice, vice);
    expect(world.state(id).stage).toBe('handling');
  });

  it('lets a joint team wait for its fixed members and one other (1+1+N)', () => {
    const world = new World();
    const id = blown(world, {
      kind: 'joint',
      item: 'D19',
      departments: [
        { org: ZFDD, part: 'lead' },
        { org: XFDD, part: 'co', reason: '占用消防通道' },
      ],
    });
    const come = (org: string) =>
      world.do(of(org), id, 'arrive', { summons: world.child(id, org).id, ...QR });
    come(ZFDD);
    expect(world.state(id).stage).toBe('assembling');
    come(XFDD);
    expect(world.state(id).stage).toBe('assembling');
    expect(come(JJDD)).toContain('assembled');
  });

  it('records the late as late and never turns them away', () => {
    const world = new World();
    const id = blown(world);
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    world.advance(cn('2026-11-20 12:00'));
    expect(world.child(id, SZS)).toMatchObject({ noShow: true, yellowCards: 2 });
    world.do(of(SZS), id, 'arrive', { summons: 's1', ...QR });
    expect(world.child(id, SZS)).toMatchObject({ late: true, noShow: true, stage: 'working' });
  });

  it('moves a meeting once, by leave of the street (请假/改期)', () => {
    const world = new World();
    const id = blown(world);
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    const due = () => clocksOf(world.state(id), world.basis).find((one) => one.kind === 'arrive')?.dueAt;
    expect(due()).toBe(cn('2026-11-19 09:00'));
    const until = cn('2026-11-17 09:00');
    expect(world.refusal(of(SZS), id, 'excuse', { summons: 's1', until, reason: '抢修' })).toBe('right.role');
    const late = { summons: 's1', until: cn('2027-01-17 09:00'), reason: '抢修' };
    expect(world.refusal(cast.duty, id, 'excuse', late)).toBe('E11.until');
    world.do(cast.duty, id, 'excuse', { summons: 's1', until, reason: '抢修' });
    expect(world.child(id, SZS).stage).toBe('excused');
    // One working day of standing still moves the deadline by one working day.
    expect(due()).toBe(cn('2026-11-20 09:00'));
    world.do(of(SZS), id, 'arrive', { summons: 's1', ...QR });
    expect(world.child(id, SZS)).toMatchObject({ late: false, stage: 'working' });
  });
  it('leaves nobody without a clock whose meeting was moved before they signed, and a second date replaces the first', () => {
    const world = new World();
    world.rules = { ...world.rules, excuses: 2 };
    const id = blown(world);
    const due = () => clocksOf(world.state(id), world.basis).find((one) => one.id === 's1.arrive.0')?.dueAt;
    const excuse = (until: string) => ({ summons: 's1', until: cn(until), reason: '抢修' });
    world.do(cast.duty, id, 'excuse', excuse('2026-11-19 09:00'));
    // From Monday 09:00 nothing has run; three working days from Thursday 09:00.
    expect(due()).toBe(cn('2026-11-24 09:00'));
    world.now = cn('2026-11-17 09:00');
    world.do(cast.duty, id, 'excuse', excuse('2026-11-18 09:00'));
    expect(due()).toBe(cn('2026-11-23 09:00'));
    expect(world.refusal(cast.duty, id, 'excuse', excuse('2026-11-18 10:00'))).toBe('E11.excuses');
    const menu = allowedCommands({ ...cast.duty, roles: ['street-duty'] }, world.state(id), {
      ...world.basis,
      now: world.now,
    });
    expect(menu).not.toContainEqual({ type: 'excuse', summons: 's1' });
    expect(menu).toContainEqual({ type: 'excuse', summons: 's2' });
  });
});

describe('E13 leave', () => {
  it('holds everybody until the street releases them (事不完、人不撤)', () => {
    const world = new World();
    const id = handling(world);
    expect(world.refusal(of(SZS), id, 'leave', { summons: 's1' })).toBe('E13.stay');
    world.do(of(SZS), id, 'leave', { summons: 's1', substitute: '接替人员' });
    expect(world.child(id, SZS)).toMatchObject({ substitute: '接替人员', leftAt: null });
    expect(world.refusal(of(SZS), id, 'release', { summons: 's1', reason: '完成' })).toBe('right.role');
    world.do(cast.duty, id, 'release', { summons: 's1', reason: '现场任务完成' });
    expect(world.refusal(cast.duty, id, 'release', { summons: 's1', reason: '再次' })).toBe('E13.released');
    world.do(of(SZS), id, 'leave', { summons: 's1' });
    expect(world.refusal(of(SZS), id, 'leave', { summons: 's1' })).toBe('E13.left');
  });
});

describe('E14 extend', () => {
  const ask = { summons: 's1', clock: 'handle' as const, add: 5, reason: '管线复杂' };

  it('lengthens by at most the limit, twice, each time by a higher hand', () => {
    const world = new World();
    const id = handling(world);
    const due = () => clocksOf(world.state(id), world.basis).find((one) => one.kind === 'handle')?.dueAt;
    expect(due()).toBe(cn('2026-11-30 09:00'));
    expect(world.refusal(of(SZS), id, 'request-extension', { ...ask, add: 11 })).toBe('E14.length');
    expect(world.refusal(of(SZS), id, 'request-extension', { ...ask, clock: 'contact' })).toBe('E14.clock');
    world.do(of(SZS), id, 'request-extension', ask);
    expect(world.refusal(of(SZS), id, 'request-extension', ask)).toBe('E14.pending');
    expect(world.refusal(of(SZS), id, 'decide-extension', { request: 'x1', grant: true, reason: '可' })).toBe(
      'right.role',
    );
    const decide = (request: string) => ({ request, grant: true, reason: '同意' });
    expect(world.refusal(cast.dispatch, id, 'decide-extension', decide('x9'))).toBe('E14.request');
    world.do(cast.dispatch, id, 'decide-extension', { ...decide('x1'), grant: false });
    expect(due()).toBe(cn('2026-11-30 09:00'));
    expect(world.refusal(cast.dispatch, id, 'decide-extension', decide('x1'))).toBe('E14.decided');
    world.do(of(SZS), id, 'request-extension', ask);
    expect(world.refusal(cast.vice, id, 'decide-extension', decide('x2'))).toBe('E14.approver');
    world.do(cast.shift, id, 'decide-extension', decide('x2'));
    expect(due()).toBe(cn('2026-12-07 09:00'));
    world.do(of(SZS), id, 'request-extension', ask);
    expect(world.refusal(cast.shift, id, 'decide-extension', decide('x3'))).toBe('E14.approver');
    world.do(cast.vice, id, 'decide-extension', decide('x3'));
    expect(due()).toBe(cn('2026-12-14 09:00'));
    expect(world.refusal(of(SZS), id, 'request-extension', ask)).toBe('E14.max');
  });

  it('comes too late after expiry, and is not decided by who wrote it down', () => {
    const world = new World();
    const id = handling(world);
    const onBehalf = { ...PHONE, at: world.now };
    world.do(cast.dispatch, id, 'request-extension', { ...ask, onBehalf });
    const decide = { request: 'x1', grant: true, reason: '同意' };
    expect(world.refusal(cast.dispatch, id, 'decide-extension', decide)).toBe('two-person');
    world.do(cast.shift, id, 'decide-extension', { ...decide, grant: false });
    world.advance(cn('2026-11-30 09:00'));
    expect(world.refusal(of(SZS), id, 'request-extension', ask)).toBe('E14.expired');
  });
});

describe('E14 whose task ends before anybody decides', () => {
  const ask = { summons: 's1', clock: 'handle' as const, add: 5, reason: '管线复杂' };
  const decide = { request: 'x1', grant: true, reason: '同意' };
  const asked = () => {
    const world = new World();
    const id = handling(world);
    world.do(of(SZS), id, 'request-extension', ask);
    return { world, id };
  };
  const isAwaited = (world: World, id: string) =>
    summaryOf(world.state(id), { ...world.basis, now: world.now }).waiting.some(
      ({ what }) => what.zh === '审批延期申请',
    );

  it('lapses where another department takes over, and nobody is asked for it any more', () => {
    const { world, id } = asked();
    expect(isAwaited(world, id)).toBe(true);
    world.do(cast.dispatch, id, 'change-lead', { summons: 's1', org: ZFDD, reason: '职责调整' });
    expect(world.state(id).extensions).toMatchObject([{ id: 'x1', decision: 'lapsed' }]);
    expect(isAwaited(world, id)).toBe(false);
    expect(world.refusal(cast.shift, id, 'decide-extension', decide)).toBe('E14.decided');
  });

  it('stays open while a result may come back, and lapses once it is confirmed', () => {
    const { world, id } = asked();
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '已办', files: [HASH] });
    expect(world.state(id).extensions).toMatchObject([{ decision: 'pending' }]);
    world.do(cast.duty, id, 'confirm', { onSite: true });
    expect(world.state(id).extensions).toMatchObject([{ decision: 'lapsed' }]);
  });
});

describe('E14 granted when the old limit has passed', () => {
  const ask = { summons: 's1', clock: 'handle' as const, add: 5, reason: '管线复杂' };
  const grant = { request: 'x1', grant: true, reason: '同意' };
  const ledger = (world: World, id: string) => {
    const { expiries, exempt } = world.child(id, SZS);
    return { counts: expiries, exempt: exempt.expiries };
  };
  const dues = (world: World, id: string) =>
    timersOf(world.state(id), world.basis).flatMap((one) =>
      one.kind === 'handle' && one.mark >= 1 ? [one.dueAt] : [],
    );
  const asked = () => {
    const world = new World();
    const id = handling(world);
    world.do(of(JJDD), id, 'submit-result', { summons: 's2', text: '已办', files: [HASH] });
    world.do(of(SZS), id, 'request-extension', ask);
    return { world, id };
  };

  it('takes the passed deadline out of the count, and the extended one counts at its time', () => {
    const { world, id } = asked();
    world.advance(cn('2026-12-02 09:00'));
    expect(ledger(world, id)).toEqual({ counts: 1, exempt: 0 });
    expect(world.state(id).level).toBe(2);
    world.do(cast.dispatch, id, 'decide-extension', grant);
    expect(ledger(world, id)).toEqual({ counts: 0, exempt: 1 });
    // Its reminders were sent in time, and hold the level that they raised.
    expect(world.state(id).level).toBe(1);
    expect(dues(world, id)).toEqual([cn('2026-12-07 09:00'), cn('2026-12-16 15:00')]);
    world.advance(cn('2026-12-07 09:00'));
    expect(ledger(world, id)).toEqual({ counts: 1, exempt: 1 });
  });

  it('counts an extended deadline that has passed as well from the grant', () => {
    const { world, id } = asked();
    const late = cn('2026-12-08 10:00');
    world.advance(late);
    world.do(cast.dispatch, id, 'decide-extension', grant);
    expect(ledger(world, id)).toEqual({ counts: 0, exempt: 1 });
    expect(dues(world, id)[0]).toBe(late);
    world.advance(late);
    expect(ledger(world, id)).toEqual({ counts: 1, exempt: 1 });
  });

  it('changes nothing where it is refused', () => {
    const { world, id } = asked();
    world.advance(cn('2026-12-02 09:00'));
    world.do(cast.dispatch, id, 'decide-extension', { ...grant, grant: false });
    expect(ledger(world, id)).toEqual({ counts: 1, exempt: 0 });
  });
});

describe('E15 change of lead', () => {
  const away = { summons: 's1', org: CGJ, reason: '权责调整' };
  const handle = (world: World, id: string, org: string) =>
    clocksOf(world.state(id), world.basis).find((one) => one.kind === 'handle' && one.org === org);

  it('starts the handling clock anew for another department, never the business clock', () => {
    const world = new World();
    const id = handling(world);
    const business = clocksOf(world.state(id), world.basis).find((one) => one.kind === 'business');
    world.advance(cn('2026-11-18 09:00'));
    world.do(cast.dispatch, id, 'change-lead', away);
    world.do(of(CGJ), id, 'arrive', { summons: 's3', ...QR });
    expect(handle(world, id, CGJ)).toMatchObject({ startAt: world.now, dueAt: cn('2026-12-02 09:00') });
    expect(clocksOf(world.state(id), world.basis).find((one) => one.kind === 'business')).toEqual(business);
  });

  it('resumes it for the same department, without the time it was away', () => {
    const world = new World();
    const id = handling(world);
    world.advance(cn('2026-11-18 09:00'));
    world.do(cast.dispatch, id, 'change-lead', away);
    world.advance(cn('2026-11-19 09:00'));
    world.do(cast.dispatch, id, 'change-lead', { summons: 's3', org: SZS, reason: '改回' });
    world.do(of(SZS), id, 'arrive', { summons: 's4', ...QR });
    expect(world.state(id).children.map((child) => [child.org, child.stage])).toEqual([
      [SZS, 'replaced'],
      [JJDD, 'working'],
      [CGJ, 'replaced'],
      [SZS, 'working'],
    ]);
    // Two of ten days were used on the 18th, the day away does not count: eight from the 19th, 09:00.
    expect(handle(world, id, SZS)?.dueAt).toBe(cn('2026-12-01 09:00'));
  });

  it('promotes a 协办, and changes only leads', () => {
    const world = new World();
    const id = handling(world);
    const co = { summons: 's2', org: CGJ, reason: '调整' };
    expect(world.refusal(cast.dispatch, id, 'change-lead', co)).toBe('E15.lead');
    expect(world.refusal(cast.dispatch, id, 'change-lead', { ...away, org: SZS })).toBe('E15.there');
    expect(world.refusal(cast.duty, id, 'change-lead', away)).toBe('right.role');
    world.do(cast.dispatch, id, 'change-lead', { ...away, org: JJDD });
    expect(world.child(id, JJDD)).toMatchObject({ id: 's2', part: 'lead', stage: 'working' });
    world.do(of(JJDD), id, 'submit-result', { summons: 's2', text: '完成', files: [HASH] });
    expect(world.state(id).stage).toBe('pending-confirm');
  });

  it('has a department go on that had handed in its smaller part', () => {
    const world = new World();
    const id = handling(world);
    world.advance(cn('2026-11-18 09:00'));
    const result = { summons: 's2', text: '配合完成', files: [HASH] };
    world.do(of(JJDD), id, 'submit-result', result);
    world.advance(cn('2026-11-19 09:00'));
    world.do(cast.dispatch, id, 'change-lead', { ...away, org: JJDD });
    expect(world.child(id, JJDD)).toMatchObject({ part: 'lead', stage: 'working' });
    // Ten working days, without the one that it waited.
    expect(handle(world, id, JJDD)?.dueAt).toBe(cn('2026-12-01 09:00'));
    world.do(of(JJDD), id, 'submit-result', { ...result, text: '完成' });
    expect(world.state(id).stage).toBe('pending-confirm');
  });
});
