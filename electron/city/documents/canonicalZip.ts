import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The first date that the format knows, at noon of local time, as the archive stores it: the same in every zone. */
const MTIME = new Date(1980, 0, 1, 12);
/** Of the properties of a file that Office programs write; a document's own dates stand in its text. */
const PROPERTIES = 'docProps/core.xml';
const FIXED = '2000-01-01T00:00:00Z';

/**
 * An Office file packed again so that the same content gives the same bytes: entries sorted by name, no time of packing, no
 * time of creation in its properties (domain-2.md §2.8 M3).
 * @param change of each XML part by its name
 */
export function canonicalZip(bytes: Uint8Array, change: (name: string, xml: string) => string): Uint8Array {
  const entries = unzipSync(bytes);
  const sorted: Zippable = {};
  for (const name of Object.keys(entries).sort()) {
    const content = entries[name] ?? new Uint8Array();
    sorted[name] = [changed(name, content, change), { mtime: MTIME, level: 6, os: 0, attrs: 0 }];
  }
  return zipSync(sorted);
}

function changed(
  name: string,
  content: Uint8Array,
  change: (name: string, xml: string) => string,
): Uint8Array {
  if (name === PROPERTIES) return strToU8(withoutTimes(strFromU8(content)));
  return name.endsWith('.xml') ? strToU8(change(name, strFromU8(content))) : content;
}

function withoutTimes(xml: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^<>]*>)[^<]*/g, `$1${FIXED}`);
}
