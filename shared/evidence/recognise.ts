import { recogniseArchive } from './archives.ts';
import { recogniseBoxes } from './boxes.ts';
import { type Bytes, bytesOf } from './bytes.ts';
import { recogniseImage } from './images.ts';
import type { EvidenceName } from './kinds.ts';
import { recogniseSound } from './sound.ts';

/** `legacy`: DOC, XLS or PPT, or a document with a password; null: nothing that is taken. */
export type Recognised = EvidenceName | 'legacy' | null;

/**
 * Tells a file by its content and never by its name. Every part looks at a bounded number of bytes, whatever lengths the
 * file states; nothing is unpacked or decoded.
 */
export function recognise(content: Uint8Array): Recognised {
  const bytes = bytesOf(content);
  // Compound files: the office formats before 2007, and today's once they have a password.
  if (bytes.text(0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') return 'legacy';
  return (
    recogniseImage(bytes) ??
    recogniseBoxes(bytes) ??
    recogniseArchive(bytes) ??
    recogniseText(bytes) ??
    recogniseSound(bytes)
  );
}

/** EBML (RFC 8794) needs at most some fifty bytes for its head. */
const EBML_HEAD = 128;

function recogniseText(bytes: Bytes): EvidenceName | null {
  if (/^%PDF-[12]\.\d/.test(bytes.text(0, 8))) return 'pdf';
  // DocType, length 4: WebM. Matroska has more codings than any browser plays.
  if (bytes.u32(0) === 0x1a45dfa3)
    return bytes.text(4, EBML_HEAD).includes('\x42\x82\x84webm') ? 'webm' : null;
  return null;
}
