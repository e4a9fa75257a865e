import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { cn } from '../time/calendars.ts';
import {
  blown,
  CGJ,
  cast,
  closed,
  draftOf,
  HASH,
  handedIn,
  handling,
  OTHER_STREET,
  of,
  SZS,
  scoresFor,
  World,
} from './world.ts';

const RESULT = { text: '已修复', files: [HASH] };
const DAY = 86_400_000;

describe('E16 suspend', () => {
  const season = { condition: 'season' as const, reason: '汛期不能开挖' };

  it('stands still until its end date and goes on by itself', () => {
    const world = new World();
    const id = handling(world);
    const due = () => clocksOf(world.state(id), world.basis).find((one) => one.kind === 'handle')?.dueAt;
    world.advance(cn('2026-11-17 09:00'));
    const until = cn('2026-11-24 09:00');
    world.do(cast.vice, id, 'suspend', { ...season, until });
    expect(timersOf(world.state(id), world.basis).map((timer) => [timer.kind, timer.dueAt])).toEqual([
      ['resume', until],
    ]);
    expect(due()).toBeNull();
    expect(world.refusal(of(SZS), id, 'submit-result', { summons: 's1', ...RESULT })).toBe('E17.stage');
    // Noticed a day late: the clocks still run from the end date.
    world.advance(until, until + DAY);
    expect(world.state(id)).toMatchObject({ stage: 'handling', suspension: null });
    // One of ten days was used; nine from the 24th, 09:00.
    expect(due()).toBe(cn('2026-12-07 09:00'));
    const clock = clocksOf(world.state(id), world.basis).find((one) => one.kind === 'business');
    expect(clock).toMatchObject({ startAt: world.state(id).blownAt, dueAt: cn('2026-12-21 09:00') });
    expect(world.refusal(cast.vice, id, 'suspend', { ...season, until: until + 9 * DAY })).toBe('E16.once');
  });

  it('is ordered by the deputy head alone, for at most a year, and ended early by the same', () => {
    const world = new World();
    const id = handling(world);
    const until = world.now + 30 * DAY;
    expect(world.refusal(cast.dispatch, id, 'suspend', { ...season, until })).toBe('right.role');
    expect(world.refusal(cast.vice, id, 'suspend', { ...season, until: world.now })).toBe('E16.until');
    const far = world.now + 366 * DAY;
    expect(world.refusal(cast.vice, id, 'suspend', { ...season, until: far })).toBe('E16.until');
    const nobody = { ...season, until, appliedBy: 's9' };
    expect(world.refusal(cast.vice, id, 'suspend', nobody)).toBe('E16.applicant');
    expect(world.refusal(cast.vice, id, 'resume', { reason: '条件具备' })).toBe('E16.stage');
    world.do(cast.vice, id, 'suspend', { ...season, until, appliedBy: 's1' });
    expect(world.refusal(cast.duty, id, 'resume', { reason: '条件具备' })).toBe('right.role');
    world.do(cast.vice, id, 'resume', { reason: '条件具备' });
    expect(world.state(id).stage).toBe('handling');
  });
});

