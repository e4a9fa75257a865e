import { open } from 'node:fs/promises';
import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { UpstreamError } from '../adapter.ts';
import { fileError } from './sniff.ts';

/** What a file is, by its content: its name decides nothing, since halls rename what their systems export. */
export type Container = 'text' | WorkbookKind;
/** `ods`: OpenDocument spreadsheets, packed or plain. `legacy`: all that older Excels and web pages write: BIFF, SpreadsheetML 2003, binary workbooks, HTML tables. */
export type WorkbookKind = 'xlsx' | 'legacy' | 'ods';
/** Files that are no list, by what must be said about them. */
export type NoList = UpstreamParameters<'not-a-list'>['what'];

const HEAD_BYTES = 64 << 10;
/** The directory of a ZIP stands at its end. */
const TAIL_BYTES = 256 << 10;

/** Recognises the file. @throws UpstreamError `file-missing`, `file-unreadable`, or `not-a-list` with what it is instead */
export async function containerOf(path: string): Promise<Container> {
  const { head, tail } = await ends(path);
  const found = fromBytes(head, tail);
  if (found === 'text' || found === 'xlsx' || found === 'legacy' || found === 'ods') return found;
  throw new UpstreamError('not-a-list', { what: found }, false);
}

async function ends(path: string): Promise<{ head: Buffer; tail: Buffer }> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const part = async (bytes: number, position: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(Math.min(bytes, size));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    };
    return { head: await part(HEAD_BYTES, 0), tail: await part(TAIL_BYTES, Math.max(0, size - TAIL_BYTES)) };
  } catch (error) {
    throw fileError(path, error);
  }
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const PICTURES = ['ffd8ff', '89504e47', '47494638'].map((hex) => Buffer.from(hex, 'hex'));

function fromBytes(head: Buffer, tail: Buffer): Container | NoList {
  if (startsWith(head, ZIP)) return fromZip(head, tail);
  if (startsWith(head, COMPOUND)) return fromCompound(head, tail);
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'document';
  if (PICTURES.some((mark) => startsWith(head, mark))) return 'picture';
  if (isDbf(head)) return 'layer';
  return fromMarkup(head);
}

/** Office documents are ZIP archives; which one is told by the names in them. */
function fromZip(head: Buffer, tail: Buffer): Container | NoList {
  const names = `${head.toString('latin1')}${tail.toString('latin1')}`;
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  if (names.includes('xl/workbook.bin')) return 'legacy';
  if (names.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  if (/word\/document|ppt\/presentation|OFD\.xml|mimetypeapplication\/vnd\.oasis/.test(names))
    return 'document';
  return /\.(?:shp|dbf|kml|geojson)/i.test(names) ? 'layer' : 'archive';
}

/** A compound file (OLE2): names of its streams are UTF-16. */
function fromCompound(head: Buffer, tail: Buffer): Container | NoList {
  const has = (name: string): boolean => {
    const bytes = Buffer.from(name, 'utf16le');
    return head.includes(bytes) || tail.includes(bytes);
  };
  if (has('EncryptedPackage')) return 'password';
  if (has('WordDocument') || has('PowerPoint Document')) return 'document';
  return has('Workbook') || has('Book') ? 'legacy' : 'damaged';
}

/** Exports of web systems are often an HTML table with the ending .xls. */
function fromMarkup(head: Buffer): Container | NoList {
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart();
  if (!text.startsWith('<')) return 'text';
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'legacy';
  if (text.includes('application/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  if (/<table[\s>]/i.test(text) || /^<(?:!doctype html|html)/i.test(text)) return 'legacy';
  return 'xml';
}

/** dBASE: version, a date of this millennium or the last, and a header whose length fits its fields. */
function isDbf(head: Buffer): boolean {
  if (head.length < 65 || ![0x03, 0x30, 0x83, 0x8b, 0xf5].includes(head[0] ?? 0)) return false;
  const [month, day, headerBytes] = [head[2] ?? 0, head[3] ?? 0, head.readUInt16LE(8)];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && headerBytes >= 65 && headerBytes % 32 <= 8;
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}
