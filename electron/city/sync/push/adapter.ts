import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import type { CityContext, PulledPage, SourceAdapter } from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';

type PushConfig = Extract<SourceConfig, { kind: 'push' }>;

/**
 * Adapter of a system that calls by itself (推送): its rows are read like those of a mapped source, and there is nothing to
 * pull. Throws `UpstreamError('bad-mapping')` for an unknown zone.
 */
export function createPushAdapter(config: PushConfig, city: CityContext, now: () => number): SourceAdapter {
  return {
    read: createMappedReader({ ...config.mapping, crs: config.crs, zone: config.zone }, city, now),
    async *pull(): AsyncGenerator<PulledPage> {},
  };
}
