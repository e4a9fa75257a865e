import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { routes } from '../../../shared/contract/routes.ts';
import { WallWhistle } from '../../../shared/contract/wallWhistles.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { TERMINAL } from '../../../shared/whistle/state.ts';
import { ApiError, get } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { onEvent, useLive } from '../stream/events.ts';
import { allWhistles, createFollower } from './changeFollower.ts';

/** Open whistles as a wall may show them: no names, no numbers; needs nobody signed in. */
export type WallWhistles = {
  rows: ReadonlyMap<string, WhistleSummary>;
  state: 'waiting' | 'ready' | 'failed';
};

export const useWallWhistles = create<WallWhistles>()(() => ({ rows: new Map(), state: 'waiting' }));

/** How long the stream may take to begin before the whistles are asked for without it. */
const FALLBACK_MS = 3000;

const pathOf = (id: string): string => routes.wallWhistle.path.replace(':id', encodeURIComponent(id));

async function loadAll(): Promise<void> {
  try {
    const rows = await allWhistles(routes.wallWhistles.path, {});
    useWallWhistles.setState({ rows, state: 'ready' });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // What is on screen stays; the connection mark tells that it is old.
    useWallWhistles.setState(({ state }) => ({ state: state === 'ready' ? 'ready' : 'failed' }));
  }
}

async function loadOne(id: string): Promise<void> {
  const view = await get(pathOf(id), WallWhistle);
  const { summary } = view;
  const { rows } = useWallWhistles.getState();
  if ((rows.get(id)?.seq ?? 0) > summary.seq) return;
  const next = new Map(rows);
  if (TERMINAL.includes(summary.stage)) next.delete(id);
  else next.set(id, summary);
  useWallWhistles.setState({ rows: next });
  if (queryClient.getQueryState(['wall-whistle', id]) !== undefined)
    queryClient.setQueryData(['wall-whistle', id], view);
}

const follower = createFollower({ loadAll, loadOne, page: 'wall-whistle' });

let following = false;

/** Starts to follow the open whistles in this window; once is enough. */
export function followWallWhistles(): void {
  if (following) return;
  following = true;
  onEvent(follower.take);
  // The stream's first message asks for them; only where it is past, or does not come, this must.
  if (useLive.getState().status !== null) follower.reload();
  else
    setTimeout(() => {
      if (useWallWhistles.getState().state === 'waiting') follower.reload();
    }, FALLBACK_MS);
}

/** The chain of one whistle; null waits. */
export function useWallWhistle(id: string | null): UseQueryResult<WallWhistle> {
  return useQuery({
    queryKey: ['wall-whistle', id],
    queryFn: ({ signal }) => get(pathOf(id ?? ''), WallWhistle, {}, signal),
    enabled: id !== null,
  });
}
