import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../electron/city/log/createLogger.ts';
import { rotatingFile } from '../../../electron/city/log/rotatingFile.ts';
import { fileSecrets } from '../../../electron/city/secrets/fileSecrets.ts';
import { errorText } from '../../../shared/errors/errorText.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cw-keep-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('keys in a file', () => {
  const open = () => fileSecrets({ dataDir: dir, platform: 'linux' });
  const path = () => join(dir, 'secrets.json');

  it('are kept, changed and removed, for the owner only', async () => {
    const secrets = open();
    expect(await secrets.get('a')).toBeNull();
    await Promise.all([secrets.set('a', '1'), secrets.set('b', '2'), secrets.set('__proto__', '3')]);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    const again = open();
    expect(await again.get('a')).toBe('1');
    expect(await again.get('b')).toBe('2');
    await again.delete('a');
    expect(await again.get('a')).toBeNull();
    expect(await again.get('toString')).toBeNull();
  });

  it.each([0o644, 0o640, 0o604, 0o660])('are refused when others can read them (%o)', async (mode) => {
    const secrets = open();
    await secrets.set('a', '1');
    await chmod(path(), mode);
    await expect(secrets.get('a')).rejects.toThrow(/其他用户/);
    await expect(secrets.set('b', '2')).rejects.toThrow(/其他用户/);
  });

  it('are not overwritten when the file is damaged', async () => {
    await writeFile(path(), '{"a":', { mode: 0o600 });
    await expect(open().set('b', '2')).rejects.toThrow(/损坏/);
    expect(await readFile(path(), 'utf8')).toBe('{"a":');
  });

  it('say plainly that they are not encrypted', () => {
    expect(errorText('keys-stored', open().storage, 'zh')).toContain('未加密');
    expect(errorText('keys-stored', open().storage, 'en')).toContain('not encrypted');
  });
});

describe('the log', () => {
  it('holds structured lines without contact data', async () => {
    const log = createLogger({ dir, name: 'city', stderrLevel: 'silent', now: Date.now });
    log.warn(
      {
        source: 'a',
        count: 3,
        at: 1_764_000_000_123,
        row: { phone: '13912345678', 姓名: '某某', nested: [{ email: 'x@y.cn' }] },
        error: new Error('refused: caller 13912345678, 110101199003074578'),
      },
      '回访 13912345678 失败 someone@example.org',
    );
    log.close();
    const text = await readFile(join(dir, 'city.log'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ level: 40, source: 'a', count: 3, at: 1_764_000_000_123 });
    expect(text).not.toMatch(/13912345678|某某|x@y\.cn|110101199003074578|someone@/);
    expect(text).toContain('139****5678');
  });

  it('rotates by size, loses no line, and removes only what is past its time', async () => {
    let now = Date.UTC(2026, 10, 22);
    const file = rotatingFile({ dir, name: 'city', maxBytes: 1000, keepDays: 190, now: () => now++ });
    const lines = Array.from({ length: 100 }, (_, i) => `${JSON.stringify({ i, pad: 'x'.repeat(50) })}\n`);
    for (const line of lines.slice(0, 50)) file.write(line);
    const [first, second] = (await readdir(dir)).filter((name) => name !== 'city.log').sort();
    const days = (n: number) => new Date(now - n * 86_400_000);
    await utimes(join(dir, first ?? ''), days(191), days(191));
    await utimes(join(dir, second ?? ''), days(189), days(189));
    for (const line of lines.slice(50)) file.write(line);
    file.close();
    const names = await readdir(dir);
    expect(names).not.toContain(first);
    expect(names).toContain(second);
    const kept = (await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8'))))
      .join('')
      .split('\n');
    const lost = lines.filter((line) => !kept.includes(line.trimEnd()));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((line) => JSON.parse(line).i < 20)).toBe(true);
    for (const name of names) expect((await stat(join(dir, name))).size).toBeLessThanOrEqual(1000);
  });
});
