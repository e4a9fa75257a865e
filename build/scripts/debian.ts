import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run } from './run.ts';

/** What Debian asks before it starts the service of a package; 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d';

/** Whether packages can be installed here: Debian, running as root. */
export function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages without recommended ones. The caller checks the result by the files present afterwards.
 * `startsServices` false: a service among them is not started.
 */
export async function install(
  packages: readonly string[],
  { startsServices }: { startsServices: boolean } = { startsServices: true },
): Promise<void> {
  const ownPolicy = !startsServices && !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await run('apt-get', ['update', '-qq'], {});
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}
