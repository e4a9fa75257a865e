import type { FieldMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Clock } from '../ports.ts';
import type { PullContext } from '../sync/adapter.ts';
import { NO_HTTP } from '../sync/sourceSession.ts';

export type FileConfig = Extract<SourceConfig, { kind: 'file' }>;

/** The paused source as which a list is read; a check and an import must not differ in it. */
export function fileConfig(
  path: string,
  { id, name, mapping }: { id: string; name: string; mapping: FieldMapping },
  pack: Pick<CityPack, 'manifest'>,
): FileConfig {
  return {
    ...{ kind: 'file', id, name, path, mapping, pollSeconds: 86_400, paused: true },
    ...{ crs: mapping.crs ?? pack.manifest.defaultCrs, zone: mapping.zone },
    ...{ auth: { in: 'none', name: 'api_key' }, jurisdiction: null },
  };
}

/** With what a list is read from its first row. */
export function filePull(clock: Clock, signal: AbortSignal): PullContext {
  return {
    ...{ http: NO_HTTP, cursor: null, now: () => clock.now(), signal },
    ...{ openSourceIds: () => [], pollMs: 86_400_000 },
  };
}
