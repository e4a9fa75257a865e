import { describe, expect, it } from 'vitest';
import { canPositionWindows, x11Relaunch } from '../../../electron/shell/start/x11Relaunch.ts';

const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' };
const argv = ['/opt/citywhistle/citywhistle', '--data', '/d'];
const given = { platform: 'linux' as const, argv, execPath: '/opt/citywhistle/citywhistle' };

describe('a start in a Wayland session', () => {
  it('goes on over X11, with the flags it was given', () => {
    expect(x11Relaunch({ ...given, env: wayland })).toEqual({
      command: '/opt/citywhistle/citywhistle',
      args: ['--data', '/d', '--ozone-platform=x11'],
    });
  });

  it('starts an AppImage by its file, whose mount ends with this process', () => {
    const env = { ...wayland, APPIMAGE: '/home/duty/CityWhistle.AppImage' };
    expect(x11Relaunch({ ...given, env, execPath: '/tmp/.mount_City1/citywhistle' })?.command).toBe(
      '/home/duty/CityWhistle.AppImage',
    );
  });

  it('does so once only, and never against what was asked for', () => {
    for (const word of ['--ozone-platform=x11', '--ozone-platform=wayland', '--ozone-platform-hint=auto'])
      expect(x11Relaunch({ ...given, env: wayland, argv: [...argv, word] })).toBeNull();
  });

  it.each([
    ['X11', { platform: 'linux' as const, env: { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' } }],
    ['Wayland without XWayland', { platform: 'linux' as const, env: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['Windows', { platform: 'win32' as const, env: wayland }],
  ])('stays as it is: %s', (_name, session) => {
    expect(x11Relaunch({ ...given, ...session })).toBeNull();
  });

  it('knows when windows can be placed', () => {
    const can = (env: NodeJS.ProcessEnv, ...words: string[]) =>
      canPositionWindows({ platform: 'linux', env, argv: [...argv, ...words] });
    expect(can({ DISPLAY: ':0' })).toBe(true);
    expect(can(wayland, '--ozone-platform=x11')).toBe(true);
    expect(can({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
    expect(can(wayland, '--ozone-platform=wayland')).toBe(false);
  });
});
