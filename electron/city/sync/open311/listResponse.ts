import type { HttpAnswer } from '../adapter.ts';
import { parseJson } from '../parse/json.ts';
import { parseXml, type XmlValue, xmlRows } from '../parse/xml.ts';
import { isRow } from './fields.ts';
import { readErrorText } from './serverMessage.ts';

/** What an answer turned out to be. `wrapKey` is the JSON key or XML root that held the list. */
export type AnswerBody =
  | { kind: 'rows'; rows: unknown[]; wrapKey: string | null; format: 'json' | 'xml' }
  | { kind: 'trouble'; text: string };

/** Keys that wrap a list of cases, and of services, in JSON answers. */
const WRAPPERS = ['service_requests', 'requests', 'services', 'request', 'results', 'data'];
/** XML: element that holds one item, by root. */
const ITEMS: Record<string, string[]> = {
  service_requests: ['request', 'service_request'],
  requests: ['request', 'service_request'],
  services: ['service'],
  service_definition: ['attribute'],
};

/**
 * Reads a list answer in either format; the text decides, not the content type or the path, because servers mix them
 * up. One row alone, bare, wrapped or under a SOAP envelope, is a list of one.
 * Throws UpstreamError('bad-json' | 'bad-xml') for what cannot be parsed.
 */
export function readAnswer(answer: Pick<HttpAnswer, 'text'>, expected: 'json' | 'xml'): AnswerBody {
  const start = answer.text.replace(/^\ufeff/, '').trimStart();
  const xml = start.startsWith('<') || /^HTTP\/\d/.test(start) || (start === '' && expected === 'xml');
  if (start === '') return { kind: 'rows', rows: [], wrapKey: null, format: expected };
  return xml ? readXml(answer.text) : readJson(parseJson(answer.text));
}

function readJson(value: unknown): AnswerBody {
  if (Array.isArray(value)) {
    const text = value.length > 0 ? readErrorText(value) : null;
    return text === null ? rows(value, null, 'json') : { kind: 'trouble', text };
  }
  if (value === null) return rows([], null, 'json');
  if (!isRow(value)) return { kind: 'trouble', text: `意外的应答：${String(value).slice(0, 80)}` };
  for (const key of WRAPPERS) {
    const inner = value[key];
    if (Array.isArray(inner)) return rows(inner, key, 'json');
    if (isRow(inner)) return rows(key === 'data' ? [inner] : inWrapper(inner), key, 'json');
  }
  const text = readErrorText(value);
  if (text !== null) return { kind: 'trouble', text };
  return rows(Object.keys(value).length === 0 ? [] : [value], null, 'json');
}

/** `{"service_requests":{"request":[…]}}`: XML turned into JSON by rote. */
function inWrapper(inner: Record<string, unknown>): unknown[] {
  const only = inner['request'] ?? inner['service'];
  if (only === undefined) return Object.keys(inner).length === 0 ? [] : [inner];
  return Array.isArray(only) ? only : [only];
}

function readXml(text: string): AnswerBody {
  const document = parseXml(text);
  let { root, value } = document;
  while (root === 'Envelope' || root === 'Body') {
    const inner = Object.entries(isElement(value) ? value : {}).find(([name]) => name !== 'Header');
    if (inner === undefined) break;
    [root, value] = inner;
  }
  if (root === 'error' || root === 'errors') {
    return { kind: 'trouble', text: readErrorText({ [root]: value }) ?? '对方报告错误，没有说明。' };
  }
  for (const item of ITEMS[root] ?? []) {
    const found = xmlRows(value, item);
    if (found.length > 0) return rows(found, root, 'xml');
  }
  if (root === 'request' || root === 'service_request') return rows([value], root, 'xml');
  const trouble = readErrorText(value);
  if (trouble !== null) return { kind: 'trouble', text: trouble };
  if (root in ITEMS) return rows([], root, 'xml');
  return { kind: 'trouble', text: `意外的 XML 根元素 <${root}>` };
}

function isElement(value: XmlValue): value is { [name: string]: XmlValue } {
  return isRow(value);
}

function rows(list: unknown[], wrapKey: string | null, format: 'json' | 'xml'): AnswerBody {
  return { kind: 'rows', rows: list, wrapKey, format };
}
