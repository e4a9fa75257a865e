import { UpstreamError } from '../adapter.ts';
import { crsOfName } from '../normalise/crsName.ts';
import { isObject, textValue, valueAt, wholeNumber } from '../normalise/paths.ts';
import type { ListPage, Position } from '../paged/walkList.ts';
import { type Coding, describeRow } from './rows.ts';
import {
  type LayerInfo,
  type ServiceChanges,
  type ServiceClient,
  type ServiceField,
  type ServiceLayer,
  type ServiceReader,
  saidIn,
  withoutEndSlashes,
  withParams,
} from './serviceReader.ts';

const JSON_TYPE = 'application/json';
/** Degrees of WGS-84: the server converts a system that cannot be converted here. */
const DEGREES = '4326';
/** Features that are asked for by their numbers at once. */
const RANGE_SIZE = 500;

type Layer = LayerInfo & {
  coding: Coding;
  idField: string | null;
  isPaged: boolean;
  /** The field in which the server itself notes when a feature was edited, in UTC; null where it does not. */
  editField: string | null;
};

/**
 * The address of a layer without what was copied with it: `/query`, and the parameters of one question. Other parameters (a
 * token) stay.
 */
export function layerAddress(address: string, layer: string | null): string {
  const url = new URL(address);
  url.pathname = withoutEndSlashes(url.pathname.replace(/\/query\/?$/i, ''));
  if (layer !== null && /\/(?:Feature|Map)Server$/i.test(url.pathname)) url.pathname += `/${layer}`;
  for (const name of [...url.searchParams.keys()])
    if (!/^(?:token|where)$/i.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** Whether an address is one of ArcGIS, by its path. */
export function isArcgis(url: URL): boolean {
  return /\/(?:FeatureServer|MapServer)(?:\/\d+(?:\/query)?)?\/?$/i.test(url.pathname);
}

/** The layers of a service; a single one for the address of a layer. Throws UpstreamError. */
export async function arcgisLayers(client: ServiceClient, address: string): Promise<ServiceLayer[]> {
  const url = layerAddress(address, null);
  const body = await ask(client, url, { where: null });
  const found = [body['layers'], body['tables']].flat().filter(isObject);
  if (found.length === 0 || 'fields' in body) return [{ name: textValue(body['name']) ?? '', url }];
  return found.flatMap((layer) => {
    const id = textValue(layer['id']);
    // A group of layers has no features of its own.
    if (id === null || Array.isArray(layer['subLayerIds'])) return [];
    return [{ name: textValue(layer['name']) ?? id, url: layerAddress(address, id) }];
  });
}

/** What a layer says of itself; null where the address says nothing usable, which costs names of coded values only. */
export async function arcgisLayer(client: ServiceClient, url: string): Promise<Layer | null> {
  let body: Record<string, unknown>;
  try {
    body = await ask(client, url, { where: null });
  } catch (error) {
    if (error instanceof UpstreamError && SILENT.has(error.code)) return null;
    throw error;
  }
  const fields = fieldsIn(body);
  if (fields.length === 0) return null;
  const paging = valueAt(body, 'advancedQueryCapabilities.supportsPagination');
  return {
    title: textValue(body['name']) ?? '',
    fields,
    crs: referenceName(valueAt(body, 'extent.spatialReference') ?? body['spatialReference']),
    largestPage: wholeNumber(body['maxRecordCount']),
    coding: codingIn(body),
    idField: idFieldIn(body),
    isPaged: paging !== false,
    editField: editFieldIn(body, fields),
  };
}

const SILENT = new Set(['not-found', 'http-status', 'upstream-refused', 'no-rows', 'bad-json', 'html']);

/** Reads a layer by pages, or by the numbers of its features where it does not page (ArcGIS REST API, «Query»). */
export async function arcgisReader(client: ServiceClient, url: string): Promise<ServiceReader> {
  const layer = await arcgisLayer(client, url);
  const query = queryOf(client, url, layer);
  const ranges = rangeReader(query, client);
  const pages: ServiceReader = {
    by: 'offset',
    count: () => query.count(query.where),
    page: (at) => query.page({ resultOffset: at.offset, resultRecordCount: at.size }),
    ownId: query.ownId,
    changes: layer === null || layer.editField === null ? null : changesOf(query, layer.editField),
    fallback: ranges,
    get skewMs() {
      return client.skewMs;
    },
  };
  return layer?.isPaged === false ? { ...ranges, fallback: null } : pages;
}

/** Edits by the field of editor tracking (编辑跟踪), which the server fills in at every edit. */
function changesOf(query: Query, field: string): ServiceChanges {
  return {
    since(at) {
      const text = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
      const where = `(${query.where}) AND ${field} >= TIMESTAMP '${text}'`;
      return {
        by: 'offset',
        count: () => query.count(where),
        page: ({ offset, size }) => query.page({ where, resultOffset: offset, resultRecordCount: size }),
      };
    },
    editedAt(row) {
      const value = valueAt(row, `attributes.${field}`);
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    },
  };
}

/**
 * The field of editor tracking, where its times are in UTC and the server takes standard SQL, in which a time can be written for
 * every database.
 */
function editFieldIn(body: Record<string, unknown>, fields: readonly ServiceField[]): string | null {
  const name = textValue(valueAt(body, 'editFieldsInfo.editDateField'));
  const zone = textValue(valueAt(body, 'editFieldsInfo.dateFieldsTimeReference.timeZone')) ?? 'UTC';
  const isStandard = valueAt(body, 'advancedQueryCapabilities.useStandardizedQueries') !== false;
  const isKnown = zone === 'UTC' && body['datesInUnknownTimezone'] !== true;
  // It becomes part of a condition.
  const isPlain = name !== null && /^\w{1,64}$/.test(name);
  const isTime = fields.some((field) => field.name === name && field.isTime);
  return isStandard && isKnown && isPlain && isTime ? name : null;
}

type Query = ReturnType<typeof queryOf>;

function queryOf(client: ServiceClient, url: string, layer: Layer | null) {
  const target = new URL(url);
  target.pathname += '/query';
  const where = target.searchParams.get('where') ?? '1=1';
  let idField = layer?.idField ?? null;
  let coding: Coding = layer?.coding ?? { names: new Map(), times: new Set() };
  let outSR: string | null =
    layer === null || layer.crs === null || crsOfName(layer.crs) !== null ? null : DEGREES;
  const send = (params: Record<string, string | number | null>) =>
    ask(client, target.href, { where, ...params });

  return {
    where,
    send,
    idField: () => idField,
    ownId: (row: unknown): string | null => {
      if (!isObject(row)) return null;
      return (
        textValue(row['id']) ?? (idField === null ? null : textValue(valueAt(row, `attributes.${idField}`)))
      );
    },
    async count(condition: string): Promise<number | null> {
      try {
        const body = await send({ where: condition, returnCountOnly: 'true' });
        return wholeNumber(body['count'] ?? valueAt(body, 'properties.count'));
      } catch (error) {
        if (error instanceof UpstreamError && error.code === 'upstream-refused') return null;
        throw error;
      }
    },
    /** One page. `more`: the server has cut it off (`exceededTransferLimit`). */
    async page(params: Record<string, string | number | null>): Promise<ListPage> {
      const fixed = { outFields: '*', returnGeometry: 'true', orderByFields: idField };
      let body = await send({ ...fixed, outSR, ...params });
      const named = referenceName(body['spatialReference']);
      if (named !== null && outSR === null && crsOfName(named) === null) {
        outSR = DEGREES;
        body = await send({ ...fixed, outSR, ...params });
      }
      const { features } = body;
      if (!Array.isArray(features))
        throw new UpstreamError('no-rows', { where: 'mapping', path: 'features' }, false);
      idField ??= idFieldIn(body);
      if (coding.times.size === 0 && coding.names.size === 0) coding = codingIn(body);
      const rows = features.map((row) => describeRow(row, coding, body['spatialReference']));
      const flag = body['exceededTransferLimit'] ?? valueAt(body, 'properties.exceededTransferLimit');
      return { rows, total: null, more: flag === true || flag === 'true' ? true : null, next: null };
    },
  };
}

/**
 * Reads the features by ranges of their numbers: all numbers are asked for first, which no limit cuts off. A range that comes
 * back short is halved, down to a single feature.
 */
function rangeReader(query: Query, client: ServiceClient): ServiceReader {
  let ids: number[] | null = null;
  let field = '';
  const load = async (): Promise<number[]> => {
    const body = await query.send({ returnIdsOnly: 'true' });
    const listed = body['objectIds'] ?? valueAt(body, 'properties.objectIds');
    const name = textValue(body['objectIdFieldName']) ?? query.idField();
    if (name === null || (!Array.isArray(listed) && listed !== null))
      throw new UpstreamError('no-rows', { where: 'mapping', path: 'objectIds' }, false);
    field = name;
    const numbers = (listed ?? []).map(Number).filter((id: number) => Number.isSafeInteger(id));
    return [...new Set<number>(numbers)].sort((a, b) => a - b);
  };
  const range = async (part: number[]): Promise<ListPage['rows']> => {
    const where = `(${query.where}) AND ${field} >= ${part[0]} AND ${field} <= ${part.at(-1)}`;
    const { rows, more } = await query.page({ where, orderByFields: null });
    if (part.length < 2 || (more !== true && rows.length >= part.length)) return rows;
    const middle = part.length >> 1;
    return [...(await range(part.slice(0, middle))), ...(await range(part.slice(middle)))];
  };
  return {
    by: 'token',
    count: null,
    async page(at: Position): Promise<ListPage> {
      const start = at.token === null ? 0 : Number(at.token);
      if (ids === null || start === 0) ids = await load();
      const end = start + Math.min(RANGE_SIZE, Math.max(1, at.size));
      const rows = start < ids.length ? await range(ids.slice(start, end)) : [];
      return { rows, total: ids.length, more: null, next: end < ids.length ? String(end) : null };
    },
    ownId: query.ownId,
    changes: null,
    fallback: null,
    get skewMs() {
      return client.skewMs;
    },
  };
}

/** The answer to one question. An error that comes with HTTP 200 is an error. Throws UpstreamError. */
async function ask(
  client: ServiceClient,
  url: string,
  params: Record<string, string | number | null>,
): Promise<Record<string, unknown>> {
  const { body } = await client.json(withParams(url, { f: 'json', ...params }), JSON_TYPE);
  const { error } = body;
  if (error === undefined || error === null) return body;
  const code = isObject(error) ? textValue(error['code']) : textValue(error);
  // 498: the token is invalid, 499: one is needed.
  if (code !== null && ['401', '403', '498', '499'].includes(code))
    throw new UpstreamError('unauthorised', { status: Number(code), said: saidIn(body) }, false);
  throw new UpstreamError('upstream-refused', { path: 'error.code', value: code, said: saidIn(body) }, true);
}

function referenceName(reference: unknown): string | null {
  if (!isObject(reference)) return null;
  return textValue(reference['latestWkid'] ?? reference['wkid'] ?? reference['wkt']);
}

function idFieldIn(body: Record<string, unknown>): string | null {
  const named = textValue(body['objectIdFieldName']) ?? textValue(body['objectIdField']);
  const fields = Array.isArray(body['fields']) ? body['fields'].filter(isObject) : [];
  return named ?? textValue(fields.find((field) => field['type'] === 'esriFieldTypeOID')?.['name']);
}

function fieldsIn(body: Record<string, unknown>): ServiceField[] {
  const fields = Array.isArray(body['fields']) ? body['fields'].filter(isObject) : [];
  return fields.flatMap((field) => {
    const name = textValue(field['name']);
    if (name === null) return [];
    const isTime = field['type'] === 'esriFieldTypeDate';
    return [{ name, alias: textValue(field['alias']) ?? name, isTime }];
  });
}

/** Coded values of the fields, and those of the types of features. */
function codingIn(body: Record<string, unknown>): Coding {
  const names: Coding['names'] = new Map();
  const add = (field: string, values: unknown, code: string): void => {
    const listed = Array.isArray(values) ? values.filter(isObject) : [];
    const pairs = listed.map((one) => [String(one[code]), textValue(one['name']) ?? ''] as const);
    if (pairs.length > 0) names.set(field, new Map(pairs.filter(([, name]) => name !== '')));
  };
  const fields = Array.isArray(body['fields']) ? body['fields'].filter(isObject) : [];
  for (const field of fields) {
    const name = textValue(field['name']);
    if (name !== null) add(name, valueAt(field, 'domain.codedValues'), 'code');
  }
  const typeField = textValue(body['typeIdField']);
  if (typeField !== null) add(typeField, body['types'], 'id');
  const times = fieldsIn(body).filter(({ isTime }) => isTime);
  return { names, times: new Set(times.map(({ name }) => name)) };
}
