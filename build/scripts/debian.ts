import { existsSync } from 'node:fs';
import { run } from './run.ts';

/** Whether packages can be installed here: Debian, running as root. */
export function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages without recommended ones. The caller checks the result by the files present afterwards. */
export async function install(packages: readonly string[]): Promise<void> {
  await run('apt-get', ['update', '-qq'], {});
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
}
