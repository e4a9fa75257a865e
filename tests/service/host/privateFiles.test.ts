import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makePrivate } from '../../../electron/host/privateFolder.ts';
import { folder } from '../../support/hostCommands.ts';
import { hostFile } from '../../support/hostFiles.ts';

/** Opening it makes a backup, since it has to be brought up to date. */
const OLD_DATABASE = fileURLToPath(
  new URL('../../fixtures/databases/version-9-story.db.gz', import.meta.url),
);
/** Arguments of `sh` that run a file of electron/host with a umask that keeps nothing from anybody. */
const withOpenUmask = (name: string) => ['-c', 'umask 000; exec "$0" "$@"', process.execPath, hostFile(name)];

/** Everything in a folder, itself included, that group or others may use: `path mode`. */
function readableByOthers(dir: string): string[] {
  return [dir, ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name))]
    .map((path) => ({ path, mode: statSync(path).mode & 0o777 }))
    .filter(({ mode }) => (mode & 0o077) !== 0)
    .map(({ path, mode }) => `${path} ${mode.toString(8)}`);
}

/** Runs the web host under that umask, and stops it when it listens. */
async function serveOnce(dataDir: string): Promise<void> {
  const args = [...withOpenUmask('serve.ts'), '--no-open', '--port', '0', '--data', dataDir];
  const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  it('is for its user alone, whatever the umask', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'city.db'), gunzipSync(readFileSync(OLD_DATABASE)));
    await serveOnce(dir);
    const names = readdirSync(dir);
    expect(names).toEqual(expect.arrayContaining(['city.db', 'logs', 'web', 'uploads']));
    expect(readdirSync(join(dir, 'backups'))).toEqual([expect.stringMatching(/^before-v10-/)]);
    expect(readableByOthers(dir)).toEqual([]);
  });

  it('also after an import', () => {
    const dir = folder();
    const csv = join(dir, 'a.csv');
    writeFileSync(
      csv,
      '案件编号,上报时间,状态,小类名称,经度,纬度\nQ1,2026-10-01 08:00:00,处置中,暴露垃圾,118.79,32.02\n',
    );
    const data = join(dir, 'data');
    execFileSync('sh', [...withOpenUmask('import.ts'), '--data', data, csv], { stdio: 'ignore' });
    expect(readableByOthers(data)).toEqual([]);
  });

  it('is made private where an earlier version left it readable', async () => {
    const dir = join(folder(), 'data');
    await serveOnce(dir);
    mkdirSync(join(dir, 'backups'), { recursive: true });
    writeFileSync(join(dir, 'backups', 'city-2026-11-24T01-00-00-000Z.db'), '');
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(dir, name);
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    }
    chmodSync(dir, 0o755);
    expect(readableByOthers(dir).length).toBeGreaterThan(5);
    expect(makePrivate(dir, process.platform)).toEqual([]);
    expect(readableByOthers(dir).filter((line) => !line.includes('/web/links/'))).toEqual([]);
  });

  it('is made private at the first start of a simulated city too, which leaves its mark first', () => {
    const dir = folder();
    chmodSync(dir, 0o755);
    writeFileSync(join(dir, 'simulated.json'), '{}');
    expect(makePrivate(dir, process.platform)).toEqual([]);
    expect(readableByOthers(dir)).toEqual([]);
  });

  it("leaves alone what is not this program's, and a file of keys that others could read", () => {
    const dir = folder();
    chmodSync(dir, 0o755);
    for (const name of ['notes.txt', 'secrets.json']) writeFileSync(join(dir, name), '{}');
    for (const name of ['notes.txt', 'secrets.json']) chmodSync(join(dir, name), 0o644);
    expect(makePrivate(dir, process.platform)).toEqual([]);
    expect(readableByOthers(dir)).toHaveLength(3);
  });

  it.runIf(process.platform === 'linux')('is named where it cannot be made private', () => {
    const dir = folder();
    // Nobody, not even root, changes a mode of a process's own files in /proc.
    symlinkSync('/proc/self/status', join(dir, 'city.db'));
    expect(makePrivate(dir, 'linux')).toEqual([join(dir, 'city.db')]);
  });
});
