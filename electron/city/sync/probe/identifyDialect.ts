import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';
import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { isRow } from '../open311/fields.ts';
import { knownHost } from '../open311/knownHosts.ts';
import { DIALECTS } from '../open311/presets.ts';
import type { Behaviour } from './behaviour.ts';
import type { ProbeResponse } from './probeClient.ts';
import type { Steps } from './run.ts';

type Observed = Behaviour & { format: 'json' | 'xml'; wrapKey: string | null; url: string };

type Proof = { kind: UpstreamParameters<'probe-dialect-proven'>['proof']; name: string };

/** `proof`: a feature that only servers of this product have; null where the server merely behaves like them. */
export type IdentifiedDialect = { dialect: DialectRecord; proof: Proof | null };

/** The preset that is most similar to the observed behaviour, adjusted to it. */
export function identifyDialect(observed: Observed, sample: ProbeResponse): IdentifiedDialect {
  const { name, proof } = closestPreset(observed, sample);
  const preset = DIALECTS[name];
  const ownSize = preset.pageSizeParam !== null && observed.sizeParams.includes(preset.pageSizeParam);
  const dialect: DialectRecord = {
    ...preset,
    format: observed.format,
    wrapKey: observed.wrapKey,
    pageParam: observed.pageParam,
    pageSizeParam: ownSize ? preset.pageSizeParam : (observed.sizeParams[0] ?? null),
    maxPage: observed.maxPage ?? preset.maxPage,
    updatedAfterParam: observed.updatedAfter ? 'updated_after' : null,
    updatedBeforeParam: observed.updatedBefore ? 'updated_before' : null,
    strictAfter: observed.strictAfter ?? preset.strictAfter,
    dateStyle: observed.dateStyle,
    emptyIs404: observed.emptyIs404,
    extensions: observed.extensions && preset.extensions,
  };
  return { dialect, proof };
}

/** Adds the dialect to the report, and how certain it is. */
export function reportDialect({ dialect, proof }: IdentifiedDialect, steps: Steps): void {
  const { name } = dialect;
  if (proof !== null)
    steps.ok('dialect', 'probe-dialect-proven', { dialect: name, proof: proof.kind, name: proof.name });
  else if (name === 'plain') steps.ok('dialect', 'probe-dialect-plain', {});
  else {
    const paged = dialect.pageParam !== null || dialect.pageSizeParam !== null ? 'yes' : 'no';
    steps.ok('dialect', 'probe-dialect-similar', { dialect: name, paged });
  }
}

/**
 * Distinguishing features (work-order-apis.md §1.2–1.4), most certain first. Paging alone proves nothing, because
 * products copy each other.
 */
function closestPreset(
  observed: Observed,
  sample: ProbeResponse,
): { name: DialectName; proof: Proof | null } {
  const { headers } = sample;
  const rows = [...sample.rows, ...observed.extendedRows];
  const accepts = (name: string): boolean => observed.sizeParams.includes(name);
  const known = knownHost(observed.url);
  if (known !== null)
    return { name: known.dialect, proof: { kind: 'host', name: new URL(observed.url).hostname } };
  const counting = ['x-page-count', 'x-result-count', 'x-next-page-url'].find((name) => name in headers);
  if (counting !== undefined) return { name: '6aika', proof: { kind: 'header', name: counting } };
  if (observed.wrapKey === 'service_requests')
    return { name: 'fixmystreet', proof: { kind: 'key', name: 'service_requests' } };
  if (accepts('max_requests'))
    return { name: 'fixmystreet', proof: { kind: 'parameter', name: 'max_requests' } };
  if (rows.some(isDetailed)) {
    return {
      name: observed.pageParam === null ? 'citysdk' : '6aika',
      proof: { kind: 'field', name: 'detailed_status' },
    };
  }
  if (rows.some((row) => 'attributes' in row))
    return { name: 'connectedbits', proof: { kind: 'field', name: 'attributes' } };
  if (accepts('limit')) {
    return { name: 'markaspot', proof: observed.emptyIs404 ? { kind: 'limit', name: 'limit' } : null };
  }
  const changes = observed.updatedAfter;
  if (accepts('per_page') && accepts('page_size') && changes) {
    return {
      name: '6aika',
      proof: observed.strictAfter === true ? { kind: 'sizes', name: 'per_page' } : null,
    };
  }
  if (accepts('page_size') || (accepts('per_page') && changes)) return { name: 'connectedbits', proof: null };
  if (accepts('per_page')) return { name: 'seeclickfix', proof: null };
  if (changes && observed.strictAfter === true) return { name: 'citysdk', proof: null };
  return { name: 'plain', proof: null };
}

/** Whether a row has CitySDK's detailed status, in itself or in its extended attributes. */
function isDetailed(row: Record<string, unknown>): boolean {
  const extended = row['extended_attributes'];
  return 'detailed_status' in row || (isRow(extended) && 'detailed_status' in extended);
}
