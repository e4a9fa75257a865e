import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Clock } from '../ports.ts';
import type { CityContext, SourceAdapter } from '../sync/adapter.ts';
import { adapterFor } from '../sync/adapterFor.ts';
import { type ExchangeDatabases, exchangeDatabases } from '../sync/exchange/open.ts';
import { createWorkbooks, type Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import { createUpstreamHttp, type UpstreamHttp } from '../sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../sync/http/limits.ts';
import { sleepOrAbort } from '../sync/http/sleep.ts';
import type { UpstreamHosts } from '../sync/http/upstreamHosts.ts';

/** HTTP client and adapters for the upstreams of a city. */
export type Upstreams = {
  http: UpstreamHttp;
  city: CityContext;
  workbooks: Workbooks;
  databases: ExchangeDatabases;
  adapterFor(config: SourceConfig): SourceAdapter;
};

export function createUpstreams(options: {
  pack: CityPack;
  clock: Clock;
  random(): number;
  /** Certificate authorities (PEM) to trust beside the system's. */
  authorities: readonly string[];
  /** The upstream hosts that this installation allows; null: any. */
  upstreamHosts: UpstreamHosts;
  /** As in `CityOptions`. */
  workbookWorkerUrl: URL;
  version: string;
}): Upstreams {
  const { bbox, fallbackPoints, zone } = options.pack.manifest;
  const city: CityContext = { bbox, fallbackPoints, zone };
  const workbooks = createWorkbooks(options.workbookWorkerUrl);
  const databases = exchangeDatabases({ hosts: options.upstreamHosts, authorities: options.authorities });
  return {
    city,
    workbooks,
    databases,
    adapterFor: (config) => adapterFor(config, city, options.clock.now, workbooks, databases),
    http: createUpstreamHttp({
      fetch: globalThis.fetch,
      now: options.clock.now,
      sleep: sleepOrAbort,
      random: options.random,
      // Several city servers refuse clients without a user agent.
      userAgent: `CityWhistle/${options.version}`,
      authorities: options.authorities,
      hosts: options.upstreamHosts,
      limits: DEFAULT_HTTP_LIMITS,
    }),
  };
}
