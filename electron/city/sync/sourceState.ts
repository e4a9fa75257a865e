import type { SourceState, SourceStatus } from '../../../shared/contract/sources.ts';
import type { SourceRecord } from '../ports.ts';
import type { SourceNote } from './adapter.ts';
import { progressOf } from './progress.ts';

/** What the running program knows of a source beside what is stored. */
export type Running = {
  nextAttemptAt: number | null;
  breakerOpen: boolean;
  /** A failure that could not be stored because storing is what failed. */
  error: { code: string; message: string; at: number } | null;
  notes: { note: SourceNote; at: number } | null;
};

/** Slack for the pull itself, so that a source that is asked on time does not blink between fresh and late. */
function slackMs(pollMs: number): number {
  return Math.min(5_000, pollMs * 0.25);
}

/** domain.md §7: fresh within one poll of the last success, late within three, down beyond or while the breaker is open. */
function sourceState(record: SourceRecord, running: Running, now: number): SourceState {
  const { config, lastSuccessAt, lastAttemptAt, error } = record;
  if (config.paused) return 'paused';
  if (running.breakerOpen) return 'down';
  if (lastSuccessAt === null) {
    const failed = error !== null || running.error !== null;
    return failed && lastAttemptAt !== null ? 'down' : 'starting';
  }
  const pollMs = config.pollSeconds * 1_000;
  const age = now - lastSuccessAt;
  if (age <= pollMs + slackMs(pollMs)) return 'fresh';
  return age <= 3 * pollMs + slackMs(pollMs) ? 'late' : 'down';
}

/** A source as every window shows it. A warning stands where an error would, while there is none. */
export function sourceStatus(record: SourceRecord, running: Running, now: number): SourceStatus {
  const { config } = record;
  const { notes } = running;
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
    skewMs: record.skewMs,
    newestRowAt: record.newestRowAt,
    error: running.error ?? record.error ?? (notes === null ? null : { ...notes.note, at: notes.at }),
  };
}
