import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { install, mayInstall } from './debian.ts';

/** Commands that a desktop with several virtual monitors needs. `PACKAGES`: the Debian packages that contain them. */
const COMMANDS = ['Xorg', 'xrandr', 'openbox', 'xdotool', 'xwd'];
const DRIVER = '/usr/lib/xorg/modules/drivers/dummy_drv.so';
const PACKAGES = [
  'xserver-xorg-core',
  'xserver-xorg-video-dummy',
  'x11-xserver-utils',
  'x11-apps',
  'openbox',
  'xdotool',
];

/**
 * Why no X server with virtual monitors can be started here, in a sentence; null if it can. Xvfb is not sufficient: its
 * screens are not RandR outputs, so that Chromium sees only one.
 */
export function xorgObstacle(): string | null {
  if (process.platform !== 'linux') return 'only Linux has one';
  // For other users Xorg requires a console (virtual terminal).
  if (process.getuid?.() !== 0) return 'only root may start one without a console';
  const absent = COMMANDS.filter((command) => !isInPath(command));
  if (!existsSync(DRIVER)) absent.push('its dummy driver');
  return absent.length === 0 ? null : `${absent.join(', ')} missing`;
}

/** The same, after installing what is missing, if that is possible. */
export async function ensureXorg(): Promise<string | null> {
  if (xorgObstacle() !== null && mayInstall()) await install(PACKAGES);
  return xorgObstacle();
}

function isInPath(command: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, command)));
}
