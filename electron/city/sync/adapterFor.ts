import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityFrame, SourceAdapter } from './adapter.ts';
import { createFileAdapter } from './file/adapter.ts';
import { createOpen311Adapter } from './open311/adapter.ts';
import { createRestAdapter } from './rest/adapter.ts';
import { createSodaAdapter } from './soda/adapter.ts';

/** The adapter of a configured source; `now` is the service's clock, UTC ms. Throws UpstreamError for a configuration that cannot work. */
export function adapterFor(config: SourceConfig, frame: CityFrame, now: () => number): SourceAdapter {
  switch (config.kind) {
    case 'open311':
      return createOpen311Adapter(config, frame);
    case 'rest':
      return createRestAdapter(config, frame, now);
    case 'soda':
      return createSodaAdapter(config, frame, now);
    case 'file':
      return createFileAdapter(config, frame, now, () => undefined);
  }
}
