import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.ts';
import { sandboxFacts, sandboxObstacle } from './sandbox.ts';
import { xorgObstacle } from './xorg.ts';

/** Path of Electron's binary on this machine, or null. It does not load the package, which would try to download it. */
export function electronBinary(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder !== undefined) {
    const binary = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(binary) ? binary : null;
  }
  const pathFile = join(root, 'node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/**
 * Why the Electron console cannot start here, in a sentence; null if it can. Downloads the binary if it is missing and the
 * network allows it.
 */
export async function electronObstacle(flags: readonly string[]): Promise<string | null> {
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && display === undefined) return 'no display';
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'running as root';
  if (electronBinary() === null) await fetchElectron(process.env['ELECTRON_MIRROR']);
  const binary = electronBinary();
  if (binary === null)
    return 'its binary is absent and could not be fetched; set ELECTRON_MIRROR to fetch it from elsewhere';
  return process.platform === 'linux' ? sandboxObstacle(sandboxFacts(binary), flags) : null;
}

/**
 * Fetches Electron's binary from GitHub, or from a mirror that holds `vVERSION/electron-vVERSION-PLATFORM-ARCH.zip`. Its
 * checksum is compared with the one in the package. Resolves with the exit code.
 */
export function fetchElectron(mirror: string | undefined): Promise<number> {
  if (mirror === undefined || mirror === '') return run('install-electron', [], {});
  // The tool joins the parts of the address without a slash between them.
  return run('install-electron', [], { ELECTRON_MIRROR: mirror.endsWith('/') ? mirror : `${mirror}/` });
}

/** Why browser tests cannot run in the Electron shell here, in a sentence; null if they can. */
export function electronTestObstacle(): string | null {
  if (electronBinary() === null)
    return "Electron's binary is not on this machine: it is neither in node_modules/electron/dist nor where ELECTRON_OVERRIDE_DIST_PATH says";
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform !== 'linux' || display !== undefined || xorgObstacle() === null) return null;
  return `Electron has no display here, and none can be started (Xorg: ${xorgObstacle()})`;
}
