import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';
import { type Hall, qinhuaiHall } from '../e2e/support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from '../e2e/support/upstreamRows.ts';
import { whistleCases } from '../e2e/support/whistleCases.ts';
import { blowWhistle, DUTY, whistleHall } from '../e2e/support/whistleHall.ts';
import { type Print, printLine, quantile } from './figure.ts';
import { launchBrowser, profileIn } from './support/browser.ts';
import { note, noted } from './support/noted.ts';

/**
 * A change on eight windows of one workstation (design §9 row 3, p95 over windows and rounds; no counterpart). Nothing
 * asks the windows while a change is under way: each notes for itself when it came on screen.
 * - «windows: a case»: four walls and four desks in one browser, from the moment the service stored the row until the
 *   figure or the notice of new cases changes;
 * - «windows: a whistle»: eight boards of eight people with the page of the whistle open, from the commit of a command
 *   until the page tells it.
 */
const WINDOWS = 8;
const CASE_ROUNDS = 12;
const WHISTLE_ROUNDS = 20;
/** The queue holds still and tells of new cases; a wall shows the figure itself. */
const NEWS = { wall: '[data-part="kpis"]', desk: '[data-part="desk-fresh"]' } as const;
/** Far longer than any of it takes. */
const ROUND_MS = 3000;

/** A window that did not show a change is told as if it had taken the whole round. */
async function delays(pages: readonly Page[], at: number): Promise<number[]> {
  return (await noted(pages, at)).map((delay) => delay ?? ROUND_MS);
}

const rest = () => new Promise((resolve) => setTimeout(resolve, ROUND_MS));

async function openers(browser: Browser, hall: Hall) {
  const shared = await profileIn(browser, hall);
  return async (own: boolean, search: string): Promise<Page> => {
    const page = await (own ? await profileIn(browser, hall) : shared).newPage();
    await page.goto(`${hall.origin}/?${search}`);
    return page;
  };
}

async function cases(browser: Browser): Promise<number[]> {
  const hall = await qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {});
  const open = await openers(browser, hall);
  const pages: Page[] = [];
  for (let i = 0; i < WINDOWS; i++) {
    const role = i % 2 === 0 ? 'wall' : 'desk';
    const page = await open(false, `role=${role}`);
    await note(page, NEWS[role], 'e.textContent');
    pages.push(page);
  }
  const found: number[] = [];
  for (let round = 0; round < CASE_ROUNDS; round++) {
    await rest();
    const row = qinhuaiRow(300 + 3 * round, Date.now());
    hall.rows.push(row);
    await rest();
    const { firstSeenAt } = await hall.case(`upstream:${row.id}`);
    found.push(...(await delays(pages, firstSeenAt)));
  }
  await hall.end();
  return found;
}

async function whistles(browser: Browser): Promise<number[]> {
  const hall = await whistleHall(whistleCases);
  const id = await blowWhistle(hall, '路面塌陷');
  const open = await openers(browser, hall);
  const pages: Page[] = [];
  for (let i = 0; i < WINDOWS; i++) {
    const page = await open(true, `role=whistles&whistle=${id}`);
    await note(page, '[data-part="w-page"][data-seq]', 'e.dataset.seq');
    pages.push(page);
  }
  const found: number[] = [];
  for (let round = 0; round < WHISTLE_ROUNDS; round++) {
    await rest();
    const { log } = await hall.command(DUTY, id, { type: 'note', text: `第 ${round} 次` });
    await rest();
    found.push(...(await delays(pages, hall.clock.machineTime(log.at(-1)?.at ?? Number.NaN))));
  }
  await hall.end();
  return found;
}

export async function run(print: Print): Promise<void> {
  await ensureWindows();
  const browser = await launchBrowser();
  try {
    for (const [bench, measure] of [
      ['windows: a whistle', whistles],
      ['windows: a case', cases],
    ] as const) {
      const found = await measure(browser);
      print({ bench: `${bench}, p50`, n: WINDOWS, ours: quantile(found, 0.5), bare: null, unit: 'ms' });
      print({ bench: `${bench}, p95`, n: WINDOWS, ours: quantile(found, 0.95), bare: null, unit: 'ms' });
    }
  } finally {
    await browser.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
