import type { SentError } from '../../../../shared/contract/common.ts';
import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { PullContext, PulledPage } from '../adapter.ts';
import type { CaseBatch, Open311Client } from './client.ts';
import type { Cursor } from './cursor.ts';

/** State shared by the parts of a pull. `cursor` is modified in place; each page holds a copy. */
export type PullState = {
  context: PullContext;
  client: Open311Client;
  dialect: DialectRecord;
  zone: string;
  cursor: Cursor;
  /** Ids that the server did not return when requested; they are skipped until all others were requested. */
  unanswered: Set<string>;
  /** Last known server clock minus ours, ms. */
  skewMs: number | null;
};

/** A page to commit: the rows with the current cursor. */
export function pageOf(state: PullState, batch: CaseBatch, warnings: SentError[]): PulledPage {
  if (batch.serverNow !== null) state.skewMs = batch.serverNow - state.context.now();
  for (const at of batch.requested) {
    if (state.cursor.oldest === null || at < state.cursor.oldest) state.cursor.oldest = at;
  }
  const page: PulledPage = {
    rows: batch.rows,
    cursor: JSON.stringify(state.cursor),
    sweepStartedAt: null,
    skewMs: state.skewMs,
  };
  return warnings.length === 0 ? page : { ...page, warnings };
}

/** The server's clock where it is known, else ours. UTC ms. */
export function serverNow(state: PullState): number {
  return state.context.now() + (state.skewMs ?? 0);
}

/** Whether this server has a working «changed since» filter. */
export function supportsChangedSince(state: PullState): boolean {
  return (
    state.dialect.updatedAfterParam !== null && !state.cursor.ignoresUpdated && state.cursor.updated !== null
  );
}
