import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import type { CityFrame, SourceAdapter } from '../adapter.ts';
import { pullOpen311 } from './pull.ts';
import { baseOf, type Endpoint } from './request.ts';
import { readRow } from './row.ts';

/**
 * An Open311 GeoReport v2 server as a source. Throws UpstreamError('bad-url') for an address that cannot be one.
 */
export function createOpen311Adapter(
  config: Extract<SourceConfig, { kind: 'open311' }>,
  frame: CityFrame,
): SourceAdapter {
  const endpoint: Endpoint = {
    base: baseOf(config.url),
    jurisdiction: config.jurisdiction,
    dialect: config.dialect,
    zone: config.zone,
  };
  const silent = new Set<string>();
  return {
    pull: (context) => pullOpen311(context, endpoint, silent),
    read: (row) => readRow(row, { crs: config.crs, zone: config.zone, frame }),
  };
}
