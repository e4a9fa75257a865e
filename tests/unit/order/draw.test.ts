import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawContext, drawDecider, drawnFrom, drawSize } from '../../../shared/order/draw.ts';
import { cn } from '../time/calendars.ts';
import { cast } from './world.ts';

const pool = Array.from({ length: 40 }, (_, i) => `o-${String(i).padStart(4, '0')}`);

describe('the draw of re-checks', () => {
  it.each([
    [1, 1],
    [3, 3],
    [4, 3],
    [30, 3],
    [31, 4],
    [40, 4],
    [250, 25],
  ])('of %i closed takes %i', (closed, drawn) => {
    expect(drawSize(closed)).toBe(drawn);
  });

  it('is the same from the same seed, however the pool is sorted', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 80 }),
        fc.string(),
        (ids, seed) => {
          const drawn = drawnFrom(ids, seed);
          expect(drawnFrom(ids.toReversed(), seed)).toEqual(drawn);
          expect(new Set(drawn).size).toBe(drawSize(ids.length));
          for (const id of drawn) expect(ids).toContain(id);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives every order its chance', () => {
    const times = new Map<string, number>();
    for (let i = 0; i < 2000; i++)
      for (const id of drawnFrom(pool, `seed-${i}`)) times.set(id, (times.get(id) ?? 0) + 1);
    // 200 expected for each; four standard deviations are some 54.
    for (const id of pool) expect(Math.abs((times.get(id) ?? 0) - 200)).toBeLessThan(70);
  });

  it('is done once, after the month, by the supervision side', () => {
    const context = (parts: Partial<DrawContext>): DrawContext => ({
      ...{ now: cn('2026-12-01 09:00'), zone: 'Asia/Shanghai', month: '2026-11' },
      ...{ by: cast.checker, seed: 'f'.repeat(64), pool },
      ...parts,
    });
    const code = (parts: Partial<DrawContext>, again = false) => {
      const command = { commandId: 'draw-0001', type: 'draw' as const };
      const first = drawDecider.decide(null, command, context({}));
      if (!first.ok) throw new Error('the first draw must pass');
      const state = first.changes[0]?.state ?? null;
      const decision = drawDecider.decide(again ? state : null, command, context(parts));
      return decision.ok ? null : decision.refusal.error.code;
    };
    expect(code({})).toBeNull();
    expect(code({}, true)).toBe('draw-done');
    expect(code({ by: cast.dispatch })).toBe('draw-role');
    expect(code({ now: cn('2026-11-30 23:59') })).toBe('draw-month');
    expect(code({ pool: [] })).toBe('draw-empty');
  });
});
