import type { Bytes } from './bytes.ts';
import type { EvidenceName } from './kinds.ts';

/** Photos other than HEIC, by signature and the part that gives the size of the picture. Null: none of them. */
export function recogniseImage(bytes: Bytes): EvidenceName | null {
  if (bytes.text(0, 8) === '\x89PNG\r\n\x1a\n') return isPng(bytes) ? 'png' : null;
  if (bytes.text(0, 3) === '\xff\xd8\xff') return isJpeg(bytes) ? 'jpeg' : null;
  if (/^GIF8[79]a$/.test(bytes.text(0, 6)))
    return bytes.u16le(6) > 0 && bytes.u16le(8) > 0 && bytes.length > 13 ? 'gif' : null;
  if (bytes.text(0, 4) === 'RIFF' && bytes.text(8, 4) === 'WEBP')
    return /^VP8[ LX]$/.test(bytes.text(12, 4)) && bytes.length > 20 ? 'webp' : null;
  return null;
}

function isPng(bytes: Bytes): boolean {
  const isHeader = bytes.u32(8) === 13 && bytes.text(12, 4) === 'IHDR';
  return isHeader && bytes.u32(16) > 0 && bytes.u32(20) > 0 && bytes.length > 33;
}

/** A JPEG has some dozen segments before its frame; a large EXIF or ICC profile is split into several. */
const MAX_SEGMENTS = 1000;

/** Follows the segments up to the frame header (SOF), which holds the size (ITU T.81 B.1). */
function isJpeg(bytes: Bytes): boolean {
  let at = 2;
  for (let count = 0; count < MAX_SEGMENTS && at + 4 <= bytes.length; count++) {
    if (bytes.u8(at) !== 0xff) return false;
    const marker = bytes.u8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Only tables, application data and comments may come before the frame.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    const isTable = [0xc4, 0xcc, 0xdb, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef);
    const length = bytes.u8(at + 2) * 0x100 + bytes.u8(at + 3);
    if (isFrame) return length >= 11 && at + 2 + length < bytes.length;
    if (!isTable || length < 2) return false;
    at += 2 + length;
  }
  return false;
}
