import type { Database } from 'better-sqlite3';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import type { Outlet } from '../../../shared/outbox/follow.ts';

/**
 * Returns a function that lists the sources that are written to (回传), in the order in which they were added. It is called in
 * every act: a configuration is parsed again only when its text has changed.
 */
export function outletReader(db: Database): () => readonly Outlet[] {
  const all = db.prepare<[], { id: string; config: string }>(
    `SELECT id, config FROM sources WHERE removed = 0 AND config LIKE '%"writeBack"%' ORDER BY key`,
  );
  const known = new Map<string, { text: string; outlet: Outlet | null }>();
  return () =>
    all.all().flatMap(({ id, config }) => {
      const before = known.get(id);
      const read = before?.text === config ? before : { text: config, outlet: outletOf(config) };
      known.set(id, read);
      return read.outlet ?? [];
    });
}

function outletOf(text: string): Outlet | null {
  const { data } = SourceConfig.safeParse(JSON.parse(text));
  if (data?.kind !== 'open311' && data?.kind !== 'rest') return null;
  const { id, kind, writeBack } = data;
  return writeBack === undefined ? null : { id, kind, writeBack };
}
