import { existsSync } from 'node:fs';
import { run } from './run.ts';

/** Whether this is a Debian machine on which packages may be installed without asking anybody. */
export function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages without what they only recommend; whether it worked shows by what is there then. */
export async function install(packages: readonly string[]): Promise<void> {
  await run('apt-get', ['update', '-qq'], {});
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
}
