import { createHash, createHmac } from 'node:crypto';
import type { JournalHead } from '../ports.ts';

/** Seals with the key of an installation (HMAC-SHA-256): what it sealed cannot be made by anybody without the key. */
export type Sealer = {
  /** Tells keys apart without saying anything of them: 16 hexadecimal digits. */
  keyId: string;
  /** The seal over the end of a journal, 32 bytes. */
  head(head: JournalHead): Buffer;
  /** The seal over a text of another kind, 64 hexadecimal digits. `kind` keeps the seal of one from serving as another's. */
  text(kind: 'anchor' | 'row', text: string): string;
};

/** `key`: 32 random bytes. */
export function createSealer(key: Buffer): Sealer {
  const seal = (kind: string, text: string) =>
    createHmac('sha256', key).update(`citywhistle ${kind}\n`).update(text, 'utf8');
  return {
    keyId: createHash('sha256').update('citywhistle key\n').update(key).digest('hex').slice(0, 16),
    head: ({ pos, seq, link }) => seal('head', `${pos} ${seq} ${link.toString('hex')}`).digest(),
    text: (kind, text) => seal(kind, text).digest('hex'),
  };
}

/** The sealer of one connection, given once its key has been read. Null meanwhile: entries stay unsealed. */
export type SealHolder = { current: Sealer | null };
