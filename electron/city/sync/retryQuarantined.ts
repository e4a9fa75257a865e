import type { CityStore } from '../ports.ts';

const PAGE = 1_000;
/** Retries per turn of the event loop, so that requests of windows are not delayed. */
const RETRIES_PER_TURN = 20;

/**
 * Ids of all quarantined rows of a source. They are collected first: rows that leave quarantine would shift the pages.
 */
export function quarantinedIds(store: Pick<CityStore, 'quarantine'>, source: string): number[] {
  const ids: number[] = [];
  for (;;) {
    const page = store.quarantine({ source, limit: PAGE, offset: ids.length });
    ids.push(...page.items.map(({ id }) => id));
    if (page.items.length < PAGE) return ids;
  }
}

/**
 * Reads quarantined rows again, a few at a time. After a change of the mapping many of them may be readable, and rows
 * that the upstream no longer lists have no other way out of quarantine.
 */
export async function retryQuarantined(parts: {
  ids: number[];
  retry(id: number): unknown;
  shouldContinue(): boolean;
}): Promise<void> {
  for (const [at, id] of parts.ids.entries()) {
    if (at % RETRIES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    if (!parts.shouldContinue()) return;
    parts.retry(id);
  }
}
