import type { ServerRow } from './rows.ts';

export type ServerDialect =
  | 'connectedbits'
  | 'seeclickfix'
  | 'markaspot'
  | 'citysdk'
  | 'fixmystreet'
  | '6aika'
  | 'plain';

/** The behaviour of one family of real servers (work-order-apis.md §1.2, §1.4). */
export type Behaviour = {
  defaultFormat: 'json' | 'xml';
  /** `sizes`: every name that the server takes for the page size. */
  pageParams: { page: string; sizes: string[]; defaultSize: number; maxSize: number } | null;
  /** Most rows of one answer where there is no paging. */
  cap: number;
  updatedAfter: { after: string; before: string; strict: boolean } | null;
  emptyIs404: boolean;
  order: 'requested-desc' | 'requested-asc' | 'updated-desc';
  wrap: string | null;
  xmlRoot: string;
  /** Days covered by an answer without a time window. */
  defaultDays: number;
  timeOf(ms: number): string;
  fields(row: ServerRow, timeOf: (ms: number) => string): Record<string, unknown>;
};

const isoZ = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
const isoOffset = (ms: number) => `${new Date(ms + 2 * 3_600_000).toISOString().slice(0, 19)}.000000+02:00`;

const base = (row: ServerRow, timeOf: (ms: number) => string): Record<string, unknown> => ({
  service_request_id: row.id,
  status: row.status,
  status_notes: row.statusNotes,
  service_name: row.serviceName,
  service_code: row.serviceCode,
  description: row.description,
  agency_responsible: row.agency,
  requested_datetime: timeOf(row.requestedAt),
  updated_datetime: timeOf(row.updatedAt),
  expected_datetime: row.expectedAt === null ? null : timeOf(row.expectedAt),
  address: row.address,
  zipcode: row.zipcode,
  lat: row.lat,
  long: row.lon,
});

const common = {
  defaultFormat: 'json',
  cap: 1000,
  emptyIs404: false,
  wrap: null,
  xmlRoot: 'service_requests',
  defaultDays: 90,
  timeOf: isoZ,
  fields: base,
} as const;

export const behaviours: Record<ServerDialect, Behaviour> = {
  connectedbits: {
    ...common,
    pageParams: { page: 'page', sizes: ['page_size', 'per_page'], defaultSize: 50, maxSize: 500 },
    updatedAfter: { after: 'updated_after', before: 'updated_before', strict: false },
    order: 'updated-desc',
    fields: (row, timeOf) => ({
      ...base(row, timeOf),
      attributes: { QUEUE: row.agency },
      extended_attributes: { first_name: 'Redacted' },
    }),
  },
  seeclickfix: {
    ...common,
    pageParams: { page: 'page', sizes: ['per_page'], defaultSize: 20, maxSize: 100 },
    updatedAfter: null,
    order: 'requested-desc',
  },
  markaspot: {
    ...common,
    pageParams: { page: 'page', sizes: ['limit'], defaultSize: 25, maxSize: 100 },
    updatedAfter: null,
    emptyIs404: true,
    order: 'requested-desc',
    fields: (row, timeOf) => ({
      ...base(row, timeOf),
      service_notice: null,
      address_id: null,
      zipcode: null,
      description: `${row.description}\r\n`,
    }),
  },
  citysdk: {
    ...common,
    defaultFormat: 'xml',
    pageParams: null,
    updatedAfter: { after: 'updated_after', before: 'updated_before', strict: true },
    order: 'requested-desc',
    fields: (row, timeOf) => ({
      ...base(row, timeOf),
      extended_attributes: { detailed_status: row.status === 'open' ? 'RECEIVED' : 'PROCESSED' },
    }),
  },
  fixmystreet: {
    ...common,
    pageParams: null,
    updatedAfter: null,
    order: 'requested-desc',
    wrap: 'service_requests',
    fields: (row, timeOf) => ({
      ...base(row, timeOf),
      agency_responsible: { recipient: [row.agency] },
      service_code: row.serviceName,
    }),
  },
  '6aika': {
    ...common,
    pageParams: { page: 'page', sizes: ['page_size', 'per_page'], defaultSize: 20, maxSize: 500 },
    updatedAfter: { after: 'updated_after', before: 'updated_before', strict: true },
    order: 'requested-asc',
    xmlRoot: 'requests',
    timeOf: isoOffset,
    fields: (row, timeOf) => ({
      ...base(row, timeOf),
      lat: String(row.lat),
      long: String(row.lon),
      service_notice: '',
    }),
  },
  plain: { ...common, defaultFormat: 'xml', pageParams: null, updatedAfter: null, order: 'requested-desc' },
};

/** GeoReport XML: one element per field, empty elements for null. */
export function toXml(rows: Record<string, unknown>[], root: string): string {
  const body = rows.map(
    (row) =>
      `<request>${Object.entries(row)
        .map(([name, value]) => element(name, value))
        .join('')}</request>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root}>${body.join('\n')}</${root}>`;
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return `<${name}/>`;
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (typeof value === 'object') {
    return `<${name}>${Object.entries(value)
      .map(([key, inner]) => element(key, inner))
      .join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
