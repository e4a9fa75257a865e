import { pipeline, Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { isPadding } from './shownNumber.ts';

/** Packed bytes of a sheet that are read at once. */
const PIECE_BYTES = 64 << 10;
/** Unpacked at most. Tables of styles that are larger are a fault of the program that wrote them. */
const MAX_TEXT_BYTES = 64 << 20;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** A value of XML has no bare `<`, so a tag that is never closed ends at the next. */
const ROW_OR_CELL = /<(?:\w+:)?(row|c)(?:\s[^<>]*)?>/g;
const NUMBER_TYPES = new Set(['', 'n']);

type Entry = { method: number; packed: number; at: number };

/** A row (from 0) and of its numbers that their format fills up with zeros: column (from 0) → that format. */
export type PaddedRow = { index: number; formats: ReadonlyMap<number, string> };

/**
 * The rows of a sheet of an .xlsx that have numbers filled up with zeros, in their order. Reads beside the library, which gives no
 * formats with the rows that it streams, and takes no more memory than a piece of the sheet; ends at once where no cell of the
 * workbook has such a format. Ends early where the archive is not as usual, which the reading itself tells.
 */
export async function* paddedRows(bytes: Uint8Array, sheet: string): AsyncGenerator<PaddedRow> {
  const found = inArchive(bytes, null, (archive, entries) => {
    const formats = cellFormats(archive, entries).map((format) => (isPaddingFormat(format) ? format : null));
    const entry = entries.get(pathOf(archive, entries, sheet));
    return entry === undefined || formats.every((format) => format === null)
      ? null
      : { formats, packed: packedOf(archive, entry), method: entry.method };
  });
  if (found === null) return;
  const { formats, packed, method } = found;
  const pieces = Readable.from(piecesOf(packed));
  let row: { index: number; formats: Map<number, string> } = { index: -1, formats: new Map() };
  let column = 0;
  let rest = '';
  const decoder = new TextDecoder();
  // An error ends the stream of pieces too, so that nothing is left open.
  const unpacked = method === STORED ? pieces : pipeline(pieces, createInflateRaw(), () => undefined);
  try {
    for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
      const text = rest + decoder.decode(piece, { stream: true });
      const end = text.lastIndexOf('>') + 1;
      rest = text.slice(end);
      for (const [tag, name] of text.slice(0, end).matchAll(ROW_OR_CELL)) {
        const place = attribute(tag, 'r');
        if (name === 'row') {
          if (row.formats.size > 0) yield row;
          row = { index: place === null ? row.index + 1 : Number(place) - 1, formats: new Map() };
          column = 0;
          continue;
        }
        if (place !== null) column = columnOf(place);
        const format = formats[Number(attribute(tag, 's') ?? 0)] ?? null;
        if (format !== null && NUMBER_TYPES.has(attribute(tag, 't') ?? 'n')) row.formats.set(column, format);
        column += 1;
      }
    }
    if (row.formats.size > 0) yield row;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function* piecesOf(packed: Buffer): Generator<Buffer> {
  for (let at = 0; at < packed.length; at += PIECE_BYTES) yield packed.subarray(at, at + PIECE_BYTES);
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
  return formatsOf(textOf(archive, entries.get('xl/styles.xml')));
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

function packedOf(archive: Buffer, { at, packed }: Entry): Buffer {
  const from = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  return archive.subarray(from, from + packed);
}

/** A part as text. */
function textOf(archive: Buffer, entry: Entry | undefined): string {
  if (entry === undefined) return '';
  const packed = packedOf(archive, entry);
  if (entry.method === STORED) return packed.toString('utf8');
  if (entry.method !== DEFLATED) return '';
  return inflateRawSync(packed, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8');
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
  const book = textOf(archive, entries.get('xl/workbook.xml'));
  const found = tagsOf(book, 'sheet').find((tag) => attribute(tag, 'name') === sheet);
  const id = found === undefined ? null : attribute(found, 'r:id');
  const relations = textOf(archive, entries.get('xl/_rels/workbook.xml.rels'));
  const relation = tagsOf(relations, 'Relationship').find((tag) => attribute(tag, 'Id') === id);
  const target = relation === undefined ? null : attribute(relation, 'Target');
  return target === null ? '' : target.startsWith('/') ? target.slice(1) : `xl/${target}`;
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
