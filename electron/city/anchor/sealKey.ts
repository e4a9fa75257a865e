import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { createSealer, type Sealer } from '../store/sealer.ts';
import { placeOf, type SealKeeping } from './sealPlace.ts';

const KEY_BYTES = 32;

const nameOf = (installation: string): string => `journal-seal.${installation}`;

/** The sealer of an installation's key; null if there is no key. @throws what the secret store does, or for a malformed key */
export async function readSealer(secrets: SecretStore, installation: string): Promise<Sealer | null> {
  const hex = await secrets.get(nameOf(installation));
  if (hex === null) return null;
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error('malformed key');
  return createSealer(Buffer.from(hex, 'hex'));
}

/** Makes and keeps a new key. @throws what the secret store does */
export async function makeSealer(secrets: SecretStore, installation: string): Promise<Sealer> {
  const key = randomBytes(KEY_BYTES);
  await secrets.set(nameOf(installation), key.toString('hex'));
  return createSealer(key);
}

/**
 * Has a store seal what it writes, if the key of its database can be read here. For programs beside the service; only the
 * service makes keys. Without one, entries stay unsealed, which the service tells of at its next start.
 */
export async function sealWithExistingKey(
  store: Pick<AssembledStore, 'seal'>,
  keeping: SealKeeping,
): Promise<void> {
  const row = store.seal.row();
  const place = row === null ? null : placeOf(keeping.folder, row.installation);
  if (row === null || place === null) return;
  const sealer = await readSealer(keeping.secrets(place.dir), row.installation).catch(() => null);
  if (sealer?.keyId === row.keyId) store.seal.use(sealer);
}