describe('E17 result, E18 confirm and rework', () => {
  it('waits for every 主责, not for 协办', () => {
    const world = new World();
    const id = handling(world, {
      departments: [
        { org: SZS, part: 'lead' },
        { org: CGJ, part: 'lead', reason: '井盖权属' },
        { org: '320104-JJDD', part: 'co' },
      ],
    });
    expect(world.refusal(of(SZS), id, 'submit-result', { summons: 's2', ...RESULT })).toBe('right.org');
    world.do(of(SZS), id, 'submit-result', { summons: 's1', ...RESULT });
    expect(world.refusal(of(SZS), id, 'submit-result', { summons: 's1', ...RESULT })).toBe('E17.child');
    expect(world.state(id).stage).toBe('handling');
    world.do(of(CGJ), id, 'submit-result', { summons: 's2', ...RESULT });
    expect(world.state(id).stage).toBe('pending-confirm');
  });

  it('is confirmed by the street alone, after a look on site', () => {
    const world = new World();
    const id = handedIn(world);
    expect(world.refusal(of(SZS), id, 'confirm', { onSite: true })).toBe('right.role');
    expect(world.refusal(cast.otherDuty, id, 'confirm', { onSite: true })).toBe('right.org');
    expect(world.refusal(cast.supervisor, id, 'confirm', { onSite: true })).toBe('E18.silence');
    expect(world.refusal(cast.duty, id, 'confirm', { onSite: false })).toBe('E18.on-site');
    world.do(cast.duty, id, 'confirm', { onSite: true });
    expect(world.child(id, SZS).stage).toBe('accepted');
  });

  it('is not confirmed by whoever wrote the result down for the department', () => {
    const world = new World();
    const id = handling(world);
    const onBehalf = { who: '值班员', how: 'phone' as const, at: world.now };
    world.do(cast.duty, id, 'submit-result', { summons: 's1', ...RESULT, onBehalf });
    expect(world.refusal(cast.duty, id, 'confirm', { onSite: true })).toBe('two-person');
    world.do(cast.leader, id, 'confirm', { onSite: true });
  });

  it('falls to the supervising side when the street stays silent', () => {
    const world = new World();
    const id = handedIn(world);
    world.advance(cn('2026-11-18 09:00'));
    expect(world.state(id).level).toBe(2);
    world.do(cast.supervisor, id, 'confirm', { onSite: true });
    expect(world.logs.get(id)?.at(-1)).toMatchObject({ type: 'confirmed', data: { bySilence: true } });
  });

  it('goes back with the data kept and the clock going on where it stopped', () => {
    const world = new World();
    const id = handling(world);
    world.advance(cn('2026-11-18 09:00'));
    world.do(of(SZS), id, 'submit-result', { summons: 's1', ...RESULT });
    world.now = cn('2026-11-19 09:00');
    const back = { summons: ['s1'], reason: '仍有沉降' };
    expect(world.refusal(cast.duty, id, 'rework', { ...back, summons: ['s2'] })).toBe('E18.child');
    expect(world.refusal(of(SZS), id, 'rework', back)).toBe('right.role');
    world.do(cast.duty, id, 'rework', back);
    expect(world.state(id)).toMatchObject({ stage: 'handling', rework: 1 });
    expect(world.child(id, SZS)).toMatchObject({ stage: 'working', result: { text: '已修复' } });
    const clock = clocksOf(world.state(id), world.basis).find((one) => one.id === 's1.handle.0');
    expect(clock?.dueAt).toBe(cn('2026-12-01 09:00'));
  });
});

