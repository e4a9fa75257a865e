import type { Database } from 'better-sqlite3';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { Outlet } from '../../../shared/outbox/follow.ts';
import { configReader } from './configReader.ts';

/** Returns a function that lists the sources that are written to (回传), in the order in which they were added. */
export function outletReader(db: Database): () => readonly Outlet[] {
  const all = db.prepare<[], { id: string; config: string }>(
    `SELECT id, config FROM sources WHERE removed = 0 AND config LIKE '%"writeBack"%' ORDER BY key`,
  );
  const read = configReader();
  return () => all.all().flatMap(({ id, config }) => outletOf(read(id, config)) ?? []);
}

function outletOf(config: SourceConfig | null): Outlet | null {
  if (config?.kind !== 'open311' && config?.kind !== 'rest') return null;
  const { id, kind, writeBack } = config;
  return writeBack === undefined ? null : { id, kind, writeBack };
}
