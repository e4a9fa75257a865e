import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../build/scripts/run.ts';
import { temporaryFolder } from '../support/serve.ts';

let machine = '';
beforeEach(() => {
  machine = temporaryFolder();
});
afterEach(() => rmSync(machine, { recursive: true }));

/** Programs that the script asks about the machine, each with the exit code it answers with. */
type Machine = {
  /** kernel.apparmor_restrict_unprivileged_userns; null where the kernel has no such setting. */
  restricts: '0' | '1' | null;
  /** Whether `nobody` gets a user namespace. */
  namespaces: boolean;
  /** AppArmor runs, and its version knows the profile. */
  profile: 'loads' | 'unknown rules' | 'no AppArmor';
  image: boolean;
};

/** Runs the script in a folder that stands for the machine's root; returns the helper's mode and what was called. */
function install({ restricts, namespaces, profile, image }: Machine) {
  const app = join(machine, 'opt/CityWhistle');
  for (const folder of ['opt/CityWhistle/resources', 'usr/bin', 'etc/apparmor.d', 'kernel', 'fake'])
    mkdirSync(join(machine, folder), { recursive: true });
  writeFileSync(join(app, 'chrome-sandbox'), '');
  writeFileSync(join(app, 'resources/apparmor-profile'), 'profile');
  if (restricts !== null)
    writeFileSync(join(machine, 'kernel/apparmor_restrict_unprivileged_userns'), restricts);
  const calls = join(machine, 'calls');
  writeFileSync(calls, '');
  const answer = (name: string, lines: string) => {
    writeFileSync(join(machine, 'fake', name), `#!/bin/sh\necho "${name} $*" >> ${calls}\n${lines}\n`);
    chmodSync(join(machine, 'fake', name), 0o755);
  };
  answer('apparmor_status', `exit ${profile === 'no AppArmor' ? 1 : 0}`);
  answer('apparmor_parser', `exit ${profile === 'loads' ? 0 : 1}`);
  answer('ischroot', `exit ${image ? 0 : 1}`);
  answer('runuser', `exit ${namespaces ? 0 : 1}`);
  for (const name of ['update-alternatives', 'update-desktop-database', 'chown']) answer(name, 'exit 0');
  const script = readFileSync(join(root, 'build/linux/after-install.sh'), 'utf8')
    .replaceAll(/\$\{(\w+)\}/g, (_, name) => (name === 'executable' ? 'citywhistle' : 'CityWhistle'))
    .replaceAll(/'\/(opt|usr|etc)\//g, `'${machine}/$1/`)
    .replaceAll('/proc/sys/kernel', join(machine, 'kernel'));
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: { PATH: `${join(machine, 'fake')}:/usr/bin:/bin` },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return { helper: statSync(join(app, 'chrome-sandbox')).mode & 0o7777, calls: readFileSync(calls, 'utf8') };
}

const modern: Machine = { restricts: null, namespaces: true, profile: 'no AppArmor', image: false };

describe.skipIf(process.platform !== 'linux')('after the deb was unpacked', () => {
  it.each<[string, Machine, number]>([
    ['user namespaces work', modern, 0o755],
    // Debian before 11, UOS and Kylin images: kernel.unprivileged_userns_clone or user.max_user_namespaces is 0.
    ['they are off for users', { ...modern, namespaces: false }, 0o4755],
    ['AppArmor restricts them and takes the profile', { ...modern, restricts: '1', profile: 'loads' }, 0o755],
    [
      'AppArmor restricts them and does not know the profile',
      { ...modern, restricts: '1', profile: 'unknown rules' },
      0o4755,
    ],
    ['the restriction is there but switched off', { ...modern, restricts: '0', profile: 'loads' }, 0o755],
    [
      'an image is made, for a kernel that is not known',
      { ...modern, restricts: '1', profile: 'loads', image: true },
      0o4755,
    ],
  ])('where %s, the sandbox helper is set right', (_, given, mode) => {
    expect(install(given).helper.toString(8)).toBe(mode.toString(8));
  });

  it('asks about namespaces as an ordinary user, never as root', () => {
    expect(install(modern).calls).toContain('runuser -u nobody -- unshare --user --map-root-user true');
  });

  it('puts the command into the path', () => {
    expect(install(modern).calls).toMatch(
      /update-alternatives --install \S+\/usr\/bin\/citywhistle citywhistle \S+\/opt\/CityWhistle\/citywhistle 100/,
    );
  });
});
