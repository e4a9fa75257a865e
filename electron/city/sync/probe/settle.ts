import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { UpstreamError } from '../adapter.ts';
import { resourceOf } from '../service/ckan.ts';
import { isService, type ServiceConfig } from '../service/cursor.ts';
import { collectionOf } from '../service/ogc.ts';
import { typeOf } from '../service/wfs.ts';
import { type ProbeDeps, probeSource } from './probe.ts';
import { needsDecision } from './service.ts';

/**
 * Probes a source of which it is not known how it is to be read, and returns the configuration that the probe found. What an
 * operator sets (name, poll interval, key) stays. Throws UpstreamError('unsettled') with the reason while the server does not
 * answer the probe whole.
 */
export async function settleSource(
  config: SourceConfig,
  secret: string | null,
  deps: ProbeDeps,
): Promise<SourceConfig> {
  const { unsettled: _unsettled, ...known } = config;
  if (config.kind !== 'open311' && !isService(config)) return known as SourceConfig;
  const { kind, auth, jurisdiction } = config;
  const layer = isService(config) ? config.options.layer : null;
  const request = { kind, url: config.url, dialect: null, mapping: null, auth, secret, jurisdiction };
  const { suggested, steps } = await probeSource({ ...request, layer }, deps);
  if (suggested?.kind === 'open311' && known.kind === 'open311')
    return { ...known, dialect: suggested.dialect };
  if (suggested !== null && isService(suggested) && suggested.kind === kind && !needsDecision(suggested)) {
    const { options, crs, zone } = suggested;
    // The address stays as it was given, so that the next start finds the same source.
    return { ...config, unsettled: undefined, options: { ...options, layer: layerIn(suggested) }, crs, zone };
  }
  const failed = steps.findLast(({ ok }) => !ok);
  const cause =
    failed === undefined
      ? upstreamMessage('probe-no-response', {})
      : { code: failed.code, parameters: failed.parameters, message: failed.detail };
  throw new UpstreamError('unsettled', { cause }, true);
}

/** The layer that the address of a probed service names. */
function layerIn({ kind, url }: ServiceConfig): string | null {
  switch (kind) {
    case 'arcgis':
      return /\/(\d+)$/.exec(new URL(url).pathname)?.[1] ?? null;
    case 'ogc':
      return collectionOf(new URL(url));
    case 'wfs':
      return typeOf(url);
    case 'ckan':
      return resourceOf(url);
  }
}
