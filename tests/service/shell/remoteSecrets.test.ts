import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { remoteSecrets } from '../../../electron/shell/remoteSecrets.ts';
import { openSecretBox } from '../../../electron/shell/secretBox.ts';

const folder = mkdtempSync(join(tmpdir(), 'citywhistle-box-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Seals by turning the text round: enough to see that the clear text never reaches the file. */
const turn = (text: string) => [...text].reverse().join('');
const box = (backend: string) => ({
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(turn(text)),
  decryptString: (bytes: Buffer) => turn(bytes.toString()),
  getSelectedStorageBackend: () => backend,
});

describe('the secret box', () => {
  it('keeps sealed keys in a file of this user only', () => {
    const path = join(folder, 'keys.json');
    const opened = openSecretBox(box('gnome_libsecret'), path);
    expect(opened.kept).toBe('os');
    opened.set('boston', 'key-1');
    opened.set('qinhuai', 'key-2');
    expect(readFileSync(path, 'utf8')).not.toContain('key-1');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(openSecretBox(box('gnome_libsecret'), path).get('boston')).toBe('key-1');
    opened.delete('boston');
    expect(opened.get('boston')).toBeNull();
    expect(opened.get('qinhuai')).toBe('key-2');
  });

  it('does not call a fixed password a secret store', () => {
    const opened = openSecretBox(box('basic_text'), join(folder, 'keys.json'));
    expect(opened.kept).toBe('none');
    expect(opened.note).toContain('没有可用的系统密钥环');
  });
});

describe('secrets asked over the control channel', () => {
  it('pairs answers with questions', async () => {
    const asked: { id: number; act: string; name: string }[] = [];
    const secrets = remoteSecrets((message) => asked.push(message));
    const store = secrets.store('note');
    const first = store.get('a');
    const second = store.get('b');
    secrets.answered({ type: 'secret', id: asked[1]?.id ?? 0, value: 'of b', error: null });
    secrets.answered({ type: 'secret', id: asked[0]?.id ?? 0, value: null, error: 'locked' });
    await expect(first).rejects.toThrow('locked');
    expect(await second).toBe('of b');
  });
});
