import { existsSync } from 'node:fs';
import { install, mayInstall } from './debian.ts';

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Flags for software rendering without a GPU: Mesa's llvmpipe is 2–6× faster than the built-in SwiftShader. */
export const chromiumFlags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=gl-egl',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Path of the Chromium that CITYWHISTLE_CHROMIUM names, otherwise of the system's; null if there is none. */
export function findChromium(): string | null {
  const named = process.env['CITYWHISTLE_CHROMIUM'];
  if (named !== undefined) return existsSync(named) ? named : null;
  return CHROMIUM_PATHS.find((path) => existsSync(path)) ?? null;
}

/**
 * The path of Chromium for browser tests; null if there is none, after a message that says what to install. On Debian as
 * root, missing packages are installed, with a Chinese font: without one, canvas text outside the bundled font is shown as
 * empty boxes.
 */
export async function ensureChromium(): Promise<string | null> {
  const found = findChromium();
  if (found !== null) return found;
  if (!mayInstall()) {
    console.error(
      'No Chromium found. Install it (Debian: sudo apt-get install chromium libegl1 libgl1-mesa-dri) or set CITYWHISTLE_CHROMIUM.',
    );
    return null;
  }
  await install(['chromium', 'libegl1', 'libgl1-mesa-dri', 'fonts-wqy-microhei']);
  return findChromium();
}
