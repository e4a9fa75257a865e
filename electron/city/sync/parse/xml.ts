import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UpstreamError } from '../adapter.ts';

/** Text, null (empty or `xsi:nil`), an element with children, or several of one name. */
export type XmlValue = string | null | { [name: string]: XmlValue } | XmlValue[];

const ATTRIBUTE = '@';
const TEXT = '#text';

// Numeric references and named HTML entities are decoded. Entities declared by the document are not, which rules out
// entity expansion attacks.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/**
 * Parses an XML document into text values. Namespaces and attributes are dropped, empty elements are null, and a byte
 * order mark or an HTTP status line before the document is skipped. Repeated elements become a list, a single element
 * does not: use `xmlRows`. Throws `UpstreamError('bad-xml')`, retryable, when the document is truncated or not well
 * formed.
 */
export function parseXml(text: string): { root: string; value: XmlValue } {
  const start = text.indexOf('<');
  const body = withAmpersands(start < 0 ? '' : text.slice(start));
  if (/<!ENTITY/i.test(body)) throw badXml('entities', false);
  let parsed: unknown;
  try {
    if (XMLValidator.validate(body) !== true) throw badXml('malformed', true);
    parsed = parser.parse(body);
  } catch (error) {
    throw error instanceof UpstreamError ? error : badXml('malformed', true);
  }
  const [root, ...others] = isElement(parsed) ? Object.entries(parsed) : [];
  if (root === undefined || others.length > 0) throw badXml('root', true);
  return { root: root[0], value: simplify(root[1]) };
}

/** Some systems do not escape ampersands. */
function withAmpersands(text: string): string {
  return text.replace(/&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)/g, '&amp;');
}

/** Whether every element of a document ends where it must, so that no part of it can be taken for another. */
export function isWellFormed(text: string): boolean {
  return XMLValidator.validate(withAmpersands(text.slice(Math.max(0, text.indexOf('<'))))) === true;
}

/** The children of an element that are named `item`, as a list; empty when there are none. */
export function xmlRows(container: XmlValue, item: string): XmlValue[] {
  if (container === null || typeof container === 'string' || Array.isArray(container)) return [];
  const found = Object.hasOwn(container, item) ? container[item] : undefined;
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

function badXml(problem: 'entities' | 'malformed' | 'root', retryable: boolean): UpstreamError {
  return new UpstreamError('bad-xml', { problem }, retryable);
}

function isElement(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function simplify(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(simplify);
  if (!isElement(value)) return value === '' || value === undefined || value === null ? null : String(value);
  if (value[`${ATTRIBUTE}nil`] === 'true' || value[`${ATTRIBUTE}nil`] === '1') return null;
  const children = Object.entries(value).filter(([name]) => !name.startsWith(ATTRIBUTE) && name !== TEXT);
  if (children.length > 0)
    return Object.fromEntries(children.map(([name, child]) => [name, simplify(child)]));
  return simplify(value[TEXT] ?? null);
}
