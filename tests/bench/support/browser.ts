import { type Browser, chromium } from '@playwright/test';
import { chromiumFlags, ensureChromium } from '../../../build/scripts/chromium.ts';

/**
 * The system's Chromium with a context of its own for every page, so that nothing is cached. Frames come as fast as
 * they are drawn: waiting for the screen would round every figure up to a sixtieth of a second.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await ensureChromium();
  if (executablePath === null) throw new Error('no Chromium to measure in');
  return chromium.launch({
    executablePath,
    args: [...chromiumFlags, '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
}
