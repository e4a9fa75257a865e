import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from '@playwright/test';
import { z } from 'zod';
import { chromiumFlags, ensureChromium } from '../../../build/scripts/chromium.ts';
import type { Hall } from '../../e2e/support/halls.ts';

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

/** A context whose waits end only what will never come: busy machines can be ten times slower than others. */
export async function patientContext(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(300_000);
  return context;
}

/** A browser profile of its own that has entered the hall, as all windows of one workstation share it. */
export async function profileIn(
  browser: Browser,
  hall: Pick<Hall, 'cookie' | 'origin'>,
): Promise<BrowserContext> {
  const context = await patientContext(browser, { viewport: { width: 1280, height: 720 } });
  const { name, value } = hall.cookie;
  await context.addCookies([{ name, value, url: hall.origin, httpOnly: true, sameSite: 'Strict' }]);
  return context;
}

const Processes = z.object({ processInfo: z.array(z.object({ id: z.number(), cpuTime: z.number() })) });

/**
 * A meter of the milliseconds that all of Chromium's processes have computed so far: pages, compositor, and the program
 * that draws where there is no GPU. Unlike time on the clock it does not grow when others keep the machine busy.
 */
export async function processorMeter(browser: Browser): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = Processes.parse(await session.send('SystemInfo.getProcessInfo'));
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  };
}
