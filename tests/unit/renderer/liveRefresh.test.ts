import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, reduce } from '../../../renderer/live/stream/liveState.ts';
import { refreshOlder } from '../../../renderer/live/stream/refresher.ts';
import { patchStatus, StatusChanges } from '../../../renderer/live/stream/statusChanges.ts';
import type { CityStatus, StatusChange } from '../../../shared/contract/status.ts';

const GROUP = { group: 'cases' };

/** A client with one watched question; each answer is given by hand. */
function asked(client: QueryClient, key: string) {
  const answers: ((data: unknown) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: [key],
    queryFn: () => new Promise((resolve) => answers.push(resolve)),
    meta: GROUP,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stop = observer.subscribe(() => undefined);
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    times: () => answers.length,
    answer: async (data: unknown) => {
      answers.at(-1)?.(data);
      await turn();
    },
    stop,
  };
}

describe('a round of refreshing', () => {
  it.each([
    ['an answer made after the change is not asked for again', { revision: 8 }, 1],
    ['an older one is', { revision: 6 }, 2],
    ['one that tells no revision is', { id: 'x' }, 2],
  ])('%s', async (_, data, times) => {
    const client = new QueryClient();
    const query = asked(client, 'summary');
    await query.answer(data);
    const round = refreshOlder(client, 'cases', 7);
    await query.answer({ revision: 9 });
    await round;
    expect(query.times()).toBe(times);
    query.stop();
    client.clear();
  });

  it.each([
    [7, 1],
    [5, 2],
  ])(
    'a question on its way is waited for, and asked again only if its answer (%d) is old',
    async (revision, times) => {
      const client = new QueryClient();
      const query = asked(client, 'heat');
      const round = refreshOlder(client, 'cases', 7);
      expect(query.times()).toBe(1);
      await query.answer({ revision });
      await query.answer({ revision: 7 });
      await round;
      expect(query.times()).toBe(times);
      query.stop();
      client.clear();
    },
  );
});

describe('events about the status', () => {
  const source = (id: string, quarantined: number) =>
    ({ id, name: id, state: 'fresh', quarantined }) as unknown as CityStatus['sources'][number];
  const status = {
    ...{ revision: 3, version: 4, mode: 'live', pack: { id: 'p', name: 'p', version: '1' }, now: 1000 },
    ...{
      cases: { total: 1, open: 1, overdue: 0 },
      sources: [source('a', 0)],
      outbox: { pending: 0, failed: 0 },
    },
    ...{ quarantine: { waiting: 0 }, warnings: [] },
  } satisfies CityStatus;

  it('change the source they tell of, add a new one, replace the notices, and nothing else', () => {
    const next = patchStatus(status, { type: 'source', revision: 9, version: 5, status: source('a', 2) });
    expect(next).toEqual({ ...status, sources: [source('a', 2)] });
    const more = patchStatus(status, { type: 'source', revision: 9, version: 5, status: source('b', 0) });
    expect(more.sources.map(({ id }) => id)).toEqual(['a', 'b']);
    const warnings = [{ code: 'x', parameters: {}, severity: 'info', message: 'y' } as const];
    expect(patchStatus(status, { type: 'warnings', revision: 9, version: 5, warnings })).toEqual({
      ...status,
      warnings,
    });
  });

  const outbox = (version: number, pending: number): StatusChange => ({
    ...{ type: 'outbox', revision: 3, version, counts: { pending, failed: 0 }, whistles: [], cases: [] },
  });

  it('are not undone by an answer that was made before them and arrives after them', () => {
    const changes = new StatusChanges();
    for (const change of [outbox(5, 2), outbox(7, 0), outbox(6, 1)]) changes.keep(change);
    changes.keep({ type: 'source', revision: 3, version: 8, status: source('a', 4) });
    const old = changes.appliedTo({ ...status, version: 5, outbox: { pending: 2, failed: 0 } });
    expect([old.outbox.pending, old.sources[0]?.quarantined]).toEqual([0, 4]);
  });

  it('do not undo an answer that was made after them, nor one of a service that has started again', () => {
    const changes = new StatusChanges();
    changes.keep(outbox(7, 2));
    expect(changes.appliedTo({ ...status, version: 7 }).outbox.pending).toBe(0);
    changes.forget();
    expect(changes.appliedTo({ ...status, version: 1 }).outbox.pending).toBe(0);
  });

  it('never take the revision back', () => {
    const began = reduce(INITIAL_STATE, { type: 'init', revision: 8, status: { ...status, revision: 8 } }, 0);
    const after = reduce(began, { type: 'source', revision: 5, version: 5, status: source('a', 1) }, 0);
    expect([after.revision, after.status?.revision, after.status?.sources[0]?.quarantined]).toEqual([
      8, 8, 1,
    ]);
  });
});
