import type { RestMapping } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { type HttpResponse, UpstreamError } from '../adapter.ts';
import { isObject, textValue, valueAt } from '../normalise/paths.ts';
import { parseJson } from '../parse/json.ts';

export type UnwrappedPage = {
  rows: unknown[];
  /** Number of all matching rows as the upstream states it; null where it does not. */
  total: number | null;
};

/**
 * Extracts the rows from one response (work-order-apis.md §1.7: `code 0|200|10000|"0"`, `data|resultData|rows|list`).
 * An error code inside an HTTP 200 is an error, and so is a missing list: a changed API must not look like an empty
 * city. Throws UpstreamError.
 */
export function unwrapResponse(response: HttpResponse, mapping: RestMapping): UnwrappedPage {
  if (response.status === 204 || response.status === 304) return { rows: [], total: null };
  checkStatus(response);
  if (/^\s*<(?:!doctype|html)/i.test(response.text)) {
    throw new UpstreamError('html', '上游返回的是网页而不是数据，可能需要登录或地址有误', true);
  }
  const body = parseJson(response.text);
  checkSuccess(body, mapping);
  const total = mapping.totalPath === null ? null : wholeNumber(valueAt(body, mapping.totalPath));
  return { rows: rowsOf(body, mapping, total), total };
}

function checkStatus(response: HttpResponse): void {
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new UpstreamError('auth', `上游拒绝访问（HTTP ${status}），请检查密钥与白名单`, false);
  }
  if (status === 404)
    throw new UpstreamError('not-found', '上游没有这个地址（HTTP 404），请核对接口地址', false);
  if (status >= 300) {
    throw new UpstreamError('http-status', `上游答复 HTTP ${status}，请核对请求参数`, false);
  }
}

function checkSuccess(body: unknown, mapping: RestMapping): void {
  const { success } = mapping;
  if (success === null) return;
  const code = textValue(valueAt(body, success.path));
  // Frameworks differ in whether the code is `0` or "0".
  if (code !== null && success.values.some((value) => String(value) === code)) return;
  const message = mapping.messagePath === null ? null : textValue(valueAt(body, mapping.messagePath));
  const detail = message === null ? '' : `：${maskPhones(message).slice(0, 200)}`;
  throw new UpstreamError(
    'upstream-refused',
    `上游答复失败（${success.path} = ${code ?? '无'}）${detail}`,
    true,
  );
}

function rowsOf(body: unknown, mapping: RestMapping, total: number | null): unknown[] {
  let found = mapping.rowsPath === '' ? body : valueAt(body, mapping.rowsPath);
  // Some gateways wrap the inner JSON as a string.
  if (typeof found === 'string' && /^\s*[[{]/.test(found)) found = parseJson(found);
  if (Array.isArray(found)) return found;
  if (found === null || (found === undefined && total === 0)) return [];
  // A single object where a list was expected.
  if (isObject(found) && mapping.rowsPath !== '') return Object.keys(found).length === 0 ? [] : [found];
  const where = mapping.rowsPath === '' ? '根' : mapping.rowsPath;
  throw new UpstreamError('no-rows', `上游答复里找不到案件列表（路径“${where}”），请核对映射`, false);
}

function wholeNumber(value: unknown): number | null {
  const text = textValue(value);
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
