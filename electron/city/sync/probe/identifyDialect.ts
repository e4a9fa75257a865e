import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';
import { isRow } from '../open311/fields.ts';
import { knownHost } from '../open311/knownHosts.ts';
import { DIALECTS } from '../open311/presets.ts';
import type { Behaviour } from './behaviour.ts';
import type { ProbeAnswer } from './probeClient.ts';

type Shown = Behaviour & { format: 'json' | 'xml'; wrapKey: string | null; url: string };

/** `proof`: what only servers of this family do; null where the server merely behaves like them. */
export type Named = { dialect: DialectRecord; proof: string | null };

/** The preset that behaves most alike, with everything that was observed put in its place. */
export function nameDialect(shown: Shown, sample: ProbeAnswer): Named {
  const { name, proof } = closest(shown, sample);
  const preset = DIALECTS[name];
  const ownSize = preset.pageSizeParam !== null && shown.sizeParams.includes(preset.pageSizeParam);
  const dialect: DialectRecord = {
    ...preset,
    format: shown.format,
    wrapKey: shown.wrapKey,
    pageParam: shown.pageParam,
    pageSizeParam: ownSize ? preset.pageSizeParam : (shown.sizeParams[0] ?? null),
    maxPage: shown.maxPage ?? preset.maxPage,
    updatedAfterParam: shown.updatedAfter ? 'updated_after' : null,
    updatedBeforeParam: shown.updatedBefore ? 'updated_before' : null,
    strictAfter: shown.strictAfter ?? preset.strictAfter,
    dateStyle: shown.dateStyle,
    emptyIs404: shown.emptyIs404,
    extensions: shown.extensions && preset.extensions,
  };
  return { dialect, proof };
}

/** The line of the report that says how sure the name is. */
export function describeName({ dialect, proof }: Named): string {
  if (proof !== null) return `认出 ${dialect.name}（${proof}）。`;
  if (dialect.name === 'plain') return '标准 GeoReport v2，没有见到扩展，按 plain 读取。';
  const how = dialect.pageParam === null && dialect.pageSizeParam === null ? '查询' : '分页';
  return `没有认出是哪家的产品，按 ${dialect.name} 的方式${how}；各项参数以探测所见为准。`;
}

/** Marks of work-order-apis.md §1.2–1.4, from the surest down. Paging alone proves nothing: products copy each other. */
function closest(shown: Shown, sample: ProbeAnswer): { name: DialectName; proof: string | null } {
  const { headers } = sample;
  const rows = [...sample.rows, ...shown.extendedRows];
  const takes = (name: string): boolean => shown.sizeParams.includes(name);
  const known = knownHost(shown.url);
  if (known !== null) return { name: known.dialect, proof: new URL(shown.url).hostname };
  const counting = ['x-page-count', 'x-result-count', 'x-next-page-url'].find((name) => name in headers);
  if (counting !== undefined) return { name: '6aika', proof: `应答头 ${counting}` };
  if (shown.wrapKey === 'service_requests') return { name: 'fixmystreet', proof: '外层 service_requests' };
  if (takes('max_requests')) return { name: 'fixmystreet', proof: '参数 max_requests' };
  if (rows.some(isDetailed)) {
    return { name: shown.pageParam === null ? 'citysdk' : '6aika', proof: '字段 detailed_status' };
  }
  if (rows.some((row) => 'attributes' in row)) return { name: 'connectedbits', proof: '字段 attributes' };
  if (takes('limit')) {
    return { name: 'markaspot', proof: shown.emptyIs404 ? '参数 limit，空结果答 404' : null };
  }
  const changes = shown.updatedAfter;
  if (takes('per_page') && takes('page_size') && changes) {
    return {
      name: '6aika',
      proof: shown.strictAfter === true ? '两种条数参数，updated_after 不含起点' : null,
    };
  }
  if (takes('page_size') || (takes('per_page') && changes)) return { name: 'connectedbits', proof: null };
  if (takes('per_page')) return { name: 'seeclickfix', proof: null };
  if (changes && shown.strictAfter === true) return { name: 'citysdk', proof: null };
  return { name: 'plain', proof: null };
}

/** CitySDK's finer status, in the row itself or beside it. */
function isDetailed(row: Record<string, unknown>): boolean {
  const extended = row['extended_attributes'];
  return 'detailed_status' in row || (isRow(extended) && 'detailed_status' in extended);
}
