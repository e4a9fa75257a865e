import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';
import { xorgObstacle } from './xorg.ts';

/** Whether Electron's binary is on this machine. Looking must not load the package: that would try to fetch it. */
export function electronIsThere(): boolean {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder !== undefined) return existsSync(folder);
  const pathFile = join(root, 'node_modules/electron/path.txt');
  return (
    existsSync(pathFile) &&
    existsSync(join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim()))
  );
}

/** Why browser tests cannot run against the Electron shell here, in a sentence; null when they can. */
export function electronTestObstacle(): string | null {
  if (!electronIsThere())
    return "Electron's binary is not on this machine: it is neither in node_modules/electron/dist nor where ELECTRON_OVERRIDE_DIST_PATH says";
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform !== 'linux' || display !== undefined || xorgObstacle() === null) return null;
  return `Electron has no display here, and none can be started (Xorg: ${xorgObstacle()})`;
}
