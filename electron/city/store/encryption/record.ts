import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sentError } from '../../../../shared/errors/errorText.ts';
import { StoreError } from '../errors.ts';
import { databasePath, writeDurably } from '../files.ts';
import { readHead } from './fileHead.ts';
import type { DatabaseKey } from './key.ts';
import { readMarker } from './marker.ts';

/** Says that a data folder is encrypted, and names its key; never the key itself. */
const EncryptionRecord = z.object({ keyId: z.string().regex(/^[0-9a-f]{32}$/) });

const recordPath = (dataDir: string): string => join(dataDir, 'city.encryption.json');

/** The id of the key that a folder is recorded to be encrypted with; null: the folder is plain. */
export function recordedKeyId(dataDir: string): string | null {
  try {
    return readRecord(dataDir);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    // A damaged record must not turn an encrypted folder into a plain one. The database's head names the key, too.
    const head = readHead(databasePath(dataDir));
    if (head.kind === 'encrypted') return head.keyId;
    throw new StoreError('io', sentError('store-io', { path: recordPath(dataDir) }), error);
  }
}

export function recordKey(dataDir: string, keyId: string): void {
  writeDurably(recordPath(dataDir), `${JSON.stringify({ keyId })}\n`);
}

/** Whether the record is there and names this key. */
export function isRecorded(dataDir: string, keyId: string): boolean {
  try {
    return readRecord(dataDir) === keyId;
  } catch {
    return false;
  }
}

/** @throws where there is none, or it is damaged */
function readRecord(dataDir: string): string {
  return EncryptionRecord.parse(JSON.parse(readFileSync(recordPath(dataDir), 'utf8'))).keyId;
}

export function removeRecord(dataDir: string): void {
  rmSync(recordPath(dataDir), { force: true });
}

/**
 * The id of the key that a folder needs: by its record, by what was decided and is not finished, or by its database, whose
 * record was lost; null if it needs none.
 */
export function neededKeyId(dataDir: string): string | null {
  const recorded = recordedKeyId(dataDir);
  if (recorded !== null) return recorded;
  const marker = readMarker(dataDir);
  if (marker?.phase === 'swap') return marker.keyId;
  const head = readHead(databasePath(dataDir));
  return head.kind === 'encrypted' ? head.keyId : null;
}

/** @throws StoreError where the folder needs a key and this is not it */
export function assertKeyOf(dataDir: string, key: DatabaseKey | null): void {
  const needed = neededKeyId(dataDir);
  if (needed === null || needed === key?.id) return;
  throw keyError(databasePath(dataDir), needed, key);
}

/** @throws StoreError where a file with this head cannot be opened with the key: never to be taken for damage */
export function assertKeyOpens(
  path: string,
  head: ReturnType<typeof readHead>,
  key: DatabaseKey | null,
): void {
  if (head.kind === 'encrypted' && head.keyId !== key?.id) throw keyError(path, head.keyId, key);
  if (head.kind === 'plain' && key !== null)
    throw new StoreError('plain', sentError('store-plain', { path }), null);
}

function keyError(path: string, needed: string, key: DatabaseKey | null): StoreError {
  const keyId = needed.slice(0, 8);
  return key === null
    ? new StoreError('key-missing', sentError('store-key-missing', { path, keyId }), null)
    : new StoreError(
        'key-other',
        sentError('store-key-other', { path, keyId, known: key.id.slice(0, 8) }),
        null,
      );
}
