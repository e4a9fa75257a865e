import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { acquireInstance } from '../../../electron/shell/start/singleInstance.ts';
import { temporaryFolder } from '../../support/serve.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of user data with the lock of a process; Electron gives the lock only where there is none. */
function locked(owner: string | null, execPath = process.execPath) {
  const userData = temporaryFolder();
  folders.push(userData);
  const lock = join(userData, 'SingletonLock');
  if (owner !== null) {
    symlinkSync(owner, lock);
    symlinkSync('1234', join(userData, 'SingletonCookie'));
    symlinkSync('/tmp/gone/SingletonSocket', join(userData, 'SingletonSocket'));
  }
  const isThere = () => lstatSync(lock, { throwIfNoEntry: false }) !== undefined;
  const acquire = (platform: NodeJS.Platform) =>
    acquireInstance({ request: () => !isThere(), platform, userData, hostname: 'duty-1', execPath });
  return { acquire, isThere, userData };
}
const deadPid = () => spawnSync('true').pid;

describe('the lock of a console', () => {
  it('is had where there is none', () => {
    expect(locked(null).acquire('linux')).toEqual({ kind: 'first' });
  });

  it('whose process died does not stop the start', () => {
    const { acquire, isThere } = locked(`duty-1-${deadPid()}`);
    expect(acquire('linux')).toEqual({ kind: 'first' });
    expect(isThere()).toBe(false);
  });

  it('whose number another program has by now does not stop the start', () => {
    const { acquire } = locked(`duty-1-${process.pid}`, '/opt/citywhistle/citywhistle');
    expect(acquire('linux')).toEqual({ kind: 'first' });
  });

  it('of a process that waits to be buried does not stop the start', async () => {
    // The shell's child ends at once while the shell, busy with another program, does not take notice.
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pid = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (data) => resolve(String(data).trim())),
    );
    try {
      expect(locked(`duty-1-${pid}`, '/bin/true').acquire('linux')).toEqual({ kind: 'first' });
    } finally {
      parent.kill();
    }
  });

  it.each(['duty-1', 'renamed-since'])('of a console that runs is left alone (%s)', (host) => {
    const { acquire, isThere } = locked(`${host}-${process.pid}`);
    expect(acquire('linux')).toEqual({ kind: 'second' });
    expect(isThere()).toBe(true);
  });

  it('of another computer is left alone, and told with what to do', () => {
    const { acquire, isThere } = locked(`duty-2-${deadPid()}`);
    expect(acquire('linux')).toEqual({ kind: 'blocked', why: expect.stringContaining('duty-2') });
    expect(isThere()).toBe(true);
  });

  it('that cannot be made is told', () => {
    const userData = temporaryFolder();
    folders.push(userData);
    const acquired = acquireInstance({
      request: () => false,
      platform: 'linux',
      userData,
      hostname: 'duty-1',
      execPath: process.execPath,
    });
    expect(acquired).toEqual({ kind: 'blocked', why: expect.stringContaining('权限') });
  });

  it('is the system’s own affair on Windows', () => {
    const { acquire, userData } = locked(null);
    writeFileSync(join(userData, 'SingletonLock'), '');
    expect(acquire('win32')).toEqual({ kind: 'second' });
  });
});
