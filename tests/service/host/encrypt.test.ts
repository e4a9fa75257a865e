import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { neededKeyId } from '../../../electron/city/store/encryption/record.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { filesWith } from '../../support/encryption.ts';
import { folder, running } from '../../support/hostCommands.ts';
import { hostFile } from '../../support/hostFiles.ts';
import { good, openAt, page, sourceConfig, T0 } from '../store/support.ts';

const NAME = '张三丰';
const PLAIN = ['SQLite format 3', NAME];

type Ended = { code: number; out: string; err: string };

/** Runs a command of electron/host for a user with these settings, under a umask that keeps nothing from anybody. */
function runAs(settings: string, name: string, args: string[], input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      'sh',
      ['-c', 'umask 000; exec "$0" "$@"', process.execPath, hostFile(name), ...args],
      { env: { ...process.env, XDG_CONFIG_HOME: settings } },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end(input);
  });
}

/** A plain data folder with two cases and a backup, as an earlier version left it: readable by others. */
async function plainFolder(): Promise<string> {
  const dataDir = join(folder(), 'data');
  mkdirSync(dataDir);
  const before = process.umask(0);
  const store = openAt(dataDir);
  store.saveSource(sourceConfig('hotline'));
  const rows = ['1', '2'].map((id) => good(id, { description: `${NAME}反映井盖破损` }));
  store.applyPage(page('hotline', rows, T0));
  await store.backup(T0);
  store.close();
  process.umask(before);
  return dataDir;
}

const readableByOthers = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(join(dir, name)).mode & 0o077) !== 0,
  );

it.skipIf(process.platform === 'win32')(
  'encrypts a folder, which opens on another machine with the recovery key alone',
  async () => {
    const [mine, another] = [folder(), folder()];
    const dataDir = await plainFolder();
    const data = ['--data', dataDir];
    const made = await runAs(mine, 'encrypt.ts', data);
    expect(made.err).toContain('已加密');
    expect(made.code).toBe(0);
    // The recovery key, and nothing else, on standard output.
    expect(made.out).toMatch(/^(?:[0-9A-Z]{5}[-\n]){13}$/);
    expect(filesWith(dataDir, PLAIN)).toEqual([]);
    expect(readableByOthers(dataDir)).toEqual([]);
    // The key lies with the settings alone, for this user.
    const id = neededKeyId(dataDir) ?? '';
    expect(filesWith(mine, [id])).toEqual(['citywhistle/database/secrets.json']);
    expect(readableByOthers(join(mine, 'citywhistle'))).toEqual([]);
    const checked = await runAs(mine, 'verify.ts', data);
    expect(JSON.parse(checked.out)).toMatchObject({ ok: true, figures: { cases: 2 } });
    // Once more: nothing to do, and no other key.
    expect(await runAs(mine, 'encrypt.ts', data)).toMatchObject({ code: 0, out: '' });
    expect(neededKeyId(dataDir)).toBe(id);
    mkdirSync(join(dataDir, 'attachments', 'ab'), { recursive: true, mode: 0o700 });
    writeFileSync(join(dataDir, 'attachments', 'ab', 'photo'), Buffer.alloc(2_500_000), { mode: 0o600 });
    const status = await runAs(mine, 'encrypt.ts', [...data, '--status']);
    expect(status.out).toMatch(/^未加密 attachments：.+，2\.5 MB$/m);
    expect(status.out).toMatch(/加密：已启用（AEGIS-256，密钥编号 [0-9a-f]{8}，密钥在此处）/);
    expect(status.out.match(/：已加密（/g)).toHaveLength(2);

    for (const name of ['verify.ts', 'unlock.ts', 'serve.ts'])
      expect(
        await runAs(another, name, [...data, ...(name === 'serve.ts' ? ['--no-open'] : [])]),
      ).toMatchObject({
        code: 8,
        err: expect.stringContaining('--recover'),
      });
    const file = join(another, 'recovery.txt');
    const wrong = made.out.replace(/^./, (letter) => (letter === '7' ? '8' : '7'));
    writeFileSync(file, wrong);
    expect(await runAs(another, 'encrypt.ts', [...data, '--recover', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('第 1 组'),
    });
    expect((await runAs(another, 'encrypt.ts', [...data, '--status'])).out).toContain('密钥不在此处');
    // An auditor checks with the recovery key, and leaves no key on this machine.
    expect(await runAs(another, 'verify.ts', [...data, '--recover', '-'], made.out)).toMatchObject({
      code: 0,
    });
    expect(await runAs(another, 'verify.ts', [...data, '--recover', file])).toMatchObject({ code: 2 });
    expect((await runAs(another, 'verify.ts', data)).code).toBe(8);
    // As a person types it, on standard input.
    const typed = made.out.toLowerCase().replaceAll('-', ' ');
    expect(await runAs(another, 'encrypt.ts', [...data, '--recover', '-'], typed)).toMatchObject({ code: 0 });
    expect((await runAs(another, 'verify.ts', data)).code).toBe(0);

    const off = await runAs(another, 'encrypt.ts', [...data, '--off']);
    expect(off).toMatchObject({ code: 0, out: '' });
    expect(filesWith(dataDir, ['SQLite format 3'])).toHaveLength(2);
    expect(readableByOthers(dataDir)).toEqual([]);
    expect((await runAs(folder(), 'verify.ts', data)).code).toBe(0);
  },
);

it('refuses while the program runs, and the recovery key of another database', async () => {
  const settings = folder();
  const [dataDir, other] = [await plainFolder(), await plainFolder()];
  const served = await running([], dataDir);
  expect(await runAs(settings, 'encrypt.ts', ['--data', dataDir])).toMatchObject({ code: 5, out: '' });
  await served.stop();
  const [mine, theirs] = await Promise.all([
    runAs(settings, 'encrypt.ts', ['--data', dataDir]),
    runAs(folder(), 'encrypt.ts', ['--data', other]),
  ]);
  expect([mine.code, theirs.code]).toEqual([0, 0]);
  expect(
    await runAs(settings, 'encrypt.ts', ['--data', dataDir, '--recover', '-'], theirs.out),
  ).toMatchObject({
    code: 8,
    err: expect.stringContaining('另一个数据库'),
  });
});

it('keeps no key beside the data', async () => {
  const dataDir = await plainFolder();
  const settings = join(dataDir, 'settings');
  mkdirSync(settings);
  expect(await runAs(settings, 'encrypt.ts', ['--data', dataDir])).toMatchObject({ code: 5, out: '' });
  expect(neededKeyId(dataDir)).toBeNull();
});

it('killed at any moment, is finished or undone by the next start', async () => {
  const settings = folder();
  const template = await plainFolder();
  for (const word of ['正在复制', '正在改写', '正在核对', '正在转换']) {
    const dataDir = join(folder(), 'data');
    cpSync(template, dataDir, { recursive: true, preserveTimestamps: true });
    const env = { ...process.env, XDG_CONFIG_HOME: settings };
    const child = spawn(process.execPath, [hostFile('encrypt.ts'), '--data', dataDir], { env });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes(word)) child.kill('SIGKILL');
      });
      child.once('exit', () => resolve());
    });
    expect((await runAs(settings, 'encrypt.ts', ['--data', dataDir])).code).toBe(0);
    expect(filesWith(dataDir, PLAIN)).toEqual([]);
    expect(statSync(databasePath(dataDir)).size).toBeGreaterThan(0);
    expect(JSON.parse((await runAs(settings, 'verify.ts', ['--data', dataDir])).out)).toMatchObject({
      ok: true,
      figures: { cases: 2 },
    });
    rmSync(dataDir, { recursive: true });
  }
});
