import { UpstreamError } from '../adapter.ts';
import { isObject, textValue, valueAt, wholeNumber } from '../normalise/paths.ts';
import type { ListPage } from '../paged/walkList.ts';
import { parseJson } from '../parse/json.ts';
import { parseXml, type XmlValue, xmlRows } from '../parse/xml.ts';
import { type ServiceClient, type ServiceLayer, type ServiceReader, withParams } from './serviceReader.ts';

const ANY = 'application/json, application/xml';
const BASE = { service: 'WFS', version: '2.0.0' };

export function isWfs(url: URL): boolean {
  const service = [...url.searchParams].find(([name]) => name.toLowerCase() === 'service')?.[1];
  return service?.toUpperCase() === 'WFS' || /\/wfs\/?$/i.test(url.pathname);
}

/** The feature type that an address names; null where it names none. */
export function typeOf(address: string): string | null {
  const { searchParams } = new URL(address);
  const named = [...searchParams].find(([name]) => /^typenames?$/i.test(name))?.[1];
  return named === undefined || named === '' ? null : named;
}

/** The feature types of a server, by its capabilities; the one that the address names. Throws UpstreamError. */
export async function wfsTypes(client: ServiceClient, address: string): Promise<ServiceLayer[]> {
  const named = typeOf(address);
  if (named !== null) return [{ name: named, url: address }];
  const url = withParams(address, { ...BASE, request: 'GetCapabilities' });
  const { value } = xmlOf((await client.get(url, 'application/xml')).text);
  const [list = null] = xmlRows(value, 'FeatureTypeList');
  return xmlRows(list, 'FeatureType').flatMap((type) => {
    const name = xmlText(type, 'Name');
    if (name === null) return [];
    return [
      {
        name: xmlText(type, 'Title') ?? name,
        url: withParams(address, { ...BASE, request: null, typeNames: name }),
      },
    ];
  });
}

/**
 * Reads a feature type by pages of GeoJSON (OGC 09-025r2, 7.7.4). They are sorted by `sortBy`, since a server without an order
 * of its own may give a row twice and another never; where it refuses to sort, they are read as they come.
 */
export function wfsReader(
  client: ServiceClient,
  url: string,
  layer: string | null,
  sortBy: string | null,
): ServiceReader {
  const typeNames = layer ?? typeOf(url);
  let sort = sortBy;
  const feature = { ...BASE, request: 'GetFeature', typeNames, typeName: null };
  const json = async (params: Record<string, string | number | null>): Promise<Record<string, unknown>> => {
    const asked = { ...feature, outputFormat: 'application/json', ...params };
    const { text, status } = await client.get(withParams(url, asked), ANY);
    if (/^\s*</.test(text)) throw exceptionOf(text);
    if (status >= 300)
      throw new UpstreamError('http-status', { status, check: 'nothing', said: null }, false);
    const body = parseJson(text);
    if (isObject(body)) return body;
    throw new UpstreamError('no-rows', { where: 'mapping', path: 'features' }, false);
  };
  const page = async (params: Record<string, string | number | null>): Promise<Record<string, unknown>> => {
    try {
      return await json({ ...params, sortBy: sort });
    } catch (error) {
      if (sort === null || !(error instanceof UpstreamError) || error.code !== 'upstream-refused')
        throw error;
      sort = null;
      return json({ ...params, sortBy: null });
    }
  };
  return {
    by: 'offset',
    async count(): Promise<number | null> {
      const { text, status } = await client.get(withParams(url, { ...feature, resultType: 'hits' }), ANY);
      if (status >= 300) return null;
      // Some servers answer with GeoJSON all the same.
      const found = /\bnumberMatched\s{0,4}=\s{0,4}["'](\d{1,12})["']/.exec(text.slice(0, 5000))?.[1];
      if (found !== undefined) return Number(found);
      return /^\s*\{/.test(text) ? totalOf(parseJson(text)) : null;
    },
    async page(at): Promise<ListPage> {
      const body = await page({ startIndex: at.offset, count: at.size });
      const { features, crs } = body;
      if (!Array.isArray(features))
        throw new UpstreamError('no-rows', { where: 'mapping', path: 'features' }, false);
      const rows = features.map((row) => withSystem(row, crs));
      return { rows, total: totalOf(body), more: null, next: null };
    },
    ownId: (row) => textValue(valueAt(row, 'id')),
    changes: null,
    fallback: null,
    get skewMs() {
      return client.skewMs;
    },
  };
}

function totalOf(body: unknown): number | null {
  return wholeNumber(valueAt(body, 'numberMatched')) ?? wholeNumber(valueAt(body, 'totalFeatures'));
}

/** The coordinate system, which GeoServer names once for the whole answer. */
function withSystem(row: unknown, crs: unknown): unknown {
  if (!isObject(row) || !isObject(row['geometry']) || !isObject(crs)) return row;
  return { ...row, geometry: { ...row['geometry'], crs } };
}

/** Throws UpstreamError for a report of an exception. */
function xmlOf(text: string): { root: string; value: XmlValue } {
  const document = parseXml(text);
  if (/exception/i.test(document.root)) throw exceptionOf(text);
  return document;
}

function exceptionOf(text: string): UpstreamError {
  const { root, value } = parseXml(text);
  const [exception = null] = xmlRows(value, 'Exception');
  const [said] = [...xmlRows(exception, 'ExceptionText'), ...xmlRows(value, 'ServiceException')];
  const message = typeof said === 'string' ? said.slice(0, 200) : null;
  if (/exception/i.test(root))
    return new UpstreamError('upstream-refused', { path: root, value: null, said: message }, true);
  return new UpstreamError('bad-answer', { problem: 'root', text: root.slice(0, 60) }, false);
}

function xmlText(element: XmlValue, name: string): string | null {
  const [found] = xmlRows(element, name);
  return typeof found === 'string' ? found : null;
}
