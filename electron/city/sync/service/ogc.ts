import { UpstreamError } from '../adapter.ts';
import { isObject, textValue, valueAt, wholeNumber } from '../normalise/paths.ts';
import type { ListPage } from '../paged/walkList.ts';
import { nextAddress } from '../rest/pageHints.ts';
import { describeRow } from './rows.ts';
import {
  type ServiceClient,
  type ServiceLayer,
  type ServiceReader,
  withoutEndSlashes,
  withParams,
} from './serviceReader.ts';

const GEOJSON = 'application/geo+json, application/json';
const PLAIN = { names: new Map(), times: new Set<string>() };

/** Address of the items of a collection, without what was copied with it. */
export function itemsAddress(address: string, collection: string | null): string {
  const url = new URL(address);
  for (const name of ['limit', 'offset', 'f', 'startindex', 'bbox']) url.searchParams.delete(name);
  const path = withoutEndSlashes(url.pathname);
  const [, before, named] = /^(.*)\/collections(?:\/([^/]+)(?:\/items(?:\/[^/]*)?)?)?$/.exec(path) ?? [];
  const id = collection === null ? named : encodeURIComponent(collection);
  if (id !== undefined) url.pathname = `${before ?? path}/collections/${id}/items`;
  return url.href;
}

/** Whether the address names a collection or its items. */
export function isCollection(url: URL): boolean {
  return /\/collections\/[^/]+(?:\/items)?\/?$/.test(url.pathname);
}

/** The collections with features of a landing page or of `/collections`. Throws UpstreamError. */
export async function ogcCollections(client: ServiceClient, address: string): Promise<ServiceLayer[]> {
  const url = new URL(address);
  if (isCollection(url)) return [{ name: collectionOf(url), url: itemsAddress(address, null) }];
  url.pathname = `${withoutEndSlashes(url.pathname).replace(/\/collections$/, '')}/collections`;
  const { body } = await client.json(url.href, 'application/json');
  const listed = body['collections'];
  if (!Array.isArray(listed))
    throw new UpstreamError('no-rows', { where: 'mapping', path: 'collections' }, false);
  return listed.filter(isObject).flatMap((one) => {
    const id = textValue(one['id'] ?? one['name']);
    if (id === null || (one['itemType'] !== undefined && one['itemType'] !== 'feature')) return [];
    return [{ name: textValue(one['title']) ?? id, url: itemsAddress(url.href, id) }];
  });
}

/** The collection that an address names; empty where it names none. */
export function collectionOf(url: URL): string {
  return decodeURIComponent(/\/collections\/([^/]+)/.exec(url.pathname)?.[1] ?? '');
}

/** Reads the items of a collection along the links of its pages (OGC 17-069r4, 7.15). */
export function ogcReader(client: ServiceClient, url: string): ServiceReader {
  return {
    by: 'token',
    count: null,
    async page(at): Promise<ListPage> {
      const { body, response } = await client.json(at.token ?? withParams(url, { limit: at.size }), GEOJSON);
      const { features } = body;
      if (!Array.isArray(features))
        throw new UpstreamError('no-rows', { where: 'mapping', path: 'features' }, false);
      const links = Array.isArray(body['links']) ? body['links'].filter(isObject) : [];
      const href = textValue(links.find(({ rel }) => rel === 'next')?.['href']);
      const { next, isElsewhere } =
        href === null ? { next: null, isElsewhere: false } : nextAddress(href, response.url);
      return {
        rows: features.map((row) => describeRow(row, PLAIN, undefined)),
        total: wholeNumber(body['numberMatched']),
        more: null,
        next,
        nextElsewhere: isElsewhere,
      };
    },
    ownId: (row) => textValue(valueAt(row, 'id')),
    changes: null,
    fallback: null,
    get skewMs() {
      return client.skewMs;
    },
  };
}
