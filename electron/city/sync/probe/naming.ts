import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';
import { isRow } from '../open311/fields.ts';
import { DIALECTS } from '../open311/presets.ts';
import type { Asked } from './asker.ts';
import type { Behaviour } from './behaviour.ts';

type Shown = Behaviour & { format: 'json' | 'xml'; wrapKey: string | null };

/** The preset that behaves most alike, with everything that was observed put in its place. */
export function nameDialect(shown: Shown, sample: Asked): DialectRecord {
  const preset = DIALECTS[closest(shown, sample)];
  return {
    ...preset,
    format: shown.format,
    wrapKey: shown.wrapKey,
    pageParam: shown.pageParam,
    pageSizeParam: shown.pageSizeParam,
    maxPage: shown.maxPage ?? preset.maxPage,
    updatedAfterParam: shown.updatedAfter ? 'updated_after' : null,
    updatedBeforeParam: shown.updatedBefore ? 'updated_before' : null,
    dateStyle: shown.dateStyle,
    emptyIs404: shown.emptyIs404,
  };
}

function closest(shown: Shown, sample: Asked): DialectName {
  const { headers, rows } = sample;
  if ('x-page-count' in headers || 'x-result-count' in headers) return '6aika';
  if (shown.wrapKey === 'service_requests' || shown.pageSizeParam === 'max_requests') return 'fixmystreet';
  if (shown.pageSizeParam === 'limit') return 'markaspot';
  const detailed = rows.some((row) => {
    const extended = row['extended_attributes'];
    return 'detailed_status' in row || (isRow(extended) && 'detailed_status' in extended);
  });
  if (detailed) return shown.pageParam === null ? 'citysdk' : '6aika';
  if (shown.pageSizeParam === 'page_size' || shown.pageSizeParam === 'per_page') {
    return shown.updatedAfter || shown.pageSizeParam === 'page_size' ? 'connectedbits' : 'seeclickfix';
  }
  return 'plain';
}
