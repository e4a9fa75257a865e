import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { routes } from '../../../shared/contract/routes.ts';
import type { WallWhistle } from '../../../shared/contract/wallWhistles.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { TERMINAL_STAGES } from '../../../shared/whistle/state.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { isReadLocked, onReadLock } from '../client/readLock.ts';
import { routeQuery } from '../client/routeQuery.ts';
import { onEvent, useLive } from '../stream/events.ts';
import { allPages, createFollower } from './changeFollower.ts';

/** Open whistles for a wall: without names and numbers; requires no sign-in. */
export type WallWhistles = {
  rows: ReadonlyMap<string, WhistleSummary>;
  state: 'waiting' | 'ready' | 'failed';
};

const EMPTY: WallWhistles = { rows: new Map(), state: 'waiting' };
export const useWallWhistles = create<WallWhistles>()(() => EMPTY);
onReadLock(() => useWallWhistles.setState(EMPTY));

/** If the stream has not begun after this time, the whistles are requested without it. */
const FALLBACK_MS = 3000;

async function loadAll(): Promise<void> {
  try {
    const rows = await allPages((page) => call(routes.wallWhistles, { query: page }));
    if (!isReadLocked()) useWallWhistles.setState({ rows, state: 'ready' });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The content is kept; the connection mark shows that it is old.
    useWallWhistles.setState(({ state }) => ({ state: state === 'ready' ? 'ready' : 'failed' }));
  }
}

async function loadOne(id: string): Promise<void> {
  const view = await call(routes.wallWhistle, { id });
  if (isReadLocked()) return;
  const { summary } = view;
  const { rows } = useWallWhistles.getState();
  if ((rows.get(id)?.seq ?? 0) > summary.seq) return;
  const next = new Map(rows);
  if (TERMINAL_STAGES.includes(summary.stage)) next.delete(id);
  else next.set(id, summary);
  useWallWhistles.setState({ rows: next });
  const { queryKey } = routeQuery(routes.wallWhistle, { id });
  if (queryClient.getQueryState(queryKey) !== undefined) queryClient.setQueryData(queryKey, view);
}

const follower = createFollower({ loadAll, loadOne, page: routes.wallWhistle });

let following = false;

/** Starts to follow the open whistles in this window; once is enough. */
export function followWallWhistles(): void {
  if (following) return;
  following = true;
  onEvent(follower.handleEvent);
  // Normally the stream's first message triggers the request; this covers a message already past, or missing.
  if (useLive.getState().status !== null) follower.reload();
  else
    setTimeout(() => {
      if (useWallWhistles.getState().state === 'waiting') follower.reload();
    }, FALLBACK_MS);
}

/** The chain of one whistle; null waits. */
export function useWallWhistle(id: string | null): UseQueryResult<WallWhistle> {
  return useQuery({
    ...routeQuery(routes.wallWhistle, { id: id ?? '' }),
    enabled: id !== null,
  });
}
