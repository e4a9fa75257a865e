import type { Bytes } from './bytes.ts';
import type { EvidenceName } from './kinds.ts';

/** The part that each office format must have. */
const OFFICE = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
] as const;

/** Parts that hold macros: VBA, and the older XLM. Files with macros are not taken. */
const MACROS = /(^|\/)vbaproject\.bin$|^xl\/(intl)?macrosheets\//i;
/** Unpacked size over all parts, bytes. More is a bomb: it would fill the machine of whoever opens the download. */
const MAX_UNPACKED = 1024 ** 3;

/** Documents in a ZIP. Only the directory is read and nothing is unpacked, so that a bomb costs nothing. */
export function recogniseArchive(bytes: Bytes): EvidenceName | null {
  if (bytes.text(0, 4) !== 'PK\x03\x04') return null;
  const parts = partsOf(bytes);
  if (parts === null || parts.some((name) => MACROS.test(name))) return null;
  const has = new Set(parts);
  // An OFD has its root entry at the top (GB/T 33190 §7.4), an office format its list of types (ECMA-376-2).
  if (!has.has('[Content_Types].xml')) return has.has('OFD.xml') ? 'ofd' : null;
  const found = OFFICE.filter(([part]) => has.has(part));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

const END = 'PK\x05\x06';
const END_BYTES = 22;
const ENTRY = 0x02014b50;
/** The end record is followed by a comment of at most so many bytes. */
const MAX_COMMENT = 0xffff;

/**
 * Names of the parts by the directory (APPNOTE.TXT 4.3.12), as Latin-1: those looked for are ASCII. Null if the directory
 * cannot be read or promises too much.
 */
function partsOf(bytes: Bytes): string[] | null {
  const end = endRecord(bytes);
  if (end === null) return null;
  const names: string[] = [];
  let unpacked = 0;
  let at = bytes.u32le(end + 16);
  for (let left = bytes.u16le(end + 10); left > 0; left--) {
    if (at + 46 > end || bytes.u32le(at) !== ENTRY) return null;
    unpacked += bytes.u32le(at + 24);
    if (unpacked > MAX_UNPACKED) return null;
    const length = bytes.u16le(at + 28);
    names.push(bytes.text(at + 46, length));
    at += 46 + length + bytes.u16le(at + 30) + bytes.u16le(at + 32);
  }
  return names;
}

function endRecord(bytes: Bytes): number | null {
  const last = bytes.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--)
    if (bytes.u8(at) === 0x50 && bytes.text(at, 4) === END) return at;
  return null;
}