describe('E19 rate', () => {
  function rating(world: World, changes: Record<string, unknown> = {}): string {
    const id = handedIn(world, changes);
    world.do(cast.duty, id, 'confirm', { onSite: true });
    return id;
  }
  const score = (summons: string) => ({ summons, arrival: 5, attitude: 3, effect: 4 });

  it('rates each department once and closes with the last', () => {
    const world = new World();
    const id = rating(world);
    expect(world.refusal(of(SZS), id, 'rate', { scores: [score('s1')] })).toBe('right.role');
    expect(world.refusal(cast.leader, id, 'rate', { scores: [] })).toBe('E19.empty');
    expect(world.refusal(cast.leader, id, 'rate', { scores: [score('s9')] })).toBe('E19.child');
    expect(world.refusal(cast.leader, id, 'rate', { scores: [score('s1'), score('s1')] })).toBe('E19.twice');
    expect(world.do(cast.leader, id, 'rate', { scores: [score('s1')] })).toEqual(['rated']);
    expect(world.refusal(cast.leader, id, 'rate', { scores: [score('s1')] })).toBe('E19.once');
    expect(world.do(cast.leader, id, 'rate', { scores: [score('s2')] })).toEqual(['rated', 'closed']);
    expect(world.state(id)).toMatchObject({ stage: 'closed', ratings: [{ org: SZS, effect: 4 }, {}] });
    expect(world.refusal(cast.leader, id, 'rate', { scores: [score('s1')] })).toBe('E19.stage');
  });

  it('needs the citizen’s answer too where a case came from the hotline (双评价)', () => {
    const world = new World();
    const one = { id: 'c1', title: '塌陷', categoryCode: 'E0501', channel: '12345热线' };
    world.cases.set('c1', { ...one, requestedAt: world.now, lon: null, lat: null });
    const id = rating(world, { cases: ['c1'] });
    const scores = scoresFor(world, id);
    expect(world.refusal(cast.leader, id, 'rate', { scores })).toBe('E19.both');
    const callback = { resolved: true, satisfied: true, at: world.now };
    expect(world.do(cast.leader, id, 'rate', { scores: [], callback })).toEqual(['rated']);
    expect(world.refusal(cast.leader, id, 'rate', { scores, callback })).toBe('E19.callback');
    expect(world.do(cast.leader, id, 'rate', { scores })).toContain('closed');
  });

  it('waits for the post-approval of an emergency', () => {
    const world = new World();
    const id = world.draft({ kind: 'emergency' });
    world.do(cast.leader, id, 'blow-emergency', {});
    for (const { id: summons, org } of world.state(id).children) {
      world.do(of(org), id, 'arrive', { summons, method: 'qr', code: 'code' });
    }
    world.do(of(SZS), id, 'submit-result', { summons: 's1', ...RESULT });
    world.do(cast.duty, id, 'confirm', { onSite: true });
    const scores = scoresFor(world, id);
    expect(world.refusal(cast.secretary, id, 'rate', { scores })).toBe('E19.post-approval');
    world.do(cast.director, id, 'approve', {});
    world.do(cast.secretary, id, 'rate', { scores });
    expect(world.state(id).stage).toBe('closed');
  });
});

describe('E20 reopen', () => {
  const again = { cause: 'recurrence' as const, reason: '再次塌陷' };

  it('is for the supervising side, for thirty days; ratings stay and a new round begins', () => {
    const world = new World();
    const id = closed(world);
    const blownAt = world.state(id).blownAt;
    expect(world.refusal(cast.leader, id, 'reopen', again)).toBe('right.role');
    const { operator } = cast.dispatch;
    expect(world.refusal({ ...cast.supervisor, operator }, id, 'reopen', again)).toBe('two-axes');
    world.now += 5 * DAY;
    world.do(cast.supervisor, id, 'reopen', again);
    expect(world.state(id)).toMatchObject({ stage: 'handling', round: 2, closedAt: null, blownAt });
    expect(world.child(id, SZS).stage).toBe('working');
    const handle = clocksOf(world.state(id), world.basis).find((one) => one.kind === 'handle');
    expect(handle).toMatchObject({ id: 's1.handle.1', startAt: world.now });
    const shift = { ...cast.shift, operator: cast.supervisor.operator };
    const change = { summons: 's1', org: CGJ, reason: '换' };
    expect(world.refusal(shift, id, 'change-lead', change)).toBe('two-axes');
    world.do(of(SZS), id, 'submit-result', { summons: 's1', ...RESULT });
    world.do(cast.duty, id, 'confirm', { onSite: true });
    world.do(cast.leader, id, 'rate', { scores: scoresFor(world, id) });
    expect(world.state(id).ratings.map((one) => one.round)).toEqual([1, 1, 2, 2]);
  });

  it('ends after thirty days', () => {
    const world = new World();
    const id = closed(world);
    world.now += 31 * DAY;
    expect(world.refusal(cast.supervisor, id, 'reopen', again)).toBe('E20.days');
    expect(world.refusal(cast.supervisor, blown(world), 'reopen', again)).toBe('E20.stage');
  });
});

