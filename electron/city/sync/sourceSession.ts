import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { type Http, UpstreamError } from './adapter.ts';
import { checkAddress } from './http/address.ts';
import type { Credentials } from './http/exchange.ts';
import type { UpstreamHttp } from './http/http.ts';

/** The HTTP client of one pull, with the rate, key and abort signal of its source. */
export function sourceSession(
  family: UpstreamHttp,
  config: SourceConfig,
  secret: string | null,
  signal: AbortSignal,
): Http {
  if (!('url' in config)) return NO_HTTP;
  return family.session({
    key: config.id,
    ratePerMinute: rateOf(config),
    credentials: credentialsFor(config.auth, config.url, secret),
    signal,
    tries: null,
  });
}

/** Requests per minute that the configuration allows to a source; null: as many as the program would send. */
export function rateOf(config: Extract<SourceConfig, { url: string }>): number | null {
  if (config.kind === 'open311') return config.dialect.ratePerMinute;
  return config.kind === 'rest' ? config.mapping.ratePerMinute : config.options.ratePerMinute;
}

/** Of sources that are not asked over HTTP. */
export const NO_HTTP: Http = {
  get: () => Promise.reject(new UpstreamError('no-http', {}, false)),
  post: () => Promise.reject(new UpstreamError('no-http', {}, false)),
};

/** The API key of a source, bound to the origin of `url`; null where the source needs none or none is stored. */
export function credentialsFor(
  auth: SourceConfig['auth'],
  url: string,
  secret: string | null,
): Credentials | null {
  if (auth.in === 'none' || secret === null || secret === '') return null;
  return { in: auth.in, name: auth.name, secret, origin: checkAddress(url).origin };
}
