import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { checkAddress } from '../http/address.ts';

export type Endpoint = { base: string; jurisdiction: string | null; dialect: DialectRecord; zone: string };

/**
 * The base address of the resources `requests.json` etc.: without query, fragment, trailing slash and without a
 * resource name that was copied with it. Throws UpstreamError('bad-url').
 */
export function baseOf(text: string): string {
  const url = checkAddress(text);
  url.search = '';
  url.hash = '';
  const plain = withoutEndSlashes(url.href);
  return withoutEndSlashes(plain.replace(/\/(requests|services|discovery)(\.(json|xml))?$/i, ''));
}

function withoutEndSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}

/**
 * The address of one resource with its query. Spaces become %20, which more servers understand than `+`. Commas between
 * ids are not encoded.
 */
export function resourceUrl(endpoint: Endpoint, resource: string, params: [string, string][]): string {
  const all = [...params];
  if (endpoint.jurisdiction !== null) all.unshift(['jurisdiction_id', endpoint.jurisdiction]);
  const query = all.map(([name, value]) => `${encodeURIComponent(name)}=${encodeList(value)}`).join('&');
  return `${endpoint.base}/${resource}.${endpoint.dialect.format}${query === '' ? '' : `?${query}`}`;
}

/** Parameters of every query for cases; `page` counts from 1. */
export function listParams(dialect: DialectRecord, page: number): [string, string][] {
  const params: [string, string][] = [];
  if (dialect.extensions) params.push(['extensions', 'true']);
  if (dialect.pageSizeParam !== null) params.push([dialect.pageSizeParam, String(dialect.maxPage)]);
  if (dialect.pageParam !== null) params.push([dialect.pageParam, String(page)]);
  return params;
}

/** A time (UTC ms) in the server's query format, in whole seconds: Chicago rejects decimals. */
export function queryTime(ms: number, dialect: DialectRecord, zone: string): string {
  const utc = new Date(ms).toISOString().slice(0, 19);
  if (dialect.dateStyle === 'iso-z') return `${utc}Z`;
  const rules = zoneRules(zone);
  const local = rules === null ? ms : rules.toLocal(ms);
  const text = new Date(local).toISOString().slice(0, 19);
  if (dialect.dateStyle === 'iso-no-zone') return text;
  const minutes = Math.round((local - ms) / 60_000);
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${text}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function encodeList(value: string): string {
  return value.split(',').map(encodeURIComponent).join(',');
}
