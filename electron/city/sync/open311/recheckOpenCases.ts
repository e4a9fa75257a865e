import { type PulledPage, UpstreamError } from '../adapter.ts';
import { knowsChange, type PullState, pageOf } from './state.ts';

const BATCH = 100;
/** Query strings beyond 2 kB are cut off by some servers. */
const MAX_CHARS = 1_500;
const PER_PULL = 300;
const MAX_SILENT = 5_000;
const EVERY_MS = 60_000;
/** Where asking by id does not work, it is tried again after a day. */
const PAUSE_MS = 86_400_000;

/**
 * Asks again for cases that are open here, oldest check first, where the server cannot say what changed: closing an
 * old case is otherwise only noticed by the next sweep.
 */
export async function* reask(state: PullState): AsyncGenerator<PulledPage> {
  const { context, cursor, client } = state;
  if (knowsChange(state) || !cursor.loaded) return;
  if (context.now() - cursor.reaskedAt < Math.max(EVERY_MS, context.pollMs)) return;
  cursor.reaskedAt = context.now();
  for (const ids of batches(nextIds(state))) {
    try {
      const batch = await client.list([['service_request_id', ids.join(',')]], 1);
      const asked = new Set(ids);
      if (batch.ids.length > 0 && !batch.ids.some((id) => asked.has(id))) {
        cursor.reaskedAt = context.now() + PAUSE_MS;
        yield pageOf(state, batch, []);
        return;
      }
      const answered = new Set(batch.ids);
      for (const id of ids) if (!answered.has(id)) state.silent.add(id);
      yield pageOf(state, batch, []);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (['aborted', 'breaker-open', 'rate-limited'].includes(error.code)) throw error;
      // 404 for a list with one unknown id, 400 for a list at all: what is fresh was had, the sweep does the rest.
      if (error.code === 'not-found') continue;
      cursor.reaskedAt = context.now() + PAUSE_MS;
      return;
    }
  }
}

function nextIds(state: PullState): string[] {
  const { silent, context } = state;
  if (silent.size > MAX_SILENT) silent.clear();
  const ids = context.openSourceIds(PER_PULL + silent.size).filter((id) => !silent.has(id));
  // All were asked: the silent ones get their next chance.
  if (ids.length === 0) silent.clear();
  return ids.slice(0, PER_PULL);
}

function batches(ids: string[]): string[][] {
  const found: string[][] = [];
  let batch: string[] = [];
  let chars = 0;
  for (const id of ids) {
    // An id with a comma in it cannot be asked for in a list.
    if (id.includes(',')) continue;
    const size = encodeURIComponent(id).length + 1;
    if (batch.length >= BATCH || (chars + size > MAX_CHARS && batch.length > 0)) {
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
