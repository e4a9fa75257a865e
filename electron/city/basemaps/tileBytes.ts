import { gunzipSync } from 'node:zlib';

/** A tile as it is kept and sent. */
export type TileBytes = { bytes: Uint8Array; type: string };

export const VECTOR_TYPE = 'application/vnd.mapbox-vector-tile';
/** Bytes of the largest tile that is taken, unpacked. Tiles of maps have some ten or hundred thousand. */
export const MAX_TILE_BYTES = 4 * 1024 * 1024;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const startsWith = (bytes: Uint8Array, start: readonly number[], at = 0): boolean =>
  start.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/**
 * What the bytes themselves are, whatever their server calls them; a packed vector tile is unpacked. Null: no tile, such as
 * the HTML of a login page.
 */
export function recogniseTile(given: Uint8Array): TileBytes | null {
  if (startsWith(given, PNG)) return { bytes: given, type: 'image/png' };
  if (startsWith(given, [0xff, 0xd8, 0xff])) return { bytes: given, type: 'image/jpeg' };
  if (startsWith(given, ascii('GIF8'))) return { bytes: given, type: 'image/gif' };
  if (startsWith(given, ascii('RIFF')) && startsWith(given, ascii('WEBP'), 8))
    return { bytes: given, type: 'image/webp' };
  const bytes = startsWith(given, [0x1f, 0x8b]) ? unpacked(given) : given;
  return bytes !== null && isVectorTile(bytes) ? { bytes, type: VECTOR_TYPE } : null;
}

function unpacked(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_TILE_BYTES });
  } catch {
    return null;
  }
}

/** Whether the bytes are a sequence of layers (field 3 of a protocol buffer) and nothing else. An empty tile has none. */
function isVectorTile(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== 0x1a) return false;
    at += 1;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined || shift > 28) return false;
      at += 1;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += length;
  }
  return at === bytes.length;
}

/** The side of a square image in pixels; null if it is not square, or its header is not read here. */
export function sideOf({ bytes, type }: TileBytes): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = type === 'image/png' ? pngSize(view) : type === 'image/jpeg' ? jpegSize(view) : null;
  return size !== null && size[0] === size[1] ? size[0] : null;
}

function pngSize(view: DataView): [number, number] | null {
  return view.byteLength < 24 ? null : [view.getUint32(16), view.getUint32(20)];
}

/** Walks from segment to segment up to the frame header, which has the size. */
function jpegSize(view: DataView): [number, number] | null {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}
