import type { CityEvent } from './status.ts';

/**
 * Changes that are pushed to windows. Changes that wait to be sent or applied (in the service's stream, in a frozen
 * window) are merged, so that one per kind and subject remains.
 */
export type Delta = Exclude<CityEvent, { type: 'init' }>;

/** Maximum number of ids in one message; with more changes a window requests its page again. */
const MAX_IDS = 200;

/** Deltas that replace or add to one another have the same key. */
export function deltaKey(delta: Delta): string {
  if (delta.type === 'cases') return `cases:${delta.source}`;
  if (delta.type === 'source') return `source:${delta.status.id}`;
  if (delta.type === 'post') return `post:${delta.org}:${delta.what}`;
  return delta.type;
}

/** Two deltas of one key as one: counts add up, ids are joined, a state is replaced by the later one. */
export function mergeDeltas(earlier: Delta | undefined, later: Delta): Delta {
  if (earlier?.type === 'whistle' && later.type === 'whistle')
    return capped({
      ...later,
      ids: [...new Set([...earlier.ids, ...later.ids])],
      what: [...new Set([...earlier.what, ...later.what])],
      more: earlier.more || later.more,
    });
  if (earlier?.type === 'order' && later.type === 'order')
    return capped({
      ...later,
      ids: [...new Set([...earlier.ids, ...later.ids])],
      more: earlier.more || later.more,
    });
  if (earlier?.type === 'outbox' && later.type === 'outbox')
    return {
      ...later,
      whistles: joined(earlier.whistles, later.whistles),
      cases: joined(earlier.cases, later.cases),
    };
  if (earlier?.type === 'meeting' && later.type === 'meeting')
    return { ...later, ids: joined(earlier.ids, later.ids) };
  if (earlier?.type !== 'cases' || later.type !== 'cases') return capped(later);
  return capped({
    ...later,
    revision: Math.max(earlier.revision, later.revision),
    at: Math.max(earlier.at, later.at),
    inserted: earlier.inserted + later.inserted,
    updated: earlier.updated + later.updated,
    ids: [...new Set([...earlier.ids, ...later.ids])],
    more: earlier.more || later.more,
  });
}

function joined(earlier: readonly string[], later: readonly string[]): string[] {
  return [...new Set([...earlier, ...later])].slice(-MAX_IDS);
}

function capped(delta: Delta): Delta {
  const listed = delta.type === 'cases' || delta.type === 'whistle' || delta.type === 'order';
  if (!listed || delta.ids.length <= MAX_IDS) return delta;
  return { ...delta, ids: delta.ids.slice(0, MAX_IDS), more: true };
}
