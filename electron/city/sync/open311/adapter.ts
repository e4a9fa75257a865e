import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import type { CityContext, SourceAdapter } from '../adapter.ts';
import { pullOpen311 } from './pull.ts';
import { baseOf, type Endpoint } from './request.ts';
import { readRow } from './row.ts';

/**
 * Adapter of an Open311 GeoReport v2 server. Throws UpstreamError('bad-url') for an unusable address.
 */
export function createOpen311Adapter(
  config: Extract<SourceConfig, { kind: 'open311' }>,
  city: CityContext,
): SourceAdapter {
  const endpoint: Endpoint = {
    base: baseOf(config.url),
    jurisdiction: config.jurisdiction,
    dialect: config.dialect,
    zone: config.zone,
  };
  const unanswered = new Set<string>();
  return {
    pull: (context) => pullOpen311(context, endpoint, unanswered),
    read: (row) => readRow(row, { crs: config.crs, zone: config.zone, city }),
  };
}
