import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { remoteSecrets } from '../../../electron/shell/remoteSecrets.ts';
import { openSecretBox } from '../../../electron/shell/secretBox.ts';
import { errorText } from '../../../shared/errors/errorText.ts';

const folder = mkdtempSync(join(tmpdir(), 'citywhistle-box-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Seals by turning the text round: enough to see that the clear text never reaches the file. */
const turn = (text: string) => [...text].reverse().join('');
const box = (backend: string, available = true) => ({
  isAsyncEncryptionAvailable: async () => available,
  encryptStringAsync: async (text: string) => Buffer.from(turn(text)),
  decryptStringAsync: async (bytes: Buffer) => ({ result: turn(bytes.toString()), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => backend,
});
const never = () => () => undefined;
const newPath = () => join(mkdtempSync(join(folder, 'box-')), 'keys.json');

describe('the secret box', () => {
  it('keeps sealed keys in a file of this user only', async () => {
    const path = newPath();
    const opened = await openSecretBox(box('gnome_libsecret'), path, never);
    expect([opened.kept, opened.degraded]).toEqual(['os', false]);
    // At once: neither may write over the other.
    await Promise.all([opened.set('boston', 'key-1'), opened.set('qinhuai', 'key-2')]);
    expect(readFileSync(path, 'utf8')).not.toContain('key-1');
    expect(statSync(path).mode & 0o077).toBe(0);
    const again = await openSecretBox(box('gnome_libsecret'), path, never);
    expect(await again.get('boston')).toBe('key-1');
    await opened.delete('boston');
    expect(await opened.get('boston')).toBeNull();
    expect(await opened.get('qinhuai')).toBe('key-2');
  });

  it('reads the keys that an earlier version kept', async () => {
    const path = newPath();
    writeFileSync(path, JSON.stringify({ boston: Buffer.from(turn('key-1')).toString('base64') }));
    const opened = await openSecretBox(box('kwallet6'), path, never);
    expect(await opened.get('boston')).toBe('key-1');
    expect(opened.degraded).toBe(false);
  });

  it.each([
    ['a fixed password', 'basic_text', true],
    ['a key ring that cannot be had', 'gnome_libsecret', false],
    ['a backend that is not known yet', 'unknown', true],
  ])('does not call %s a secret store, and warns', async (_name, backend, available) => {
    const opened = await openSecretBox(box(backend, available), newPath(), never);
    expect([opened.kept, opened.degraded]).toEqual(['none', true]);
    expect(errorText('keys-stored', opened.storage, 'zh')).toContain('没有可用的系统密钥环');
  });

  it('remembers what sealed the keys, and warns when it is gone or another', async () => {
    const path = newPath();
    await (await openSecretBox(box('gnome_libsecret'), path, never)).set('boston', 'key-1');
    const worse = await openSecretBox(box('basic_text'), path, never);
    expect([worse.kept, worse.degraded]).toEqual(['none', true]);
    expect(worse.storage).toEqual({ how: 'ring-gone', backend: null, before: 'gnome_libsecret' });
    expect(errorText('keys-stored', worse.storage, 'zh')).toContain('gnome_libsecret');
    const other = await openSecretBox(box('kwallet6'), path, never);
    expect([other.kept, other.degraded]).toEqual(['os', true]);
    expect(errorText('keys-stored', other.storage, 'zh')).toContain('gnome_libsecret 换成了 kwallet6');
    expect(errorText('keys-stored', other.storage, 'en')).toContain('was gnome_libsecret and is kwallet6');
    expect((await openSecretBox(box('gnome_libsecret'), path, never)).degraded).toBe(false);
  });

  it('seals a key again when the system has a new one', async () => {
    const path = newPath();
    await (await openSecretBox(box('kwallet6'), path, never)).set('boston', 'key-1');
    let sealed = 0;
    const rotated = {
      ...box('kwallet6'),
      encryptStringAsync: async (text: string) => {
        sealed += 1;
        return Buffer.from(turn(text));
      },
      decryptStringAsync: async (bytes: Buffer) => ({
        result: turn(bytes.toString()),
        shouldReEncrypt: true,
      }),
    };
    expect(await (await openSecretBox(rotated, path, never)).get('boston')).toBe('key-1');
    expect(sealed).toBe(1);
  });

  it('does not wait for ever for a key ring that nobody unlocks', async () => {
    const locked = {
      ...box('gnome_libsecret'),
      isAsyncEncryptionAvailable: () => new Promise<boolean>(() => undefined),
    };
    const opening = openSecretBox(locked, newPath(), (_ms, act) => {
      act();
      return () => undefined;
    });
    expect((await opening).kept).toBe('none');
  });
});

describe('secrets asked over the control channel', () => {
  it('pairs answers with questions', async () => {
    const asked: { id: number; act: string; name: string }[] = [];
    const secrets = remoteSecrets((message) => asked.push(message));
    const store = secrets.store({ how: 'ring', backend: 'test', before: null }, false);
    const first = store.get('a');
    const second = store.get('b');
    secrets.answered({ type: 'secret', id: asked[1]?.id ?? 0, value: 'of b', error: null });
    secrets.answered({ type: 'secret', id: asked[0]?.id ?? 0, value: null, error: 'locked' });
    await expect(first).rejects.toThrow('locked');
    expect(await second).toBe('of b');
  });
});
