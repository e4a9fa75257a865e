import { describe, expect, it } from 'vitest';
import type { ClockKind } from '../../../shared/contract/whistles.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { cn, cnText } from '../time/calendars.ts';
import { blown, cast, HASH, of, SZS, World } from './world.ts';

/**
 * Deadlines worked out by hand around the National Day of 2026: 1–7 October off, Saturday 10 October a working day,
 * hours 08–12 and 14–18.
 */
function worldAt(time: string): World {
  const world = new World();
  world.now = cn(time);
  return world;
}

function due(world: World, id: string, kind: ClockKind, summons: string | null = null): string | null {
  const clock = clocksOf(world.state(id), world.basis).find(
    (one) => one.kind === kind && one.summons === summons,
  );
  return clock ? cnText(clock.dueAt) : 'no such clock';
}

function timers(world: World, id: string, clock: string): [number, string | null][] {
  return timersOf(world.state(id), world.basis)
    .filter((timer) => timer.clock === clock)
    .map((timer) => [timer.mark, cnText(timer.dueAt)]);
}

describe('a fortnight with a holiday and a make-up Saturday', () => {
  it('counts the desk: approval over the holiday', () => {
    const world = worldAt('2026-09-30 16:30');
    const id = world.draft({ meet: { at: cn('2026-10-12 09:00'), where: '现场' } });
    world.do(cast.duty, id, 'submit', {});
    expect(due(world, id, 'approve')).toBe('2026-10-08 10:30');
    world.now = cn('2026-09-30 17:00');
    world.do(cast.leader, id, 'approve', {});
    expect(due(world, id, 'triage')).toBe('2026-10-08 09:00');
    expect(due(world, id, 'approve')).toBe('no such clock');
  });

  it('counts 推进哨: one hour, twenty-four, three days, ten days, twenty', () => {
    const world = worldAt('2026-09-28 09:00');
    const id = blown(world);
    expect(due(world, id, 'sign', 's1')).toBe('2026-09-28 10:00');
    expect(due(world, id, 'object', 's1')).toBe('2026-09-28 15:00');
    expect(due(world, id, 'business')).toBe('2026-10-30 09:00');
    expect(due(world, id, 'arrive', 's1')).toBe('no such clock');
    world.now = cn('2026-09-28 09:30');
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    expect(due(world, id, 'contact', 's1')).toBe('2026-09-29 09:30');
    expect(due(world, id, 'arrive', 's1')).toBe('2026-10-08 09:30');
    expect(timers(world, id, 's1.arrive.0')).toEqual([
      [0.5, '2026-09-29 15:30'],
      [0.8, '2026-09-30 14:42'],
      [1, '2026-10-08 09:30'],
      [1.5, '2026-10-09 15:30'],
    ]);
    world.do(of(SZS), id, 'arrive', { summons: 's1', method: 'qr', code: 'code' });
    expect(due(world, id, 'handle', 's1')).toBe('2026-10-16 09:30');
    world.now = cn('2026-10-09 17:00');
    world.do(of(SZS), id, 'submit-result', { summons: 's1', text: '完成', files: [HASH] });
    expect(due(world, id, 'confirm')).toBe('2026-10-12 17:00');
    world.now = cn('2026-10-10 08:00');
    world.do(cast.duty, id, 'confirm', { onSite: true });
    expect(due(world, id, 'evaluate')).toBe('2026-10-13 18:00');
    expect(due(world, id, 'business')).toBe('no such clock');
  });

  it('counts 攻坚哨: five days end on the make-up Saturday', () => {
    const world = worldAt('2026-09-28 09:30');
    const id = blown(world, { kind: 'hard' });
    expect(due(world, id, 'arrive', 's3')).toBe('2026-10-10 09:30');
    world.do(of(SZS), id, 'sign', { summons: 's1' });
    expect(due(world, id, 'arrive', 's1')).toBe('2026-10-10 09:30');
  });

  it('counts 应急哨 through the night', () => {
    const world = worldAt('2026-10-01 23:50');
    const id = world.draft({ kind: 'emergency' });
    world.do(cast.shift, id, 'blow-emergency', {});
    expect(due(world, id, 'sign', 's1')).toBe('2026-10-01 23:55');
    expect(due(world, id, 'arrive', 's1')).toBe('2026-10-02 00:20');
    expect(due(world, id, 'post-approval')).toBe('2026-10-02 01:50');
    expect(due(world, id, 'business')).toBe('2026-10-04 23:50');
  });

  it('counts an objection and its ruling', () => {
    const world = worldAt('2026-09-30 17:00');
    const id = blown(world);
    world.do(of(SZS), id, 'object', { summons: 's1', reason: '非本所', proposes: '320104-CGJ' });
    expect(due(world, id, 'rule', 's1')).toBe('2026-10-08 17:00');
  });

  it('counts a year without a table by its weekends and statutory days, and marks what it found as provisional', () => {
    const world = worldAt('2026-12-29 09:00');
    const id = blown(world);
    const clock = clocksOf(world.state(id), world.basis).find((one) => one.kind === 'business');
    // 20 working days: two in December, then 元旦 and the weekend off, and 18 from Monday, 4 January on.
    expect(due(world, id, 'business')).toBe('2027-01-27 09:00');
    expect(clock?.gap).toBeNull();
    expect(clock?.provisional).toMatchObject({ year: 2027, reason: { code: 'calendar-provisional' } });
    expect(due(world, id, 'sign', 's1')).toBe('2026-12-29 10:00');
    expect(clocksOf(world.state(id), world.basis).find((one) => one.kind === 'sign')?.provisional).toBeNull();
  });
});
