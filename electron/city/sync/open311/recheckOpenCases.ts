import { type PulledPage, UpstreamError } from '../adapter.ts';
import { knowsChange, type PullState, pageOf } from './state.ts';

const MAX_IDS = 100;
/** Query strings beyond 2 kB are cut off by some servers. */
const MAX_QUERY_CHARS = 1_500;
const IDS_PER_PULL = 300;
const MAX_SILENT_IDS = 5_000;
const MIN_INTERVAL_MS = 60_000;
/** A server that cannot be asked by id is tried again after a day. */
const RETRY_AFTER_MS = 86_400_000;

/**
 * Asks again for cases that are open here, oldest check first, where the server cannot say what changed: closing an
 * old case is otherwise only noticed by the next sweep.
 */
export async function* recheckOpenCases(state: PullState): AsyncGenerator<PulledPage> {
  const { context, cursor, client } = state;
  if (knowsChange(state) || !cursor.loaded) return;
  if (context.now() - cursor.reaskedAt < Math.max(MIN_INTERVAL_MS, context.pollMs)) return;
  cursor.reaskedAt = context.now();
  for (const ids of batches(nextIds(state))) {
    try {
      const batch = await client.list([['service_request_id', ids.join(',')]], 1);
      const asked = new Set(ids);
      if (batch.ids.length > 0 && !batch.ids.some((id) => asked.has(id))) {
        cursor.reaskedAt = context.now() + RETRY_AFTER_MS;
        yield pageOf(state, batch, []);
        return;
      }
      const answered = new Set(batch.ids);
      for (const id of ids) if (!answered.has(id)) state.silent.add(id);
      yield pageOf(state, batch, []);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (['aborted', 'breaker-open', 'rate-limited'].includes(error.code)) throw error;
      // Some servers answer 404 when one id of the list is unknown, or 400 to every list. The daily sweep covers these.
      if (error.code === 'not-found') continue;
      cursor.reaskedAt = context.now() + RETRY_AFTER_MS;
      return;
    }
  }
}

function nextIds(state: PullState): string[] {
  const { silent, context } = state;
  if (silent.size > MAX_SILENT_IDS) silent.clear();
  const ids = context.openSourceIds(IDS_PER_PULL + silent.size).filter((id) => !silent.has(id));
  // All were asked: ids without an answer are asked again from now on.
  if (ids.length === 0) silent.clear();
  return ids.slice(0, IDS_PER_PULL);
}

function batches(ids: string[]): string[][] {
  const found: string[][] = [];
  let batch: string[] = [];
  let chars = 0;
  for (const id of ids) {
    // An id with a comma in it cannot be asked for in a list.
    if (id.includes(',')) continue;
    const size = encodeURIComponent(id).length + 1;
    if (batch.length >= MAX_IDS || (chars + size > MAX_QUERY_CHARS && batch.length > 0)) {
      found.push(batch);
      batch = [];
      chars = 0;
    }
    batch.push(id);
    chars += size;
  }
  if (batch.length > 0) found.push(batch);
  return found;
}
