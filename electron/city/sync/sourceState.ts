import type { SourceState, SourceStatus, StoredError } from '../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import type { SourceRecord } from '../ports.ts';
import { missingOf, progressOf } from './progress.ts';
import { readCounts } from './push/counts.ts';

/** State of a source that is kept in memory only. */
export type Running = {
  nextAttemptAt: number | null;
  breakerOpen: boolean;
  /** A failure that could not be stored because the store itself failed. */
  error: StoredError | null;
  /** The last warning of a page. */
  warning: StoredError | null;
};

/** Tolerance for the duration of a pull, so that a source polled on time does not alternate between fresh and late. */
function slackMs(pollMs: number): number {
  return Math.min(5_000, pollMs * 0.25);
}

/**
 * domain.md §7: fresh within one poll interval of the last success, late within three, else down; down while the
 * breaker is open. A source whose last walk is known not to be whole is never fresh.
 */
function sourceState(record: SourceRecord, running: Running, now: number): SourceState {
  if (record.config.paused) return 'paused';
  if (running.breakerOpen) return 'down';
  const pollMs = record.config.pollSeconds * 1_000;
  const byAge = stateByAge(record, running, now);
  if (!isKnownIncomplete(record)) return byAge;
  const wasAnswered = running.error === null && record.error?.code === INCOMPLETE;
  const isRecent = now - (record.lastAttemptAt ?? 0) <= 3 * pollMs + slackMs(pollMs);
  return wasAnswered ? (isRecent ? 'incomplete' : 'down') : byAge === 'down' ? 'down' : 'incomplete';
}

const INCOMPLETE = 'source-incomplete';

/** Whether rows of the upstream are known to be missing: the last attempt or the last whole walk said so. */
export function isKnownIncomplete({ error, config, cursor }: SourceRecord): boolean {
  return error?.code === INCOMPLETE || missingOf(config, cursor) !== null;
}

function stateByAge(record: SourceRecord, running: Running, now: number): SourceState {
  const { config, lastSuccessAt, lastAttemptAt, error } = record;
  if (lastSuccessAt === null) {
    const failed = error !== null || running.error !== null;
    return failed && lastAttemptAt !== null ? 'down' : 'starting';
  }
  const pollMs = config.pollSeconds * 1_000;
  const age = now - lastSuccessAt;
  if (age <= pollMs + slackMs(pollMs)) return 'fresh';
  return age <= 3 * pollMs + slackMs(pollMs) ? 'late' : 'down';
}

/** What a system that calls by itself gave until now and no longer does; null: nothing. */
function lostOf({ config, cursor, lastSuccessAt }: SourceRecord): StoredError | null {
  const { lost } = config.kind === 'push' ? readCounts(cursor).fields : { lost: [] };
  if (lost.length === 0) return null;
  return { ...upstreamMessage('fields-not-provided', { fields: lost }), at: lastSuccessAt ?? 0 };
}

/** The status of a source for the windows. Without an error, `error` holds the last warning. */
export function sourceStatus(record: SourceRecord, running: Running, now: number): SourceStatus {
  const { config } = record;
  return {
    id: config.id,
    name: config.name,
    kind: config.kind,
    ...record.accounting,
    state: sourceState(record, running, now),
    lastSuccessAt: record.lastSuccessAt,
    lastAttemptAt: record.lastAttemptAt,
    nextAttemptAt: config.paused ? null : running.nextAttemptAt,
    pollSeconds: config.pollSeconds,
    cursor: record.cursor,
    progress: progressOf(config, record.cursor),
    ...(config.kind === 'push' ? { pushes: readCounts(record.cursor) } : {}),
    skewMs: record.skewMs,
    newestRowAt: record.newestRowAt,
    error: running.error ?? record.error ?? running.warning ?? lostOf(record),
  };
}
