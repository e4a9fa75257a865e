import { UpstreamError } from '../adapter.ts';
import { isObject, textValue, valueAt, wholeNumber } from '../normalise/paths.ts';
import {
  type ServiceClient,
  type ServiceField,
  type ServiceLayer,
  type ServiceReader,
  saidIn,
  withoutEndSlashes,
  withParams,
} from './serviceReader.ts';

const JSON_TYPE = 'application/json';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Whether an address is one of a CKAN portal, by its path. */
export function isCkan(url: URL): boolean {
  return /\/api\/(?:3\/)?action\/|\/dataset\/|\/datastore\/dump\//.test(url.pathname);
}

/** The resource that an address names; null where it names none. */
export function resourceOf(address: string): string | null {
  const url = new URL(address);
  const named = url.searchParams.get('resource_id') ?? url.searchParams.get('id');
  if (named !== null) return UUID.exec(named)?.[0] ?? null;
  return UUID.exec(/\/(?:resource|dump)\/([^/]+)/.exec(url.pathname)?.[1] ?? '')?.[0] ?? null;
}

/** The address of an action of the portal's interface. */
function actionAddress(address: string, action: string): string {
  const url = new URL(address);
  const { pathname } = url;
  const starts = ['/api/', '/dataset/', '/datastore/']
    .map((part) => pathname.indexOf(part))
    .filter((at) => at >= 0);
  const base = withoutEndSlashes(starts.length === 0 ? pathname : pathname.slice(0, Math.min(...starts)));
  url.pathname = `${base}/api/3/action/${action}`;
  url.search = '';
  url.hash = '';
  return url.href;
}

/** The resources of a data set that have rows. Throws UpstreamError. */
export async function ckanResources(client: ServiceClient, address: string): Promise<ServiceLayer[]> {
  const resource = resourceOf(address);
  const search = (id: string): string =>
    withParams(actionAddress(address, 'datastore_search'), { resource_id: id });
  if (resource !== null) return [{ name: resource, url: search(resource) }];
  const dataSet = /\/dataset\/([^/]+)/.exec(new URL(address).pathname)?.[1];
  if (dataSet === undefined) return [];
  const url = withParams(actionAddress(address, 'package_show'), { id: decodeURIComponent(dataSet) });
  const body = await ask(client, url);
  const listed = valueAt(body, 'result.resources');
  return (Array.isArray(listed) ? listed.filter(isObject) : []).flatMap((one) => {
    const id = textValue(one['id']);
    if (id === null || one['datastore_active'] !== true) return [];
    return [{ name: textValue(one['name']) ?? id, url: search(id) }];
  });
}

/** Reads the rows of a resource in the order of their numbers (`datastore_search`). */
export function ckanReader(client: ServiceClient, address: string, resource: string | null): ServiceReader {
  const id = resource ?? resourceOf(address);
  const url = withParams(actionAddress(address, 'datastore_search'), { resource_id: id });
  return {
    by: 'offset',
    count: null,
    async page(at) {
      const body = await ask(client, withParams(url, { limit: at.size, offset: at.offset, sort: '_id' }));
      const records = valueAt(body, 'result.records');
      if (!Array.isArray(records))
        throw new UpstreamError('no-rows', { where: 'mapping', path: 'result.records' }, false);
      const isGuess = valueAt(body, 'result.total_was_estimated') === true;
      const total = isGuess ? null : wholeNumber(valueAt(body, 'result.total'));
      return { rows: records, total, more: null, next: null };
    },
    ownId: (row) => textValue(valueAt(row, '_id')),
    changes: null,
    fallback: null,
    get skewMs() {
      return client.skewMs;
    },
  };
}

/** The fields of a resource. Throws UpstreamError. */
export async function ckanFields(
  client: ServiceClient,
  address: string,
  resource: string | null,
): Promise<ServiceField[]> {
  const id = resource ?? resourceOf(address);
  const url = withParams(actionAddress(address, 'datastore_search'), { resource_id: id, limit: 1 });
  const fields = valueAt(await ask(client, url), 'result.fields');
  return (Array.isArray(fields) ? fields.filter(isObject) : []).flatMap((field) => {
    const name = textValue(field['id']);
    if (name === null || name === '_id') return [];
    const isTime = textValue(field['type'])?.startsWith('timestamp') === true;
    return [{ name, alias: textValue(valueAt(field, 'info.label')) ?? name, isTime }];
  });
}

async function ask(client: ServiceClient, url: string): Promise<Record<string, unknown>> {
  const { body } = await client.json(url, JSON_TYPE);
  if (body['success'] !== false) return body;
  throw new UpstreamError('upstream-refused', { path: 'success', value: 'false', said: saidIn(body) }, true);
}
