import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Facts that decide on Linux whether Chromium's sandbox can start. */
export type SandboxFacts = {
  /** The kernel allows this user to create a user namespace and be root in it. */
  userNamespaces: boolean;
  /** AppArmor allows that only for programs with a profile (Ubuntu since 23.10). */
  restrictedByAppArmor: boolean;
  /** `chrome-sandbox` beside the binary is owned by root and setuid: the older sandbox, which needs no namespaces. */
  setuidHelper: boolean;
};

/** Why Electron's sandbox cannot start on this Linux, in a sentence; null if it can, or if it was switched off. */
export function sandboxObstacle(facts: SandboxFacts, flags: readonly string[]): string | null {
  if (flags.includes('--no-sandbox') || facts.setuidHelper) return null;
  if (facts.restrictedByAppArmor)
    return 'AppArmor prevents its sandbox from starting: kernel.apparmor_restrict_unprivileged_userns is 1; the deb package brings a profile';
  if (!facts.userNamespaces)
    return 'its sandbox cannot start: user namespaces are off, and chrome-sandbox beside its binary is not setuid root; the deb package sets that';
  return null;
}

/** Determines the facts on this machine. `binary`: path of Electron's binary. */
export function sandboxFacts(binary: string): SandboxFacts {
  return {
    // As Chromium does it: a namespace alone is often allowed where writing its user map is not.
    userNamespaces: spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0,
    restrictedByAppArmor: setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1',
    setuidHelper: isSetuidRoot(join(dirname(binary), 'chrome-sandbox')),
  };
}

function setting(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

function isSetuidRoot(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.uid === 0 && (found.mode & 0o4001) === 0o4001;
}
