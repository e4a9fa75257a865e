import type { CityContext, PulledPage } from '../../../electron/city/sync/adapter.ts';
import { createUpstreamHttp, type UpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { createOpen311Adapter } from '../../../electron/city/sync/open311/adapter.ts';
import { Cursor } from '../../../electron/city/sync/open311/cursor.ts';
import type { DialectRecord } from '../../../shared/contract/sources.ts';

export const BOSTON: CityContext = {
  bbox: [-71.2, 42.2, -70.9, 42.45],
  fallbackPoints: [],
  zone: 'America/New_York',
};

/** An HTTP family whose waits pass at once but are counted on its own clock. */
export function quickHttp(): { family: UpstreamHttp; waited: number[]; now(): number } {
  const waited: number[] = [];
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const family = createUpstreamHttp({
    fetch,
    now,
    random: () => 0.5,
    sleep: async (ms) => {
      waited.push(ms);
      ahead += ms;
    },
    userAgent: 'CityWhistle test (test@example.org)',
    authorities: [],
    hosts: null,
    limits: DEFAULT_HTTP_LIMITS,
  });
  return { family, waited, now };
}

/** A stand-in of the store that keeps the newest row of each id and the cursor. */
export class Shelf {
  cursor: string | null = null;
  rows = new Map<string, Record<string, unknown>>();
  received = 0;
  refused = 0;
  sweeps: number[] = [];
  warnings: string[] = [];
  incomplete: string[] = [];

  take(page: PulledPage): void {
    this.received += page.rows.length;
    for (const row of page.rows as Record<string, unknown>[]) {
      const id = row['service_request_id'];
      if (typeof id === 'string') this.rows.set(id, row);
      else this.refused += 1;
    }
    if (page.cursor !== null) this.cursor = page.cursor;
    if (page.sweepStartedAt !== null) this.sweeps.push(page.sweepStartedAt);
    if (page.incomplete != null) this.incomplete.push(page.incomplete.code);
    for (const { code } of page.warnings ?? []) this.warnings.push(code);
  }

  get state(): Cursor {
    return Cursor.parse(JSON.parse(this.cursor ?? 'null'));
  }
}

/** One pull of `url` into the shelf; `stopAfter` pages it is dropped as if the program had been killed. */
export async function pullInto(
  shelf: Shelf,
  url: string,
  dialect: DialectRecord,
  options: { stopAfter: number; now: () => number; open: string[]; family: UpstreamHttp },
): Promise<void> {
  const adapter = createOpen311Adapter(
    {
      kind: 'open311',
      id: 'test',
      name: 'test',
      url,
      pollSeconds: 60,
      paused: false,
      crs: 'wgs84',
      zone: 'America/New_York',
      auth: { in: 'none', name: 'api_key' },
      jurisdiction: null,
      dialect,
    },
    BOSTON,
  );
  const abort = new AbortController();
  const http = options.family.session({
    key: 'test',
    ratePerMinute: null,
    credentials: null,
    signal: abort.signal,
    tries: null,
  });
  let pages = 0;
  for await (const page of adapter.pull({
    http,
    cursor: shelf.cursor,
    now: options.now,
    openSourceIds: (limit) => options.open.slice(0, limit),
    pollMs: 60_000,
    signal: abort.signal,
  })) {
    // Killed before the commit: neither rows nor cursor.
    if (pages >= options.stopAfter) break;
    pages += 1;
    shelf.take(page);
  }
}
