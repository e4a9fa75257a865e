import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import type { PulledPage } from '../adapter.ts';
import { initialiseCursor } from './advanceCursor.ts';
import { FEW_ROWS, followingPages, mayBeTruncated, noteSize } from './pages.ts';
import { type PullState, pageOf } from './state.ts';

/**
 * Reads the list of a server that ignores time filters, as far as it is paged; returns the number of its first rows and whether
 * that was all. Where a limit may have cut it off, nothing can be asked that gives the rest, and the operator is told. Throws
 * UpstreamError.
 */
export async function* wholeList(
  state: PullState,
): AsyncGenerator<PulledPage, { rows: number; complete: boolean }> {
  const { cursor, client, dialect } = state;
  const first = await client.list([], 1);
  initialiseCursor(state, first);
  const rows = first.rows.length;
  const isFew = rows < FEW_ROWS && !mayBeTruncated(first, cursor, dialect);
  const isCut = !isFew && rows >= Math.min(dialect.maxPage, cursor.largest);
  noteSize(cursor, first);
  yield pageOf(state, first, []);
  const pages = followingPages(client, [], first, cursor, dialect);
  for (;;) {
    const turn = await pages.next();
    if (turn.done === true) {
      if (isCut && !turn.value) yield pageOf(state, EMPTY, [upstreamMessage('list-cut', { rows })]);
      return { rows, complete: isFew || turn.value };
    }
    yield pageOf(state, turn.value, []);
  }
}

const EMPTY = { rows: [], ids: [], requested: [], updated: [], more: false, serverNow: null };
