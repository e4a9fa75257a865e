import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';

/**
 * What the specification alone guarantees: 1000 rows or 90 days, no paging, no «changed since» filter. Every preset
 * keeps the 90 days: a server silently shortens a longer window, and the rows it left out would never be requested
 * again.
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
 * Dialect presets (work-order-apis.md §1.2, §1.3, §5.1). Probing refines them, and an operator may change every field.
 * None has a rate limit: that belongs to a server, not to its product (see knownHosts.ts).
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