describe('E22 withdraw, E23 merge', () => {
  const why = { reason: '重复' };

  it('is withdrawn by the street before anybody works', () => {
    const world = new World();
    const id = blown(world);
    expect(world.refusal(cast.dispatch, id, 'withdraw', why)).toBe('right.role');
    world.do(cast.duty, id, 'withdraw', why);
    expect(world.state(id)).toMatchObject({ stage: 'withdrawn' });
    expect(world.state(id).children.every((child) => child.stage === 'released')).toBe(true);
    expect(timersOf(world.state(id), world.basis)).toEqual([]);
    expect(world.refusal(cast.duty, handling(world), 'withdraw', why)).toBe('E22.stage');
  });

  it('joins the cases with those of the survivor', () => {
    const world = new World();
    for (const id of ['a', 'b', 'c']) {
      const one = { id, title: id, categoryCode: 'E0501', channel: null };
      world.cases.set(id, { ...one, requestedAt: 0, lon: null, lat: null });
    }
    const survivor = blown(world, { cases: ['a', 'b'] });
    const id = blown(world, { cases: ['b', 'c'] });
    expect(world.refusal(cast.duty, id, 'merge', { into: id, ...why })).toBe('E23.survivor');
    expect(world.refusal(cast.duty, id, 'merge', { into: 'w-nothing', ...why })).toBe('E23.survivor');
    world.do(cast.duty, id, 'merge', { into: survivor, ...why });
    expect(world.state(id)).toMatchObject({ stage: 'merged', mergedInto: survivor });
    expect(world.state(survivor).cases.map((one) => one.id)).toEqual(['a', 'b', 'c']);
    expect(world.state(survivor).absorbed).toEqual([id]);
    const late = blown(world);
    expect(world.refusal(cast.duty, late, 'merge', { into: id, ...why })).toBe('E23.terminal');
    expect(world.refusal(cast.duty, handling(world), 'merge', { into: survivor, ...why })).toBe('E23.stage');
  });

  it('ends nobody’s clock: not into one that rests, is checked or lacks somebody on the way', () => {
    const world = new World();
    const onTheWay = blown(world);
    const into = (survivor: string, id = onTheWay) =>
      world.refusal(cast.duty, id, 'merge', { into: survivor, ...why });
    const suspended = handling(world);
    world.do(cast.vice, suspended, 'suspend', {
      ...{ until: world.now + 30 * 86_400_000, condition: 'season', appliedBy: null, reason: '冬季停工' },
    });
    expect(into(suspended)).toBe('E23.resting');
    expect(into(world.draft())).toBe('E23.resting');
    expect(into(handedIn(world))).toBe('E23.resting');
    const confirmed = handedIn(world);
    world.do(cast.duty, confirmed, 'confirm', { onSite: true });
    expect(into(confirmed)).toBe('E23.resting');
    // Nothing runs for a draft, but its cases must not come to one that is about to be closed.
    expect(into(confirmed, world.draft())).toBe('E23.resting');
    expect(into(suspended, world.draft())).toBeNull();

    expect(into(blown(world, { departments: [{ org: SZS, part: 'lead' }] }))).toBe('E23.departments');
    const done = handling(world, {
      departments: [
        { org: SZS, part: 'lead' },
        { org: '320104-JJDD', part: 'co' },
      ],
    });
    world.do(of('320104-JJDD'), done, 'submit-result', { summons: 's2', text: '好', files: [HASH] });
    expect(into(done)).toBe('E23.departments');
    expect(world.state(onTheWay)).toMatchObject({ stage: 'blown' });
    expect(into(handling(world))).toBeNull();
  });

  it('leaves no objection without a ruling', () => {
    const world = new World();
    const survivor = handling(world);
    const id = blown(world);
    world.do(of(SZS), id, 'object', { summons: 's1', reason: '非我局职责', proposes: CGJ });
    expect(world.refusal(cast.dispatch, id, 'merge', { into: survivor, ...why })).toBe('E23.objection');
    world.do(cast.dispatch, id, 'rule', { summons: 's1', ruling: 'overrule', org: null, reason: '三定方案' });
    expect(world.refusal(cast.dispatch, id, 'merge', { into: survivor, ...why })).toBeNull();
  });

  it('does not spare anybody the approval of an emergency afterwards', () => {
    const world = new World();
    const survivor = blown(world);
    const id = world.draft({ kind: 'emergency' });
    world.do(cast.shift, id, 'blow-emergency', {});
    expect(world.refusal(cast.duty, id, 'merge', { into: survivor, ...why })).toBe('E23.post-approval');
    world.do(cast.leader, id, 'approve', {});
    expect(world.refusal(cast.duty, id, 'merge', { into: survivor, ...why })).toBeNull();
  });

  it('is for nobody who has supervised the survivor, nor is blowing that one again', () => {
    const world = new World();
    const survivor = closed(world);
    world.do(cast.supervisor, survivor, 'reopen', { cause: 'recurrence', reason: '再次塌陷' });
    const { operator } = cast.supervisor;
    const id = blown(world);
    expect(world.refusal({ ...cast.dispatch, operator }, id, 'merge', { into: survivor, ...why })).toBe(
      'two-axes',
    );
    world.do(cast.dispatch, id, 'merge', { into: survivor, ...why });
    expect(world.state(survivor).hands).toMatchObject({ [operator]: 'supervise', dispatch: 'command' });
    const again = { draft: draftOf(world.now), parent: survivor };
    expect(world.refusal({ ...cast.duty, operator }, null, 'draft', again)).toBe('two-axes');
  });

  it('crosses streets only by the district', () => {
    const world = new World();
    const survivor = blown(world);
    const street = OTHER_STREET;
    const place = { lon: 118.785, lat: 32.01, address: '' };
    const id = world.draft({ street, place }, cast.otherDuty);
    expect(world.refusal(cast.otherDuty, id, 'merge', { into: survivor, ...why })).toBe('E23.street');
    world.do(cast.dispatch, id, 'merge', { into: survivor, ...why });
  });
});

