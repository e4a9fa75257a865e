import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setRoleSource } from '../../../renderer/live/client/identity.ts';
import { queryClient } from '../../../renderer/live/client/queryClient.ts';
import { invalidateRoutes, routeQuery } from '../../../renderer/live/client/routeQuery.ts';
import { cachePushedAnswers } from '../../../renderer/live/stream/pushedAnswers.ts';
import { statusChanges, statusQuery } from '../../../renderer/live/stream/statusQuery.ts';
import type { GridCounts } from '../../../shared/contract/figures.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { CityStatus } from '../../../shared/contract/status.ts';

const counts = (revision: number): GridCounts => ({ revision, grids: [], elsewhere: revision });
const open = routeQuery(routes.gridCounts, { query: { status: ['open'] } });
const closed = routeQuery(routes.gridCounts, { query: { status: ['closed'] } });
const push = (revision: number, ask = '/api/grids/counts?status=open') =>
  cachePushedAnswers([{ ask, body: counts(revision) }]);
const kept = () => queryClient.getQueryData<GridCounts>(open.queryKey)?.revision;

/** Answers of the service, given by hand; the revision it is at. */
let revision = 1;
const fetched = vi.fn(async () => Response.json(counts(revision)));

beforeEach(() => {
  revision = 1;
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockClear();
  queryClient.clear();
  setRoleSource(() => 'wall');
});

it('puts an answer that came with an event under the URL that the window asks', async () => {
  await queryClient.fetchQuery(open);
  push(2);
  expect((await queryClient.fetchQuery(open)).revision).toBe(2);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect((await queryClient.fetchQuery(closed)).revision).toBe(1);
});

it('asks again after an act of the operator', async () => {
  await queryClient.fetchQuery(open);
  push(2);
  await invalidateRoutes(routes.gridCounts);
  revision = 3;
  expect((await queryClient.fetchQuery(open)).revision).toBe(3);
});

it('keeps nothing that this window never asked', () => {
  push(2);
  expect(queryClient.getQueryState(open.queryKey)).toBeUndefined();
});

it('never replaces an answer by one of an older revision', async () => {
  await queryClient.fetchQuery(open);
  push(5);
  push(4);
  expect(kept()).toBe(5);
});

it('keeps a pushed answer when an older one arrives that was asked for before', async () => {
  await queryClient.fetchQuery(open);
  await invalidateRoutes(routes.gridCounts);
  const late = Promise.withResolvers<Response>();
  fetched.mockImplementationOnce(() => late.promise);
  const asking = queryClient.fetchQuery(open);
  push(5);
  late.resolve(Response.json(counts(2)));
  await asking;
  expect(kept()).toBe(5);
});

it('holds what was pushed to the contract', async () => {
  await queryClient.fetchQuery(open);
  const broken = { ...counts(2), elsewhere: 'many' };
  cachePushedAnswers([{ ask: '/api/grids/counts?status=open', body: broken }]);
  expect(kept()).toBe(1);
});

it('takes what is pushed for walls only while this window is a wall', async () => {
  await queryClient.fetchQuery(open);
  setRoleSource(() => 'desk');
  push(2, 'wall /api/grids/counts?status=open');
  expect(kept()).toBe(1);
  setRoleSource(() => 'wall');
  push(2, 'wall /api/grids/counts?status=open');
  expect(kept()).toBe(2);
});

it('brings a status that a change has overtaken up to that change, pushed or asked for', async () => {
  const waiting = (version: number, at: number): CityStatus => ({
    ...{ revision: at, version, mode: 'live', pack: { id: 'p', name: '包', version: '1' }, now: 0 },
    ...{ cases: { total: 0, open: 0, overdue: 0 }, sources: [], outbox: { pending: 1, failed: 0 } },
    ...{ quarantine: { waiting: 0 }, warnings: [] },
  });
  const delivered = { pending: 0, failed: 0 };
  fetched.mockImplementationOnce(async () => {
    const made = Response.json(waiting(1, 1));
    statusChanges.keep({
      ...{ type: 'outbox', revision: 1, version: 2, counts: delivered, whistles: [], cases: [] },
    });
    return made;
  });
  expect((await queryClient.fetchQuery(statusQuery)).outbox).toEqual(delivered);
  cachePushedAnswers([{ ask: routes.status.path, body: waiting(1, 2) }]);
  expect(queryClient.getQueryData<CityStatus>(statusQuery.queryKey)).toMatchObject({
    revision: 2,
    outbox: delivered,
  });
  statusChanges.forget();
});

it('keeps a view of a whistle that a command was answered with when an earlier one arrives', () => {
  const key = ['/api/whistles/w', '', 'op'];
  for (const seq of [7, 9, 8]) queryClient.setQueryData(key, { summary: { id: 'w', seq } });
  expect(queryClient.getQueryData(key)).toEqual({ summary: { id: 'w', seq: 9 } });
});
