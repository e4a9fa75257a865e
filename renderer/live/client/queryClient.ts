import { QueryClient, replaceEqualDeep } from '@tanstack/react-query';
import { ApiError } from './apiError.ts';

/** Shared by every window of the bundle. Answers never age by time: events mark them stale. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 2 * 60_000,
      refetchOnWindowFocus: false,
      structuralSharing: keepNewest,
      // A refused request is not repeated; an unreachable service is tried again. A service with a large database may
      // take minutes to start, so the window waits for it.
      retry: (failures, error) =>
        isStarting(error) || (failures < 2 && (!(error instanceof ApiError) || error.status === 0)),
      retryDelay: (failures, error) => (isStarting(error) ? 1000 : Math.min(1000 * 2 ** failures, 30_000)),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

function isStarting(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'service-away';
}

/** The revision that an answer was made at; null where it has none. */
export function revisionOf(data: unknown): number | null {
  const revision = typeof data === 'object' && data !== null && 'revision' in data ? data.revision : null;
  return typeof revision === 'number' ? revision : null;
}

/** Where a view of a whistle stands in the log. */
function seqOf(data: unknown): number | null {
  const summary = typeof data === 'object' && data !== null && 'summary' in data ? data.summary : null;
  const seq = typeof summary === 'object' && summary !== null && 'seq' in summary ? summary.seq : null;
  return typeof seq === 'number' ? seq : null;
}

/**
 * Keeps the cached data when a response of an older revision, or of an earlier place in the log, arrives after a newer one
 * was pushed or came as the answer to a command.
 */
export function keepNewest(before: unknown, after: unknown): unknown {
  const [known, next] = [revisionOf(before) ?? seqOf(before), revisionOf(after) ?? seqOf(after)];
  return known !== null && next !== null && next < known ? before : replaceEqualDeep(before, after);
}
