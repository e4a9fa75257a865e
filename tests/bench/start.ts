import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';
import { serve } from '../support/serve.ts';
import { type Print, printLine, quantile } from './figure.ts';
import { launchBrowser, patientContext } from './support/browser.ts';
import { filledFolder } from './support/filled.ts';

/**
 * Start: from starting the web host's process to the figures of a wall in a fresh browser context (nothing cached;
 * Chromium itself runs already), median of several starts. «Bare» is the same start over an empty folder; starts take
 * turns, so that whatever else the machine does falls on all of them.
 * - «start: figures on the wall»: with the columns' cache that the service wrote when it was last closed;
 * - «… without the cache»: the columns are rebuilt from the database first;
 * - «… service answers»: from the process's start to its first line, when it listens.
 */

const SIZES = [0, 100_000, 1_000_000];
const WARM_RUNS = 5;
const COLD_RUNS = 3;

type Start = { listening: number; figures: number };

async function start(browser: Browser, dataDir: string): Promise<Start> {
  const context = await patientContext(browser, { viewport: { width: 1920, height: 1080 } });
  const began = performance.now();
  const served = await serve([], dataDir);
  try {
    const listening = performance.now() - began;
    const page = await context.newPage();
    await page.goto(served.url, { waitUntil: 'commit' });
    // A wall over nothing has no figures, and says what to do instead.
    const figures = page
      .locator('[data-part="kpis"] [data-part="figure-value"]')
      .filter({ hasText: /^[\d,]+$/ });
    await figures.or(page.locator('[data-part="wall-map"] [data-part="empty"]')).first().waitFor();
    return { listening, figures: performance.now() - began };
  } finally {
    await context.close();
    await served.stop();
  }
}

const cacheOf = (dataDir: string) => join(dataDir, 'columns.cache');

async function starts(browser: Browser, runs: number, prepare: (dataDir: string) => void) {
  const found = new Map<number, Start[]>(SIZES.map((n) => [n, []]));
  for (let run = 0; run < runs; run++) {
    for (const n of SIZES) {
      const dataDir = filledFolder(n);
      prepare(dataDir);
      found.get(n)?.push(await start(browser, dataDir));
    }
  }
  const median = (n: number, part: keyof Start) =>
    quantile(
      (found.get(n) ?? []).map((each) => each[part]),
      0.5,
    );
  return (bench: string, part: keyof Start, print: Print) => {
    for (const n of SIZES.slice(1))
      print({ bench, n, ours: median(n, part), bare: median(0, part), unit: 'ms' });
  };
}

export async function run(print: Print): Promise<void> {
  await ensureWindows();
  const browser = await launchBrowser();
  try {
    // The first start of each folder writes the cache, and lets the system read the program's files.
    for (const n of SIZES) await start(browser, filledFolder(n));
    const warm = await starts(browser, WARM_RUNS, (dataDir) => {
      if (!existsSync(cacheOf(dataDir))) throw new Error('the columns were not written down');
    });
    warm('start: figures on the wall', 'figures', print);
    warm('start: service answers', 'listening', print);
    const cold = await starts(browser, COLD_RUNS, (dataDir) => rmSync(cacheOf(dataDir), { force: true }));
    cold('start: figures on the wall, without the cache', 'figures', print);
  } finally {
    await browser.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
