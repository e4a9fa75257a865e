import { constants, inflateRawSync } from 'node:zlib';
import { isPadding } from './shownNumber.ts';

/** Packed bytes of a sheet that are looked at: some thousands of rows, since people set formats for whole columns. */
const HEAD_BYTES = 256 << 10;
/** Unpacked at most. Tables of styles that are larger are a fault of the program that wrote them. */
const MAX_TEXT_BYTES = 64 << 20;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

type Entry = { method: number; packed: number; at: number };

/**
 * Column (from 0) → the format that fills its numbers up with zeros, of an .xlsx, by the first rows of a sheet. Reads only the
 * beginning of the sheet: the library would unpack all of it, which takes gigabytes for a large one. Empty where the archive is not
 * as usual, which the reading itself tells.
 */
export function paddedColumns(bytes: Uint8Array, sheet: string): Map<number, string> {
  return inArchive(bytes, new Map(), (archive, entries) => {
    const formats = cellFormats(archive, entries);
    if (!formats.some(isPaddingFormat)) return new Map();
    return columnsOf(textOf(archive, entries.get(pathOf(archive, entries, sheet)), HEAD_BYTES), formats);
  });
}

/** Whether any cell of an .xlsx may have a format that fills its number up with zeros. */
export function hasPadding(bytes: Uint8Array): boolean {
  return inArchive(bytes, false, (archive, entries) => cellFormats(archive, entries).some(isPaddingFormat));
}

function inArchive<T>(
  bytes: Uint8Array,
  otherwise: T,
  read: (archive: Buffer, entries: Map<string, Entry>) => T,
): T {
  try {
    const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return read(archive, entriesOf(archive));
  } catch {
    return otherwise;
  }
}

function cellFormats(archive: Buffer, entries: Map<string, Entry>): (string | null)[] {
  return formatsOf(textOf(archive, entries.get('xl/styles.xml'), Infinity));
}

function isPaddingFormat(format: string | null): boolean {
  return format !== null && isPadding(format);
}

function entriesOf(archive: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let end = archive.length - DIRECTORY_END_BYTES;
  const first = Math.max(0, end - MAX_COMMENT_BYTES);
  while (end >= first && archive.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  if (end < first) return entries;
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count && archive.readUInt32LE(at) === ENTRY; i++) {
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes);
    entries.set(name, {
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      at: archive.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** The beginning of a part as text: what its first `most` packed bytes hold. */
function textOf(archive: Buffer, entry: Entry | undefined, most: number): string {
  if (entry === undefined) return '';
  const from = entry.at + 30 + archive.readUInt16LE(entry.at + 26) + archive.readUInt16LE(entry.at + 28);
  const packed = archive.subarray(from, from + Math.min(entry.packed, most));
  if (entry.method === STORED) return packed.toString('utf8');
  if (entry.method !== DEFLATED) return '';
  // Flushed, not finished: the end may be missing.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_TEXT_BYTES };
  return inflateRawSync(packed, options).toString('utf8');
}

/** Style of a cell → its format; null for one that the program knows by its number alone. */
function formatsOf(styles: string): (string | null)[] {
  const own = new Map(
    tagsOf(styles, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode')]),
  );
  const cells = styles.slice(styles.indexOf('<cellXfs'), styles.indexOf('</cellXfs>'));
  return tagsOf(cells, 'xf').map((tag) => own.get(attribute(tag, 'numFmtId')) ?? null);
}

function pathOf(archive: Buffer, entries: Map<string, Entry>, sheet: string): string {
  const book = textOf(archive, entries.get('xl/workbook.xml'), Infinity);
  const found = tagsOf(book, 'sheet').find((tag) => attribute(tag, 'name') === sheet);
  const id = found === undefined ? null : attribute(found, 'r:id');
  const relations = textOf(archive, entries.get('xl/_rels/workbook.xml.rels'), Infinity);
  const relation = tagsOf(relations, 'Relationship').find((tag) => attribute(tag, 'Id') === id);
  const target = relation === undefined ? null : attribute(relation, 'Target');
  return target === null ? '' : target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Only columns all of whose numbers have the same such format. */
function columnsOf(xml: string, formats: readonly (string | null)[]): Map<number, string> {
  const columns = new Map<number, string | null>();
  for (const tag of tagsOf(xml, 'c')) {
    const [type, place, style] = [attribute(tag, 't'), attribute(tag, 'r'), attribute(tag, 's')];
    if ((type !== null && type !== 'n') || place === null || tag.endsWith('/>')) continue;
    const format = formats[Number(style ?? 0)] ?? null;
    const column = columnOf(place);
    const padding = isPaddingFormat(format) ? format : null;
    columns.set(column, !columns.has(column) || columns.get(column) === padding ? padding : null);
  }
  return new Map([...columns].flatMap(([column, format]) => (format === null ? [] : [[column, format]])));
}

/** `AB12` is 27. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(place)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The opening tags of this name, as they are written. */
function tagsOf(xml: string, name: string): string[] {
  const tags: string[] = [];
  for (let at = xml.indexOf(`<${name}`); at >= 0; at = xml.indexOf(`<${name}`, at + 1)) {
    const end = xml.indexOf('>', at);
    if (end < 0) break;
    // Not <cols> where <c> is wanted.
    if (/[\s/>]/.test(xml.charAt(at + name.length + 1))) tags.push(xml.slice(at, end + 1));
  }
  return tags;
}

function attribute(tag: string, name: string): string | null {
  const at = tag.indexOf(` ${name}="`);
  if (at < 0) return null;
  const from = at + name.length + 3;
  const end = tag.indexOf('"', from);
  return end < 0 ? null : unescaped(tag.slice(from, end));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
