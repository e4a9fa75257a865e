import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { type HttpResponse, UpstreamError } from '../adapter.ts';
import { isObject, textValue, valueAt } from '../normalise/paths.ts';
import type { ListPage } from '../paged/walkList.ts';
import { parseJson } from '../parse/json.ts';
import { moreIn, nextIn, totalIn } from './pageHints.ts';

/**
 * Extracts the rows from one response (work-order-apis.md §1.7: `code 0|200|10000|"0"`, `data|resultData|rows|list`).
 * An error code inside an HTTP 200 is an error, and so is a missing list: a changed API must not look like an empty
 * city. Throws UpstreamError. What the answer says of further rows is in `pageHints.ts`.
 */
export function unwrapResponse(response: HttpResponse, mapping: RestMapping): ListPage {
  if (response.status === 204 || response.status === 304)
    return { rows: [], total: null, more: null, next: null };
  checkStatus(response);
  if (/^\s*<(?:!doctype|html)/i.test(response.text)) {
    throw new UpstreamError('html', { address: null }, true);
  }
  const body = parseJson(response.text);
  checkSuccess(body, mapping);
  const total = totalIn(body, mapping);
  const rows = rowsOf(body, mapping, total);
  const { next, isElsewhere } = nextIn(body, response, mapping);
  return { rows, total, more: moreIn(body, mapping), next, nextElsewhere: isElsewhere };
}

function checkStatus(response: HttpResponse): void {
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new UpstreamError('auth', { status, check: 'key' }, false);
  }
  if (status === 404) throw new UpstreamError('not-found', { what: 'interface', said: null }, false);
  if (status >= 300) {
    throw new UpstreamError('http-status', { status, check: 'parameters', said: null }, false);
  }
}

function checkSuccess(body: unknown, mapping: RestMapping): void {
  const { success } = mapping;
  if (success === null) return;
  const code = textValue(valueAt(body, success.path));
  // Frameworks differ in whether the code is `0` or "0".
  if (code !== null && success.values.some((value) => String(value) === code)) return;
  const message = mapping.messagePath === null ? null : textValue(valueAt(body, mapping.messagePath));
  const said = message === null ? null : maskPhones(message).slice(0, 200);
  throw new UpstreamError('upstream-refused', { path: success.path, value: code, said }, true);
}

function rowsOf(body: unknown, mapping: RestMapping, total: number | null): unknown[] {
  let found = mapping.rowsPath === '' ? body : valueAt(body, mapping.rowsPath);
  // Some gateways wrap the inner JSON as a string.
  if (typeof found === 'string' && /^\s*[[{]/.test(found)) found = parseJson(found);
  if (Array.isArray(found)) return found;
  if (found === null || (found === undefined && total === 0)) return [];
  // A single object where a list was expected.
  if (isObject(found) && mapping.rowsPath !== '') return Object.keys(found).length === 0 ? [] : [found];
  throw new UpstreamError('no-rows', { where: 'mapping', path: mapping.rowsPath }, false);
}
