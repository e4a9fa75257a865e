import type { CityStore } from '../ports.ts';

const PAGE = 1_000;
/** Retries between two breaths: a store that answers windows must not be held for long. */
const AT_ONCE = 20;

/** Every row of a source that waits in quarantine now. Gathered first: retried rows leave, and pages would shift. */
export function refusedIds(store: Pick<CityStore, 'quarantine'>, source: string): number[] {
  const ids: number[] = [];
  for (;;) {
    const page = store.quarantine({ source, limit: PAGE, offset: ids.length });
    ids.push(...page.items.map(({ id }) => id));
    if (page.items.length < PAGE) return ids;
  }
}

/**
 * Reads refused rows again, a few at a time: after a mapping was changed, what was refused for the old one may be fine.
 * Rows whose upstream no longer lists them have no other way out of quarantine.
 */
export async function retryRefused(parts: {
  ids: number[];
  retry(id: number): unknown;
  goOn(): boolean;
}): Promise<void> {
  for (const [at, id] of parts.ids.entries()) {
    if (at % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    if (!parts.goOn()) return;
    parts.retry(id);
  }
}
