import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { PullContext, PulledPage, SourceNote } from '../adapter.ts';
import type { Batch, Open311Client } from './client.ts';
import type { Cursor } from './cursor.ts';

/** What every part of a pull stands on. `cursor` is changed in place; each page carries it as it stands. */
export type PullState = {
  context: PullContext;
  client: Open311Client;
  dialect: DialectRecord;
  zone: string;
  cursor: Cursor;
  /** Open cases that the server did not answer for when asked by id; they must not crowd out the others. */
  silent: Set<string>;
  /** Last known server clock minus ours. */
  skewMs: number | null;
};

/** A page to commit: the rows with the cursor as it stands now. */
export function pageOf(state: PullState, batch: Batch, notes: SourceNote[]): PulledPage {
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
  return notes.length === 0 ? page : { ...page, notes };
}

/** The server's clock where it is known, else ours. */
export function serverNow(state: PullState): number {
  return state.context.now() + (state.skewMs ?? 0);
}

/** Whether this server can be asked for what changed. */
export function knowsChange(state: PullState): boolean {
  return (
    state.dialect.updatedAfterParam !== null && !state.cursor.ignoresUpdated && state.cursor.updated !== null
  );
}