describe('remarks and other windows', () => {
  it('takes notes and files at any time, each file once', () => {
    const world = new World();
    const id = closed(world);
    world.do(cast.supervisor, id, 'note', { text: '已抽查', summons: 's1' });
    expect(world.refusal(cast.duty, id, 'note', { text: '？', summons: 's9' })).toBe('summons.unknown');
    expect(world.refusal(cast.auditor, id, 'note', { text: '？' })).toBe('right.role');
    const file = { hash: HASH, name: '照片.jpg', mediaType: 'image/jpeg', bytes: 9 };
    world.do(of(SZS), id, 'attach', { file, summons: 's1' });
    expect(world.refusal(of(SZS), id, 'attach', { file, summons: 's1' })).toBe('attach.twice');
    expect(world.refusal(of(CGJ), id, 'attach', { file })).toBe('right.org');
  });

  it('tells a window that somebody was faster, but only about what it touches', () => {
    const world = new World();
    const id = blown(world);
    const { seq } = world.state(id);
    world.do(of('320104-JJDD'), id, 'sign', { summons: 's2', seen: seq });
    world.do(of(SZS), id, 'sign', { summons: 's1', seen: seq });
    const late = { summons: 's1', with: '值守', seen: seq };
    expect(world.refusal(of(SZS), id, 'contact', late)).toBe('stale');
    world.do(cast.duty, id, 'note', { text: '已电话通知' });
    world.do(of(SZS), id, 'contact', { ...late, seen: world.child(id, SZS).seq });
  });

  it('never mixes a drill with the live city', () => {
    const world = new World();
    const id = blown(world);
    world.drill = 'drill-1';
    expect(world.refusal(of(SZS), id, 'sign', { summons: 's1' })).toBe('drill');
    const played = world.draft();
    expect(world.logs.get(played)?.[0]?.drill).toBe('drill-1');
    const live = world.logs.get(id) ?? [];
    const leaked = live.map((event) => ({ ...event, seq: event.seq + 9, drill: 'drill-1' }));
    expect(fold([...live, ...leaked])).toEqual(world.state(id));
    expect(world.refusal(cast.duty, played, 'merge', { into: id, reason: '并' })).toBe('E23.survivor');
  });

  it('knows nothing of what does not exist', () => {
    const world = new World();
    const command = { commandId: 'command-x1', type: 'expire' as const, timer: 's1.sign.0@1' };
    expect(world.run(cast.system, null, command)).toMatchObject({ refusal: { rule: 'whistle.unknown' } });
  });
});
