import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';

/**
 * What the specification alone promises: 1000 rows or 90 days, no paging, no «changed since». The 90 days stay in every
 * preset: a server that shortens a longer window says nothing, and what it left out would never be asked for again.
 */
const PLAIN: DialectRecord = {
  name: 'plain',
  format: 'json',
  pageParam: null,
  pageSizeParam: null,
  maxPage: 1000,
  updatedAfterParam: null,
  updatedBeforeParam: null,
  strictAfter: false,
  dateStyle: 'iso-z',
  wrapKey: null,
  emptyIs404: false,
  ratePerMinute: null,
  maxWindowDays: 90,
  extensions: false,
};

/**
 * Starting points (work-order-apis.md §1.2, §1.3, §5.1); probing refines them and every field can be set by hand. None
 * states a pace: that is a server's own, not its product's (see knownHosts.ts).
 */
export const DIALECTS: Record<DialectName, DialectRecord> = {
  plain: PLAIN,
  connectedbits: {
    ...PLAIN,
    name: 'connectedbits',
    pageParam: 'page',
    pageSizeParam: 'per_page',
    maxPage: 100,
    updatedAfterParam: 'updated_after',
    updatedBeforeParam: 'updated_before',
    extensions: true,
  },
  seeclickfix: {
    ...PLAIN,
    name: 'seeclickfix',
    pageParam: 'page',
    pageSizeParam: 'per_page',
    maxPage: 100,
  },
  markaspot: {
    ...PLAIN,
    name: 'markaspot',
    pageSizeParam: 'limit',
    maxPage: 50,
    emptyIs404: true,
    extensions: true,
  },
  citysdk: {
    ...PLAIN,
    name: 'citysdk',
    updatedAfterParam: 'updated_after',
    updatedBeforeParam: 'updated_before',
    strictAfter: true,
    extensions: true,
  },
  fixmystreet: {
    ...PLAIN,
    name: 'fixmystreet',
    pageSizeParam: 'max_requests',
    wrapKey: 'service_requests',
  },
  '6aika': {
    ...PLAIN,
    name: '6aika',
    pageParam: 'page',
    pageSizeParam: 'page_size',
    maxPage: 500,
    updatedAfterParam: 'updated_after',
    updatedBeforeParam: 'updated_before',
    strictAfter: true,
    emptyIs404: true,
    extensions: true,
  },
};
