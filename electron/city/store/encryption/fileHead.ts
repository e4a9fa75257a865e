import { closeSync, openSync, readSync } from 'node:fs';
import { ID_BYTES } from './key.ts';

/** What the first bytes of a file say of it. `other`: no database, or one whose beginning is damaged. */
export type FileHead =
  | { kind: 'absent' }
  | { kind: 'plain' }
  | { kind: 'encrypted'; keyId: string }
  | { kind: 'other' };

const HEAD_BYTES = 24;
const PLAIN = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Reads the head of a database file: plain ones begin with SQLite's signature; encrypted ones with the id of their key and,
 * in clear, the fields of the header that the cipher needs (sqlite.org/fileformat2.html §1.3). An empty file counts as
 * absent. Not for a file that this process has open: closing it drops SQLite's locks.
 */
export function readHead(path: string): FileHead {
  const head = Buffer.alloc(HEAD_BYTES);
  let length: number;
  try {
    const file = openSync(path, 'r');
    try {
      length = readSync(file, head, 0, HEAD_BYTES, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    throw error;
  }
  if (length === 0) return { kind: 'absent' };
  if (head.subarray(0, PLAIN.length).equals(PLAIN)) return { kind: 'plain' };
  return length === HEAD_BYTES && hasFieldsOfCipher(head)
    ? { kind: 'encrypted', keyId: head.toString('hex', 0, ID_BYTES) }
    : { kind: 'other' };
}

/** Bytes 20 to 23: room for nonce and tag at the end of each page, which plain databases lack, then three constants. */
function hasFieldsOfCipher(head: Buffer): boolean {
  return head[20] !== 0 && head[21] === 64 && head[22] === 32 && head[23] === 32;
}
