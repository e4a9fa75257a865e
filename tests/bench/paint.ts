import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import { z } from 'zod';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { type Hall, qinhuaiHall } from '../e2e/support/halls.ts';
import { qinhuaiRows } from '../e2e/support/upstreamRows.ts';
import { type Print, printLine, quantile } from './figure.ts';
import { launchBrowser, profileIn } from './support/browser.ts';

/**
 * The first picture of each window in a profile that has nothing cached, median of several openings (no counterpart):
 * - «paint: ROLE, first content»: from the navigation to the first text or picture, as the browser counts it;
 * - «paint: ROLE, connected»: to the word 已连接, which stands there once the service has answered;
 * - «paint: ROLE, loaded»: the scripts, styles and fonts that this took, compressed as they are sent.
 */
const OPENINGS = 9;
const CASES = 60;

/** Notes in the page when it says that it is connected. */
const NOTE_CONNECTED = `new MutationObserver((_, observer) => {
  if (!document.body?.textContent.includes('已连接')) return;
  performance.mark('connected');
  observer.disconnect();
}).observe(document, { childList: true, subtree: true, characterData: true });`;

const READ = `JSON.stringify({
  content: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  connected: performance.getEntriesByName('connected')[0]?.startTime,
  kilobytes: performance.getEntriesByType('resource')
    .filter(({ name }) => /\\.(js|css|woff2)$/.test(new URL(name).pathname))
    .reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000,
})`;
const Opening = z.object({ content: z.number(), connected: z.number(), kilobytes: z.number() });
type Opening = z.infer<typeof Opening>;

async function opened(browser: Browser, hall: Hall, role: WindowRole): Promise<Opening> {
  const profile = await profileIn(browser, hall);
  const page = await profile.newPage();
  await page.addInitScript(NOTE_CONNECTED);
  await page.goto(`${hall.origin}/?role=${role}`);
  await page.getByText('已连接').waitFor();
  for (;;) {
    const opening = Opening.safeParse(JSON.parse(z.string().parse(await page.evaluate(READ))));
    if (opening.success) {
      await profile.close();
      return opening.data;
    }
    // The browser reports a picture some time after it was shown.
    await page.waitForTimeout(50);
  }
}

export async function run(print: Print): Promise<void> {
  await ensureWindows();
  const hall = await qinhuaiHall(qinhuaiRows(CASES, Date.now()), '6aika', {});
  const browser = await launchBrowser();
  // The first of all pays for what the service computes once.
  await opened(browser, hall, 'desk');
  for (const role of WindowRole.options) {
    const openings: Opening[] = [];
    for (let i = 0; i < OPENINGS; i++) openings.push(await opened(browser, hall, role));
    const median = (part: keyof Opening) =>
      quantile(
        openings.map((each) => each[part]),
        0.5,
      );
    const figure = (name: string, ours: number, unit: string) =>
      print({ bench: `paint: ${role}, ${name}`, n: OPENINGS, ours, bare: null, unit });
    figure('first content', median('content'), 'ms');
    figure('connected', median('connected'), 'ms');
    figure('loaded', median('kilobytes'), 'kB');
  }
  await browser.close();
  await hall.end();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(printLine);
