import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/scripts/run.ts';

/** Marks the place in Electron's binary where the fuses are; version 1, eight fuses, all off. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0800000000';

/**
 * Fills `folder` with what electron-builder asks of an unpacked Electron, without Electron: a binary that has fuses, the
 * version, licences, one language. For Windows the binary is a real executable of another program, since icon and
 * integrity sum are written into it.
 */
export function makeStandInDist(folder: string, platform: 'linux' | 'win', version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/zh-CN.pak', 'chrome-sandbox'])
    writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'version'), version);
  const binary = join(folder, platform === 'win' ? 'electron.exe' : 'electron');
  if (platform === 'win')
    copyFileSync(join(root, 'node_modules/electron-winstaller/vendor/rcedit.exe'), binary);
  appendFileSync(binary, FUSES, { mode: 0o755 });
}
