import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SecretStore } from '../../../electron/city/ports.ts';
import { recordKey } from '../../../electron/city/store/encryption/record.ts';
import { keepKey, readEncryption } from '../../../electron/host/databaseKeys.ts';
import { nodeEnvironment } from '../../../electron/host/nodeEnvironment.ts';
import { remoteSecrets } from '../../../electron/shell/remoteSecrets.ts';
import { encryptionOf, filesWith } from '../../support/encryption.ts';
import { folder } from '../../support/hostCommands.ts';

const { key } = encryptionOf(3);

/** An encrypted data folder, and the service's environment in the shell, whose key ring is `ring`. */
function site(ring: Map<string, string>, broken: string | null) {
  const root = folder();
  const dataDir = join(root, 'data');
  mkdirSync(dataDir);
  recordKey(dataDir, key.id);
  const node = { ...nodeEnvironment('silent'), env: { XDG_CONFIG_HOME: join(root, 'settings') } };
  const remote = remoteSecrets(({ id, act, name, value }) => {
    if (broken === null && act === 'set') ring.set(name, value ?? '');
    queueMicrotask(() =>
      remote.answered({ type: 'secret', id, value: ring.get(name) ?? null, error: broken }),
    );
  });
  const secrets = (): SecretStore =>
    remote.store({ how: 'ring', backend: 'gnome_libsecret', before: null }, false);
  return { dataDir, node, shell: { ...node, secrets }, kept: () => filesWith(root, [key.hex]) };
}

it('moves the key from the file into the system’s secret store once the shell starts', async () => {
  const ring = new Map<string, string>();
  const { dataDir, node, shell, kept } = site(ring, null);
  await keepKey(dataDir, key, node);
  expect((await readEncryption(dataDir, node))?.key).toEqual(key);
  expect(kept()).toEqual(['settings/citywhistle/database/secrets.json']);
  expect((await readEncryption(dataDir, shell))?.key).toEqual(key);
  expect([kept(), [...ring.values()]]).toEqual([[], [key.hex]]);
  expect((await readEncryption(dataDir, shell))?.key).toEqual(key);
  await expect(readEncryption(dataDir, node)).rejects.toMatchObject({ code: 'key-missing' });
});

it('opens nothing without the key ring, and says why', async () => {
  const { dataDir, node, shell, kept } = site(new Map(), 'the key ring is locked');
  await keepKey(dataDir, key, node);
  await expect(readEncryption(dataDir, shell)).rejects.toMatchObject({
    code: 'key-unreadable',
    message: expect.stringContaining('the key ring is locked'),
  });
  expect(kept()).toHaveLength(1);
});

it('wants no key for a plain folder', async () => {
  expect(await readEncryption(folder(), nodeEnvironment('silent'))).toBeNull();
});
