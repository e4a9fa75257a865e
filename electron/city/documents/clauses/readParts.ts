import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

/** An element of a Word file: its name, attributes and children in order. */
export type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string };

const ATTRIBUTES = ':@';
const parser = new XMLParser({
  ...{ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', trimValues: false },
  ...{ parseTagValue: false, parseAttributeValue: false },
});

/** The XML parts of a DOCX by name. @throws Error where the bytes are no archive */
export function readParts(docx: Uint8Array): Map<string, Element> {
  const parts = new Map<string, Element>();
  for (const [name, bytes] of Object.entries(unzipSync(docx)))
    if (name.endsWith('.xml'))
      parts.set(name, {
        name,
        attributes: {},
        text: '',
        children: elementsOf(parser.parse(strFromU8(bytes))),
      });
  return parts;
}

function elementsOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Record<string, unknown>): Element[] => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined) return [];
    if (name === '#text') return [{ name, attributes: {}, children: [], text: String(node[name]) }];
    const attributes = (node[ATTRIBUTES] ?? {}) as Record<string, string>;
    return [{ name, attributes, text: '', children: elementsOf(node[name]) }];
  });
}

/** All elements of a name below one, in the order of the file. */
export function all(element: Element | undefined, name: string): Element[] {
  if (element === undefined) return [];
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

export function first(element: Element | undefined, name: string): Element | undefined {
  return all(element, name)[0];
}

/** An attribute as a number; NaN where it is missing. */
export function number(element: Element | undefined, attribute: string): number {
  return Number(element?.attributes[attribute] ?? Number.NaN);
}

export function textOf(element: Element): string {
  return all(element, 'w:t')
    .flatMap(({ children }) => children.map(({ text }) => text))
    .join('');
}
