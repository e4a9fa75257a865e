import type { SourceStatus } from '../../../shared/contract/sources.ts';
import type { Connections } from '../api/deps.ts';

/** The syncer's jitter leaves fractions of a millisecond; on the wire times are whole. */
export function wholeTimes(status: SourceStatus): SourceStatus {
  const { nextAttemptAt } = status;
  return { ...status, nextAttemptAt: nextAttemptAt === null ? null : Math.round(nextAttemptAt) };
}

/** The same connections, their states fit for the wire. */
export function wholeConnections(connections: Connections): Connections {
  return {
    ...connections,
    statuses: () => connections.statuses().map(wholeTimes),
    status(id) {
      const status = connections.status(id);
      return status === null ? null : wholeTimes(status);
    },
  };
}
