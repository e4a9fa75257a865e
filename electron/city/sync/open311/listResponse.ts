import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import type { HttpResponse } from '../adapter.ts';
import { parseJson } from '../parse/json.ts';
import { parseXml, type XmlValue, xmlRows } from '../parse/xml.ts';
import { isRow } from './fields.ts';
import { readServerMessage } from './serverMessage.ts';

/**
 * A parsed list response: rows, or the server's error message. `wrapKey` is the JSON key or XML root that held the
 * list.
 */
export type ListResponse =
  | { kind: 'rows'; rows: unknown[]; wrapKey: string | null; format: 'json' | 'xml' }
  | { kind: 'error'; problem: UpstreamParameters<'bad-answer'>['problem']; text: string };

/** Keys that wrap a list of cases or services in JSON responses. */
const WRAPPERS = ['service_requests', 'requests', 'services', 'request', 'results', 'data'];
/** XML: names of the element that holds one item, by root element. */
const ITEMS: Record<string, string[]> = {
  service_requests: ['request', 'service_request'],
  requests: ['request', 'service_request'],
  services: ['service'],
  service_definition: ['attribute'],
};

/**
 * Parses a list response in either format. The body decides about the format, because content types and paths are often
 * wrong. A single row (bare, wrapped or in a SOAP envelope) is a list of one.
 * Throws UpstreamError('bad-json' | 'bad-xml') when the body cannot be parsed.
 */
export function parseListResponse(
  response: Pick<HttpResponse, 'text'>,
  expected: 'json' | 'xml',
): ListResponse {
  const start = response.text.replace(/^\ufeff/, '').trimStart();
  const xml = start.startsWith('<') || /^HTTP\/\d/.test(start) || (start === '' && expected === 'xml');
  if (start === '') return { kind: 'rows', rows: [], wrapKey: null, format: expected };
  return xml ? readXml(response.text) : readJson(parseJson(response.text));
}

function readJson(value: unknown): ListResponse {
  if (Array.isArray(value)) {
    const text = value.length > 0 ? readServerMessage(value) : null;
    return text === null ? rows(value, null, 'json') : { kind: 'error', problem: 'message', text };
  }
  if (value === null) return rows([], null, 'json');
  if (!isRow(value)) return { kind: 'error', problem: 'value', text: String(value).slice(0, 80) };
  for (const key of WRAPPERS) {
    const inner = value[key];
    if (Array.isArray(inner)) return rows(inner, key, 'json');
    if (isRow(inner)) return rows(key === 'data' ? [inner] : inWrapper(inner), key, 'json');
  }
  const text = readServerMessage(value);
  if (text !== null) return { kind: 'error', problem: 'message', text };
  return rows(Object.keys(value).length === 0 ? [] : [value], null, 'json');
}

/** `{"service_requests":{"request":[…]}}`: XML converted to JSON mechanically. */
function inWrapper(inner: Record<string, unknown>): unknown[] {
  const only = inner['request'] ?? inner['service'];
  if (only === undefined) return Object.keys(inner).length === 0 ? [] : [inner];
  return Array.isArray(only) ? only : [only];
}

function readXml(text: string): ListResponse {
  const document = parseXml(text);
  let { root, value } = document;
  while (root === 'Envelope' || root === 'Body') {
    const inner = Object.entries(isElement(value) ? value : {}).find(([name]) => name !== 'Header');
    if (inner === undefined) break;
    [root, value] = inner;
  }
  if (root === 'error' || root === 'errors') {
    const text = readServerMessage({ [root]: value });
    return text === null
      ? { kind: 'error', problem: 'no-message', text: '' }
      : { kind: 'error', problem: 'message', text };
  }
  for (const item of ITEMS[root] ?? []) {
    const found = xmlRows(value, item);
    if (found.length > 0) return rows(found, root, 'xml');
  }
  if (root === 'request' || root === 'service_request') return rows([value], root, 'xml');
  const serverError = readServerMessage(value);
  if (serverError !== null) return { kind: 'error', problem: 'message', text: serverError };
  if (root in ITEMS) return rows([], root, 'xml');
  return { kind: 'error', problem: 'root', text: root };
}

function isElement(value: XmlValue): value is { [name: string]: XmlValue } {
  return isRow(value);
}

function rows(list: unknown[], wrapKey: string | null, format: 'json' | 'xml'): ListResponse {
  return { kind: 'rows', rows: list, wrapKey, format };
}
