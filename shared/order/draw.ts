import type { Operator } from '../contract/people.ts';
import type { KnownError } from '../errors/errorText.ts';
import type { Decider, Decision } from '../journal/decider.ts';
import { randomFor } from '../pack/seededRandom.ts';
import { localDate } from '../time/zone.ts';
import { RECHECK } from './limits.ts';
import { ORDER_RIGHTS } from './rights.ts';

/**
 * The re-checks (回头看) of one month's closings, drawn once. `pool` and `seed` stand in the log: whoever draws again from
 * them finds the same orders. `month`: `2026-11`.
 */
export type DrawState = {
  month: string;
  at: number;
  by: { id: string; name: string };
  seed: string;
  pool: readonly string[];
  drawn: readonly string[];
};
export type DrawCommand = { commandId: string; type: 'draw' };
export type DrawEvent = { type: 'drawn' } & DrawState;

/** `pool`: ids of the orders closed in the month; `seed`: the chain's value before this entry, which nobody can choose. */
export type DrawContext = {
  now: number;
  zone: string;
  month: string;
  by: Operator | null;
  seed: string;
  pool: readonly string[];
};
export type DrawRefusal = { error: KnownError; kind: 'forbidden' | 'conflict' };

export const drawDecider: Decider<DrawState, DrawCommand, DrawEvent, DrawRefusal, DrawContext> = {
  kind: 'recheck-draw',
  decide,
  evolve: (_state, { type: _type, ...state }) => state,
};

function decide(
  state: DrawState | null,
  _command: DrawCommand,
  { now, zone, month, by, seed, pool }: DrawContext,
): Decision<DrawState, DrawEvent, DrawRefusal> {
  const refused = (kind: DrawRefusal['kind'], error: KnownError) => ({
    ok: false as const,
    refusal: { kind, error },
  });
  if (by === null || !by.roles.some((role) => ORDER_RIGHTS.recheck.roles.includes(role)))
    return refused('forbidden', { code: 'draw-role', parameters: {} });
  if (state !== null) return refused('conflict', { code: 'draw-done', parameters: {} });
  if (localDate(now, zone).slice(0, 7) <= month)
    return refused('conflict', { code: 'draw-month', parameters: {} });
  if (pool.length === 0) return refused('conflict', { code: 'draw-empty', parameters: {} });
  const sorted = [...pool].sort();
  const made: DrawState = {
    ...{ month, at: now, by: { id: by.id, name: by.name }, seed },
    ...{ pool: sorted, drawn: drawnFrom(sorted, seed) },
  };
  return {
    ok: true,
    changes: [{ subject: month, events: [{ type: 'drawn', ...made }], state: made }],
  };
}

/** How many of `closed` are looked at again: at least a tenth and three, and no more than there are (domain-2.md §2.5). */
export function drawSize(closed: number): number {
  return Math.min(closed, Math.max(RECHECK.least, Math.ceil(closed * RECHECK.share)));
}

/** The orders that a seed draws from a pool, in the order of their ids; the same on every machine, however the pool is sorted. */
export function drawnFrom(pool: readonly string[], seed: string): string[] {
  const left = [...pool].sort();
  const random = randomFor(seed);
  const drawn: string[] = [];
  for (let i = drawSize(left.length); i > 0; i--)
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn.sort();
}
