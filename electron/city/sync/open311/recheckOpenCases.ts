import { type PulledPage, UpstreamError } from '../adapter.ts';
import { type PullState, pageOf, supportsChangedSince } from './state.ts';

const MAX_IDS = 100;
/** Some servers truncate query strings beyond 2 kB. */
const MAX_QUERY_CHARS = 1_500;
const IDS_PER_PULL = 300;
const MAX_UNANSWERED_IDS = 5_000;
const MIN_INTERVAL_MS = 60_000;
/** A server that does not support queries by id is tried again after a day. */
const RETRY_AFTER_MS = 86_400_000;

/**
 * Requests open cases again by id, least recently checked first, where the server has no «changed since» filter.
 * Otherwise only the next sweep would notice that an old case was closed. Throws UpstreamError.
 */
export async function* recheckOpenCases(state: PullState): AsyncGenerator<PulledPage> {
  const { context, cursor, client } = state;
  if (supportsChangedSince(state) || !cursor.loaded) return;
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
      for (const id of ids) if (!answered.has(id)) state.unanswered.add(id);
      yield pageOf(state, batch, []);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (['aborted', 'breaker-open', 'rate-limited'].includes(error.code)) throw error;
      // Some servers respond with 404 when one id of the list is unknown, or with 400 to every list. The daily sweep
      // covers these.
      if (error.code === 'not-found') continue;
      cursor.reaskedAt = context.now() + RETRY_AFTER_MS;
      return;
    }
  }
}

function nextIds(state: PullState): string[] {
  const { unanswered, context } = state;
  if (unanswered.size > MAX_UNANSWERED_IDS) unanswered.clear();
  const ids = context.openSourceIds(IDS_PER_PULL + unanswered.size).filter((id) => !unanswered.has(id));
  // All have been requested: start again with those that the server did not return.
  if (ids.length === 0) unanswered.clear();
  return ids.slice(0, IDS_PER_PULL);
}

function batches(ids: string[]): string[][] {
  const found: string[][] = [];
  let batch: string[] = [];
  let chars = 0;
  for (const id of ids) {
    // An id that contains a comma cannot be part of a list.
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
