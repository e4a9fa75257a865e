import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';
import { serve } from '../support/serve.ts';
import { type Print, printLine, quantile, timed } from './figure.ts';
import { launchBrowser, patientContext } from './support/browser.ts';
import { inFolder } from './support/folder.ts';
import {
  APPROVED,
  ARRIVED,
  BLOWN,
  fillWhistles,
  histories,
  openOver,
  SUBMITTED,
} from './support/whistles.ts';

/**
 * The whistle board (吹哨台) in a browser with 5,000 open whistles in five columns. «Bare» is the same board with a hundred, which fill the screen as well.
 * - «board: usable»: from opening the address until the board says how many whistles are open;
 * - «board: a move», «board: a letter»: p95 from a pressed arrow key, or a letter typed into the search, until the
 *   picture after it is drawn.
 */
const MANY = 5000;
const FEW = 100;
const MOVES = 60;
/** Initials of the subject that all of them have, and back. */
const TYPED = [...'lmps', ...Array.from({ length: 4 }, () => 'Backspace')];

type Figures = { usable: number; move: number; letter: number };

/** Two frames later: the first may have been under way already. */
const DRAWN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';

async function pressed(page: Page, keys: readonly string[]): Promise<number> {
  const spent: number[] = [];
  for (const key of keys)
    spent.push(
      await timed(async () => {
        await page.keyboard.press(key);
        await page.evaluate(DRAWN);
      }),
    );
  return quantile(spent, 0.95);
}

async function measure(browser: Browser, folder: string, count: number): Promise<Figures> {
  const now = Date.now();
  const made = await histories(`${folder}/${count}`, now, [[], SUBMITTED, APPROVED, BLOWN, ARRIVED]);
  const dataDir = `${folder}/${count}/data`;
  await (await openOver(dataDir, Date)).close();
  fillWhistles(dataDir, count, (i) => made[i % made.length]);
  const served = await serve(['--pack', 'nanjing-qinhuai'], dataDir);
  const context = await patientContext(browser, { viewport: { width: 1920, height: 1080 } });
  try {
    const page = await context.newPage();
    // The link's code is spent and the files of the page are read once before anything is measured.
    await page.goto(served.url);
    await page.goto(`${new URL(page.url()).origin}/?role=whistles`);
    const full = page.locator('[data-part="w-total"]').filter({ hasText: String(count) });
    await full.waitFor();
    const usable = await timed(async () => {
      await page.reload({ waitUntil: 'commit' });
      await full.waitFor();
    });
    await pressed(page, ['ArrowDown', 'ArrowUp']);
    const move = await pressed(
      page,
      Array.from({ length: MOVES }, (_, i) => (i % 15 === 14 ? 'ArrowRight' : 'ArrowDown')),
    );
    await page.keyboard.press('/');
    const letter = await pressed(page, TYPED);
    return { usable, move, letter };
  } finally {
    await context.close();
    await served.stop();
  }
}

export async function run(print: Print): Promise<void> {
  await ensureWindows();
  const browser = await launchBrowser();
  try {
    await inFolder(async (folder) => {
      const bare = await measure(browser, folder, FEW);
      const ours = await measure(browser, folder, MANY);
      for (const [name, part] of [
        ['usable', 'usable'],
        ['a move', 'move'],
        ['a letter', 'letter'],
      ] as const)
        print({ bench: `board: ${name}`, n: MANY, ours: ours[part], bare: bare[part], unit: 'ms' });
    });
  } finally {
    await browser.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
