import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, mayInstall } from './debian.ts';

/** A wall-clock time and a zone (IANA name) that a machine may have. */
export type MachineDate = { at: string; zone: string };

const LIBRARIES = '/usr/lib';
const PRELOAD = 'LD_PRELOAD';
const FAKE = /^FAKETIME/;

/** Path of Debian's libfaketime, which gives a process another date; null if it is not installed. */
function findLibrary(): string | null {
  if (process.platform !== 'linux') return null;
  const paths = readdirSync(LIBRARIES).map((folder) =>
    join(LIBRARIES, folder, 'faketime', 'libfaketimeMT.so.1'),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Why a process cannot get another date here, in a sentence; null if it can. */
export function fakeDateObstacle(): string | null {
  return findLibrary() === null ? 'libfaketime missing (Debian: faketime)' : null;
}

/** The same, after installing the library if possible. */
export async function ensureFakeDate(): Promise<string | null> {
  if (fakeDateObstacle() !== null && mayInstall()) await install(['faketime']);
  return fakeDateObstacle();
}

/**
 * Environment variables that give a process and its children that date, from which time goes on. The monotonic clock, and
 * with it timers, is not changed: a process with a fake monotonic clock waits for ever.
 * @throws Error if libfaketime is missing.
 */
export function atDate({ at, zone }: MachineDate): Record<string, string> {
  const library = findLibrary();
  if (library === null) throw new Error(fakeDateObstacle() ?? '');
  return { [PRELOAD]: library, FAKETIME: `@${at}`, FAKETIME_DONT_FAKE_MONOTONIC: '1', TZ: zone };
}

/** The same environment with the machine's real date, because Chromium does not start under libfaketime. */
export function withoutFakeDate(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || name === PRELOAD || FAKE.test(name) ? [] : [[name, value] as const],
    ),
  );
}
