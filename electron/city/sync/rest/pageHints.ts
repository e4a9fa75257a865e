import type { RestMapping } from '../../../../shared/contract/sources.ts';
import type { HttpResponse } from '../adapter.ts';
import { isObject, textValue, valueAt, wholeNumber } from '../normalise/paths.ts';

/** Names under which interfaces state the number of all rows. `count` is left out: it often is that of the page. */
const TOTALS = [
  ...['total', 'totalCount', 'total_count', 'totalElements', 'totalRecords', 'totalRows', 'recordsTotal'],
  ...['numberMatched', 'totalFeatures', 'totalNum', 'totalSize'],
];
/** Flags of «there are more». */
const FLAGS = ['exceededTransferLimit', 'hasMore', 'has_more', 'hasNext', 'has_next', 'hasNextPage'];
/** Objects in which interfaces keep them. */
const PLACES = ['', 'data', 'result', 'page', 'meta', 'pagination', 'properties', 'resultData', 'pageInfo'];

/**
 * The number of all rows: at the path of the mapping; where that has none, under a name that can mean nothing else, so that a
 * list which is cut off is not taken for whole. Null where the answer states none.
 */
export function totalIn(body: unknown, mapping: RestMapping): number | null {
  if (mapping.totalPath !== null) return wholeNumber(valueAt(body, mapping.totalPath));
  const found = placesIn(body).flatMap((place) => TOTALS.map((name) => wholeNumber(place[name])));
  return found.find((total) => total !== null) ?? null;
}

/** Whether the answer says that more rows follow; null where it has no such flag. */
export function moreIn(body: unknown, mapping: RestMapping): boolean | null {
  if (mapping.morePath !== undefined) return flagOf(valueAt(body, mapping.morePath));
  const flags = placesIn(body).flatMap((place) => FLAGS.map((name) => flagOf(place[name])));
  // ArcGIS leaves its flag out on the last page: only «true» says something where no path was given.
  return flags.includes(true) ? true : null;
}

/** The cursor or address of the next page. An address on another host, or by another protocol, is not followed. */
export function nextIn(
  body: unknown,
  response: Pick<HttpResponse, 'url' | 'headers'>,
  { paging }: RestMapping,
): { next: string | null; isElsewhere: boolean } {
  const by = paging?.by ?? 'page';
  if (by !== 'cursor' && by !== 'link') return { next: null, isElsewhere: false };
  const stated = paging?.nextPath === undefined ? undefined : valueAt(body, paging.nextPath);
  const text = textValue(stated) ?? (by === 'link' ? linkHeader(response.headers['link'] ?? '') : null);
  if (text === null || by === 'cursor') return { next: text, isElsewhere: false };
  return nextAddress(text, response.url);
}

/** The address of the next page, absolute; only one of the same origin is followed, since the key goes with it. */
export function nextAddress(text: string, from: string): { next: string | null; isElsewhere: boolean } {
  const url = URL.canParse(text, from) ? new URL(text, from) : null;
  return url?.origin === new URL(from).origin
    ? { next: url.href, isElsewhere: false }
    : { next: null, isElsewhere: true };
}

/** The address marked `rel="next"` in a Link header (RFC 8288). */
function linkHeader(header: string): string | null {
  for (const part of header.slice(0, 4000).split(',')) {
    const [address = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const isNext = parameters.some((parameter) => /^rel="?next"?$/i.test(parameter));
    if (isNext && address.startsWith('<') && address.endsWith('>')) return address.slice(1, -1);
  }
  return null;
}

function placesIn(body: unknown): Record<string, unknown>[] {
  if (!isObject(body)) return [];
  return PLACES.map((name) => (name === '' ? body : body[name])).filter(isObject);
}

function flagOf(value: unknown): boolean | null {
  if (value === true || value === 'true' || value === 1) return true;
  return value === false || value === 'false' || value === 0 ? false : null;
}
