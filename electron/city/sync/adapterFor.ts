import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityContext, SourceAdapter } from './adapter.ts';
import { createExchangeAdapter } from './exchange/adapter.ts';
import type { ExchangeDatabases } from './exchange/open.ts';
import { createFileAdapter } from './file/adapter.ts';
import { NO_PROGRESS } from './file/readingProgress.ts';
import type { Workbooks } from './file/workbook/readWorkbook.ts';
import { createOpen311Adapter } from './open311/adapter.ts';
import { createPushAdapter } from './push/adapter.ts';
import { createRestAdapter } from './rest/adapter.ts';
import { createServiceAdapter } from './service/adapter.ts';
import { createSodaAdapter } from './soda/adapter.ts';

/**
 * Creates the adapter of a source. `now` is the service's clock, UTC ms. Throws UpstreamError for an unusable
 * configuration.
 */
export function adapterFor(
  config: SourceConfig,
  city: CityContext,
  now: () => number,
  workbooks: Workbooks,
  databases: ExchangeDatabases,
): SourceAdapter {
  switch (config.kind) {
    case 'open311':
      return createOpen311Adapter(config, city);
    case 'rest':
      return createRestAdapter(config, city, now);
    case 'soda':
      return createSodaAdapter(config, city, now);
    case 'arcgis':
    case 'ogc':
    case 'wfs':
    case 'ckan':
      return createServiceAdapter(config, city, now);
    case 'file':
      return createFileAdapter(config, city, now, workbooks, NO_PROGRESS);
    case 'exchange':
      return createExchangeAdapter(config, city, now, databases);
    case 'push':
      return createPushAdapter(config, city, now);
  }
}
