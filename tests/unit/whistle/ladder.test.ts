import { describe, expect, it } from 'vitest';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { timerCommandId } from '../../../shared/whistle/ids.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { cn, cnText } from '../time/calendars.ts';
import { blown, CGJ, cast, HASH, handling, of, SZS, scoresFor, World } from './world.ts';

const levels = (log: readonly WhistleEvent[] | undefined) =>
  log?.flatMap((event) =>
    event.type === 'escalated' || event.type === 'deescalated'
      ? [[event.data.from, event.data.to, event.data.cause, cnText(event.data.since)]]
      : [],
  );

describe('E24, E25 the ladder', () => {
  it('reminds at half and at 80 %, shows the yellow card at expiry and climbs on', () => {
    const world = new World();
    const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.advance(cn('2026-11-16 10:15'));
    expect(
      world.logs
        .get(id)
        ?.slice(4)
        .map((event) => event.type),
    ).toEqual(['reminded', 'escalated', 'reminded', 'expired', 'escalated']);
    expect(world.state(id)).toMatchObject({ level: 2, supervised: true });
    expect(world.child(id, SZS)).toMatchObject({ yellowCards: 1, expiries: 1, noShow: false });
    world.advance(cn('2026-11-16 10:30'));
    expect(levels(world.logs.get(id))).toEqual([
      [0, 1, 's1.sign.0', '2026-11-16 09:30'],
      [1, 2, 's1.sign.0', '2026-11-16 10:00'],
      [2, 3, 's1.sign.0', '2026-11-16 10:30'],
    ]);
    const told = world.logs.get(id)?.findLast((event) => event.type === 'escalated');
    expect(told).toMatchObject({ data: { notify: ['vice-district'] } });
  });

  it('falls back by itself from a reminder once that is done, never from 督办', () => {
    const world = new World();
    const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.advance(cn('2026-11-16 09:45'));
    expect(world.state(id).level).toBe(1);
    expect(world.do(of(SZS), id, 'sign', { summons: 's1' })).toEqual(['signed', 'deescalated']);
    expect(world.state(id).level).toBe(0);
    world.advance(cn('2026-11-17 09:50'));
    expect(world.state(id).level).toBe(2);
    world.do(of(SZS), id, 'contact', { summons: 's1', with: '值守' });
    expect(world.state(id)).toMatchObject({ level: 2, supervised: true });
    expect(world.refusal(cast.duty, id, 'deescalate', { to: 0, reason: '已对接' })).toBe('right.role');
    world.do(cast.shift, id, 'deescalate', { to: 0, reason: '已对接' });
    expect(world.state(id)).toMatchObject({ level: 0, supervised: false });
  });

  it('goes to the deputy head at the second expiry of one department', () => {
    const world = new World();
    const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.advance(cn('2026-11-16 10:05'));
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    world.do(cast.shift, id, 'deescalate', { to: 0, reason: '已签收' });
    world.advance(cn('2026-11-17 10:05'));
    expect(levels(world.logs.get(id))?.at(-1)).toEqual([1, 3, 's1.contact.0', '2026-11-17 10:05']);
    expect(world.child(id, SZS).yellowCards).toBe(2);
  });

  it('has two clocks: the rung starts anew with each level, the business clock never', () => {
    const world = new World();
    const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
    const clock = (kind: string) => clocksOf(world.state(id), world.basis).find((one) => one.kind === kind);
    const business = clock('business');
    world.advance(cn('2026-11-16 10:30'));
    expect(clock('rung')).toMatchObject({ startAt: cn('2026-11-16 10:30'), dueAt: cn('2026-11-17 10:30') });
    world.do(cast.vice, id, 'deescalate', { to: 2, reason: '已约谈' });
    expect(clock('rung')).toBeUndefined();
    world.now = cn('2026-11-16 15:00');
    world.do(cast.shift, id, 'escalate', { to: 3, reason: '仍未签收' });
    expect(clock('rung')).toMatchObject({ startAt: cn('2026-11-16 15:00'), dueAt: cn('2026-11-17 15:00') });
    expect(clock('business')).toEqual(business);
    world.advance(cn('2026-11-17 15:00'));
    expect(world.state(id)).toMatchObject({ level: 4, listed: ['level-4'] });
    expect(clock('rung')).toBeUndefined();
  });

  it('does not climb by the time of a suspension, nor by that between closing and reopening', () => {
    const world = new World();
    const rung = (id: string) => {
      const clock = clocksOf(world.state(id), world.basis).find((one) => one.kind === 'rung');
      return cnText(clock?.dueAt ?? null);
    };
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    // 10 working days from Mon 16 Nov 09:00 are over on Mon 30, the 15 of half as much again on Mon 7 Dec.
    world.advance(cn('2026-12-07 10:00'));
    expect(world.state(id).level).toBe(3);
    expect(rung(id)).toBe('2026-12-08 09:00');
    world.do(cast.vice, id, 'suspend', {
      until: cn('2026-12-10 09:00'),
      condition: 'season',
      reason: '汛期',
    });
    expect(rung(id)).toBeNull();
    world.advance(cn('2026-12-10 09:00'));
    expect(world.state(id)).toMatchObject({ stage: 'handling', level: 3 });
    // One hour had gone on Monday; from Thursday 09:00 three until noon and four in the afternoon are left.
    expect(rung(id)).toBe('2026-12-10 18:00');
    world.now = cn('2026-12-10 14:00');
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '已修复', files: [HASH] });
    world.do(cast.duty, id, 'confirm', { onSite: true });
    world.do(cast.leader, id, 'rate', { scores: scoresFor(world, id) });
    world.advance(cn('2026-12-15 14:00'));
    world.do(cast.supervisor, id, 'reopen', { cause: 'recurrence', reason: '又塌了' });
    expect(world.state(id)).toMatchObject({ stage: 'handling', level: 3 });
    // Its handling clock is a new one and nothing is overdue.
    expect(rung(id)).toBeNull();
  });

  it('presses again where a level was lowered by order after every step of every limit', () => {
    const world = new World();
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.advance(cn('2026-12-31 10:00'));
    expect(world.state(id)).toMatchObject({ stage: 'handling', level: 4 });
    expect(timersOf(world.state(id), world.basis)).toEqual([]);
    world.do(cast.vice, id, 'deescalate', { to: 2, reason: '已约谈' });
    // Level 2 has no time of its own, and no step is left that would end it: it lasts as long as level 3 may.
    expect(timersOf(world.state(id), world.basis)).toMatchObject([
      { kind: 'rung', dueAt: cn('2027-01-04 10:00') },
    ]);
    world.advance(cn('2027-01-04 10:00'));
    expect(world.state(id).level).toBe(3);
    world.advance(cn('2027-01-05 10:00'));
    expect(world.state(id).level).toBe(4);
  });

  it('does not count the street’s look against a department that is sent back', () => {
    const world = new World();
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    const rung = () => clocksOf(world.state(id), world.basis).find((one) => one.kind === 'rung')?.dueAt;
    world.advance(cn('2026-12-07 16:00'));
    // Level 3 since Monday 09:00; of its eight hours five are gone.
    expect(cnText(rung() ?? null)).toBe('2026-12-08 09:00');
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '已修复', files: [HASH] });
    world.advance(cn('2026-12-08 16:00'));
    world.do(cast.duty, id, 'rework', { summons: ['s1'], reason: '仍有沉降' });
    expect(world.state(id).level).toBe(3);
    // Three left: two on Tuesday, one on Wednesday.
    expect(cnText(rung() ?? null)).toBe('2026-12-09 09:00');
  });

  it('goes on where a level stood when the street lets its own time pass while it looks', () => {
    const world = new World();
    const id = handling(world);
    const rung = () => clocksOf(world.state(id), world.basis).find((one) => one.kind === 'rung')?.dueAt;
    world.advance(cn('2026-12-07 16:00'));
    expect(world.state(id).level).toBe(3);
    expect(cnText(rung() ?? null)).toBe('2026-12-08 09:00');
    // The lead hands in; the other department is as late as before, and silent while the street looks.
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '已修复', files: [HASH] });
    expect(world.state(id).stage).toBe('pending-confirm');
    expect(rung()).toBeUndefined();
    // Two working days to confirm, up to Wednesday 16:00; then three hours of the level are left.
    world.advance(cn('2026-12-09 16:00'));
    expect(cnText(rung() ?? null)).toBe('2026-12-10 09:00');
    world.advance(cn('2026-12-10 09:00'));
    expect(world.state(id).level).toBe(4);
  });

  it('has no second expiry for a department that comes back to work it was late with, but presses on', () => {
    const world = new World();
    const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.advance(cn('2026-12-01 09:00'));
    expect(world.child(id, SZS)).toMatchObject({ yellowCards: 1 });
    world.do(cast.dispatch, id, 'change-lead', { summons: 's1', org: CGJ, reason: '改派' });
    world.do(cast.dispatch, id, 'change-lead', { summons: 's2', org: SZS, reason: '改回' });
    const back = world.child(id, SZS).id;
    world.do(of(SZS), id, 'arrive', { summons: back, method: 'qr', code: 'code' });
    world.advance(cn('2026-12-02 09:00'));
    expect(world.child(id, SZS)).toMatchObject({ id: 's3', yellowCards: 0, expiries: 0 });
    expect(world.refusal(cast.vice, id, 'deescalate', { to: 0, reason: '缓和' })).toBe('E25.overdue');
    // Half as much again: five working days after the end on Mon 30 Nov 09:00. It was away for a moment only.
    expect(world.advance(cn('2026-12-07 09:00')).filter((timer) => timer.startsWith('s3'))).toEqual([
      's3.handle.0@1.5',
    ]);
  });

  it('fires late what fell due while nobody was there: in order, with the true times', () => {
    const punctual = new World();
    const late = new World();
    const one = blown(punctual);
    const two = blown(late);
    const end = cn('2026-11-18 18:00');
    const fired = punctual.advance(end);
    expect(late.advance(end, end)).toEqual(fired);
    const dues = (log: readonly WhistleEvent[] | undefined) =>
      log?.flatMap((event) =>
        event.type === 'expired' || event.type === 'reminded' ? [event.data.dueAt] : [],
      );
    expect(dues(late.logs.get(two))).toEqual(dues(punctual.logs.get(one)));
    expect(levels(late.logs.get(two))).toEqual(levels(punctual.logs.get(one)));
    expect(
      new Set(
        late.logs
          .get(two)
          ?.slice(4)
          .map((event) => event.at),
      ),
    ).toEqual(new Set([end]));
  });

  it('fires a timer once, when due, by the system', () => {
    const world = new World();
    const id = blown(world);
    const timer = 's1.sign.0@0.5';
    const fire = { type: 'expire' as const, timer };
    const commandId = timerCommandId(id, timer);
    expect(world.run(cast.system, id, { ...fire, commandId })).toMatchObject({
      refusal: { rule: 'E24.early' },
    });
    world.now = cn('2026-11-16 09:30');
    expect(world.run(cast.shift, id, { ...fire, commandId })).toMatchObject({
      refusal: { rule: 'E24.actor' },
    });
    expect(world.run(cast.system, id, { ...fire, commandId })).toMatchObject({ ok: true });
    expect(world.run(cast.system, id, { ...fire, commandId })).toMatchObject({
      refusal: { rule: 'command.repeated' },
    });
    expect(world.run(cast.system, id, { ...fire, commandId: 't-other-id' })).toMatchObject({
      refusal: { rule: 'E24.timer' },
    });
  });

  it('records the no-show at the end of the time to report', () => {
    const world = new World();
    const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    world.do(of(SZS), id, 'contact', { summons: 's1', with: '值守' });
    world.advance(cn('2026-11-19 08:59'));
    expect(world.child(id, SZS).noShow).toBe(false);
    world.advance(cn('2026-11-19 09:00'));
    expect(world.child(id, SZS)).toMatchObject({ noShow: true, yellowCards: 1, stage: 'contacted' });
    expect(world.state(id).level).toBe(2);
  });

  it('is moved by order too, up or down, but what is overdue stays supervised', () => {
    const world = new World();
    const id = handling(world);
    const why = { reason: '领导批示' };
    expect(world.refusal(cast.duty, id, 'escalate', { to: 2, ...why })).toBe('right.role');
    world.do(cast.shift, id, 'escalate', { to: 2, ...why });
    expect(world.refusal(cast.shift, id, 'escalate', { to: 2, ...why })).toBe('E25.up');
    expect(world.refusal(cast.shift, id, 'deescalate', { to: 3, ...why })).toBe('E25.down');
    world.advance(cn('2026-11-30 09:00'));
    expect(world.refusal(cast.shift, id, 'deescalate', { to: 1, ...why })).toBe('E25.overdue');
  });
});
