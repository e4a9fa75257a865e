import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './call.ts';

/** Shared by every window of the bundle. Answers never age by time: events tell when they are stale. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 2 * 60_000,
      refetchOnWindowFocus: false,
      // What was refused stays refused; what could not be reached is worth another try.
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status === 0),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
