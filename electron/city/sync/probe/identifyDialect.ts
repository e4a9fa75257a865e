import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';
import { isRow } from '../open311/fields.ts';
import { knownHost } from '../open311/knownHosts.ts';
import { DIALECTS } from '../open311/presets.ts';
import type { Behaviour } from './behaviour.ts';
import type { ProbeResponse } from './probeClient.ts';

type Observed = Behaviour & { format: 'json' | 'xml'; wrapKey: string | null; url: string };

/** `proof`: a feature that only servers of this product have; null where the server merely behaves like them. */
export type IdentifiedDialect = { dialect: DialectRecord; proof: string | null };

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

/** The line of the report on the dialect and how certain it is. */
export function describeName({ dialect, proof }: IdentifiedDialect): string {
  if (proof !== null) return `认出 ${dialect.name}（${proof}）。`;
  if (dialect.name === 'plain') return '标准 GeoReport v2，没有见到扩展，按 plain 读取。';
  const how = dialect.pageParam === null && dialect.pageSizeParam === null ? '查询' : '分页';
  return `没有认出是哪家的产品，按 ${dialect.name} 的方式${how}；各项参数以探测所见为准。`;
}

/**
 * Distinguishing features (work-order-apis.md §1.2–1.4), most certain first. Paging alone proves nothing, because
 * products copy each other.
 */
function closestPreset(
  observed: Observed,
  sample: ProbeResponse,
): { name: DialectName; proof: string | null } {
  const { headers } = sample;
  const rows = [...sample.rows, ...observed.extendedRows];
  const accepts = (name: string): boolean => observed.sizeParams.includes(name);
  const known = knownHost(observed.url);
  if (known !== null) return { name: known.dialect, proof: new URL(observed.url).hostname };
  const counting = ['x-page-count', 'x-result-count', 'x-next-page-url'].find((name) => name in headers);
  if (counting !== undefined) return { name: '6aika', proof: `应答头 ${counting}` };
  if (observed.wrapKey === 'service_requests') return { name: 'fixmystreet', proof: '外层 service_requests' };
  if (accepts('max_requests')) return { name: 'fixmystreet', proof: '参数 max_requests' };
  if (rows.some(isDetailed)) {
    return { name: observed.pageParam === null ? 'citysdk' : '6aika', proof: '字段 detailed_status' };
  }
  if (rows.some((row) => 'attributes' in row)) return { name: 'connectedbits', proof: '字段 attributes' };
  if (accepts('limit')) {
    return { name: 'markaspot', proof: observed.emptyIs404 ? '参数 limit，空结果答 404' : null };
  }
  const changes = observed.updatedAfter;
  if (accepts('per_page') && accepts('page_size') && changes) {
    return {
      name: '6aika',
      proof: observed.strictAfter === true ? '两种条数参数，updated_after 不含起点' : null,
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
