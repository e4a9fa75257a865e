import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { get, post } from '../../../renderer/live/client/call.ts';
import { takeTold } from '../../../renderer/live/stream/told.ts';

const Body = z.object({ open: z.number() });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  takeTold([], 0);
});

/** A service that answers 1; the news told 2. */
function told() {
  vi.useFakeTimers({ now: 50_000 });
  const fetched = vi.fn(async () => Response.json({ open: 1 }));
  vi.stubGlobal('fetch', fetched);
  takeTold([{ ask: '/api/summary?status=open', body: { open: 2 } }], Date.now());
  return fetched;
}

it('takes an answer that came with the news instead of asking', async () => {
  const fetched = told();
  expect(await get('/api/summary', Body, { status: 'open' })).toEqual({ open: 2 });
  expect(fetched).not.toHaveBeenCalled();
  expect(await get('/api/summary', Body, { status: 'closed' })).toEqual({ open: 1 });
});

it('asks again when the news are no longer new', async () => {
  told();
  vi.advanceTimersByTime(1001);
  expect(await get('/api/summary', Body, { status: 'open' })).toEqual({ open: 1 });
});

it('asks again after an act of the operator', async () => {
  told();
  await post('/api/sources/a/sync', Body, {});
  expect(await get('/api/summary', Body, { status: 'open' })).toEqual({ open: 1 });
});

it('holds what was told to the contract', async () => {
  told();
  takeTold([{ ask: '/api/summary', body: { open: 'many' } }], Date.now());
  await expect(get('/api/summary', Body)).rejects.toMatchObject({ code: 'bad-answer' });
});
