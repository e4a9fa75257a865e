import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page, Request } from '@playwright/test';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';
import { pageOriginOf } from '../support/pageRequest.ts';
import { serve } from '../support/serve.ts';
import { type Print, printLine, quantile } from './figure.ts';
import { offerBarePage } from './support/barePage.ts';
import { launchBrowser, patientContext, processorMeter } from './support/browser.ts';
import { benchPack } from './support/cases.ts';
import { filledFolder } from './support/filled.ts';
import { inFolder } from './support/folder.ts';

/**
 * Map: a wall of 1920 × 1080 px of the built bundle, drawn around by hand and moved along the time line, in Chromium
 * without a GPU. «Bare» is support/page/bare.js in the same browser: Deck with the same layers on a canvas of the same
 * size, fed by the same service with the same answers, and nothing else: no React, names, legend, figures or lists.
 * - «map: pan …»: from one drawn picture to the next, one pointer move each, whatever it sets off (names are placed
 *   anew, a new surface is asked for when the view leaves the last one);
 * - «… with names and figures»: the wall as it is; without it, all but its map is hidden, since bare has nothing else;
 * - «map: scrub …»: one bar along the time line, from the key to the drawn picture of the new answer, the service's work
 *   included where it is asked; bare asks it for the same periods a minute later, so that no answer is found kept;
 * - «… stock layers»: bare with deck.gl's own PathLayer and ScatterplotLayer where the wall has layers of its own.
 * - «… processor time a picture»: the same, but what all of Chromium computed for it; it says less of what a hand
 *   feels and more of what it costs, and does not grow when the machine is busy with other things.
 * Both pages take turns. A picture is drawn when reading one pixel back has returned (support/page/drive.js).
 */

const SIZES = [100_000, 1_000_000];
const ROUNDS = 3;
const PICTURES = 40;
const WARM_UP = 10;
/** A time line has 26 bars at the fewest (two years by 30 days): an eighth of it and all rounds' steps must fit. */
const STEPS = 7;

type Box = { left: number; top: number; width: number; height: number; pixels: number };
type Meter = () => Promise<number>;
type View = { longitude: number; latitude: number; zoom: number };
type Show = {
  box: Box;
  view: View;
  heat: string | null;
  counts: string | null;
  points: string | null;
  stock: boolean;
};

declare global {
  var drive: {
    state: { gl: object | null };
    pan(pictures: number, warmUp: number): Promise<number[]>;
    steps(count: number, act: (step: number) => unknown): Promise<number[]>;
    key(selector: string, key: string): void;
    rest(resting: boolean): void;
    canvas(): Box;
    style(css: string, media: string): void;
  };
  var bare: { show(what: Show): Promise<void>; step: ((address: string) => Promise<void>) | null };
}

const driver = readFileSync(new URL('support/page/drive.js', import.meta.url), 'utf8');
const { view: cityView } = benchPack().manifest;
const CITY: View = { longitude: cityView.lon, latitude: cityView.lat, zoom: cityView.zoom };

type Scene = { name: string; view: View; surface: 'density' | 'grids'; points: boolean };
const SCENES: Scene[] = [
  { name: 'density', view: CITY, surface: 'density', points: false },
  { name: 'grids', view: CITY, surface: 'grids', points: false },
  { name: 'density and points', view: { ...CITY, zoom: 14.5 }, surface: 'density', points: true },
];

/** A page of the wall and what it has asked the service for. */
type Wall = { page: Page; asked(path: string): string[] };

async function openWall(context: BrowserContext, address: string, scene: Scene): Promise<Wall> {
  const page = await context.newPage();
  const { view, surface, points } = scene;
  const kept = JSON.stringify(JSON.stringify({ view, surface, points }));
  await page.addInitScript(`localStorage.setItem('citywhistle.map', ${kept})`);
  const requests: URL[] = [];
  const pending = new Set<Request>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!url.pathname.startsWith('/api/')) return;
    requests.push(url);
    pending.add(request);
  });
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => pending.delete(request));
  await page.goto(address, { waitUntil: 'commit' });
  await page
    .locator('[data-part="kpis"] [data-part="figure-value"]')
    .filter({ hasText: /^[\d,]+$/ })
    .first()
    .waitFor();
  await page.waitForFunction(() => globalThis.drive.state.gl !== null);
  for (let calm = 0; calm < 10; calm = pending.size === 0 ? calm + 1 : 0) await page.waitForTimeout(100);
  const asked = (path: string) =>
    requests.filter((url) => url.pathname === path).map((url) => url.pathname + url.search);
  await page.evaluate(() => globalThis.drive.rest(true));
  return { page, asked };
}

async function openBare(context: BrowserContext, origin: string, what: Show): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/bare/bare.html`);
  await page.evaluate((show) => globalThis.bare.show(show), what);
  await page.waitForFunction(() => globalThis.drive.state.gl !== null);
  await page.evaluate(() => globalThis.drive.rest(true));
  return page;
}

/** Lets only this page draw while it is measured. */
async function inTurn(page: Page, act: () => Promise<void>): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => globalThis.drive.rest(false));
  await act();
  await page.evaluate(() => globalThis.drive.rest(true));
}

type Panned = { page: Page; times: number[]; processor: number };

async function pan(panned: Panned, meter: Meter): Promise<void> {
  await inTurn(panned.page, async () => {
    const before = await meter();
    const times = await panned.page.evaluate(([pictures, warmUp]) => globalThis.drive.pan(pictures, warmUp), [
      PICTURES,
      WARM_UP,
    ] as const);
    panned.times.push(...times);
    panned.processor += ((await meter()) - before) / ((PICTURES + WARM_UP) * ROUNDS);
  });
}

function report(bench: string, n: number, ours: number[], bare: number[], print: Print): void {
  for (const [name, p] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const)
    print({ bench: `${bench}, ${name}`, n, ours: quantile(ours, p), bare: quantile(bare, p), unit: 'ms' });
}

type Pages = { wall: Page; bares: Map<string, Page> };

/** Everything of a page but the map's own drawing. */
const BESIDE_THE_MAP = 'body * { visibility: hidden !important } canvas { visibility: visible !important }';

/** Shows the map alone, or with all that stands beside and over it. */
async function showBeside(page: Page, shown: boolean): Promise<void> {
  await page.evaluate(([css, media]) => globalThis.drive.style(css, media), [
    BESIDE_THE_MAP,
    shown ? 'not all' : 'all',
  ] as const);
}

async function panScene(pages: Pages, meter: Meter, n: number, print: Print): Promise<void> {
  const panned = (page: Page): Panned => ({ page, times: [], processor: 0 });
  const ours = panned(pages.wall);
  const alone = panned(pages.wall);
  const theirs = [...pages.bares].map(([name, page]) => ({ name, ...panned(page) }));
  for (let round = 0; round < ROUNDS; round++) {
    await pan(ours, meter);
    await showBeside(pages.wall, false);
    await pan(alone, meter);
    await showBeside(pages.wall, true);
    for (const each of theirs) await pan(each, meter);
  }
  for (const { name, times, processor } of theirs) {
    for (const [what, { times: taken, processor: computed }] of [
      [`map: pan ${name}`, alone],
      [`map: pan ${name}, with names and figures`, ours],
    ] as const) {
      report(what, n, taken, times, print);
      const bench = `${what}, processor time a picture`;
      print({ bench, n, ours: computed, bare: processor, unit: 'ms' });
    }
  }
}

/**
 * Goes along the time line bar by bar with an eighth of it; bare asks for the same periods. The wall has the time line
 * of all periods in memory by then, as it has after the first two movements of a hand.
 */
async function scrubScene(wall: Wall, bare: Page, scene: Scene, n: number, print: Print): Promise<void> {
  const path = scene.surface === 'density' ? '/api/heat' : '/api/grids/counts';
  const ours: number[] = [];
  const theirs: number[] = [];
  await inTurn(wall.page, () => chooseEighth(wall, path));
  for (let round = 0; round < ROUNDS; round++) {
    const before = await endOfPeriod(wall.page);
    await inTurn(wall.page, async () => {
      const times = await wall.page.evaluate(
        (count) =>
          globalThis.drive.steps(count, () =>
            globalThis.drive.key('[data-part="scrubber-line"]', 'ArrowRight'),
          ),
        STEPS,
      );
      ours.push(...times);
    });
    const address = wall.asked(path).at(-1);
    if (address === undefined) throw new Error('the wall asked for no picture');
    const step = ((await endOfPeriod(wall.page)) - before) / STEPS;
    const addresses = Array.from({ length: STEPS }, (_, i) =>
      endingAt(address, before + (i + 1) * step + 60_000),
    );
    await inTurn(bare, async () => {
      const times = await bare.evaluate(
        (list) => globalThis.drive.steps(list.length, (step) => globalThis.bare.step?.(list[step] ?? '')),
        addresses,
      );
      theirs.push(...times);
    });
  }
  report(`map: scrub ${scene.name}`, n, ours, theirs, print);
}

/** Drags over the first eighth of the time line and waits until nothing more is asked. */
async function chooseEighth({ page, asked }: Wall, path: string): Promise<void> {
  const line = await page.locator('[data-part="scrubber-line"]').boundingBox();
  if (line === null) throw new Error('the wall has no time line');
  const y = line.y + line.height / 2;
  await page.mouse.move(line.x + 3, y);
  await page.mouse.down();
  await page.mouse.move(line.x + line.width / 8, y, { steps: 3 });
  await page.mouse.up();
  for (let calm = 0, seen = -1; calm < 5; calm++) {
    const { length } = asked(path);
    if (length !== seen) calm = 0;
    seen = length;
    await page.waitForTimeout(100);
  }
}

/** Until when the wall's period lasts, UTC ms. */
async function endOfPeriod(page: Page): Promise<number> {
  return Number(await page.locator('[data-part="scrubber-line"]').getAttribute('aria-valuenow'));
}

/** An address of the same length of time that ends at `to`. */
function endingAt(address: string, to: number): string {
  const url = new URL(address, 'http://x');
  const length = Number(url.searchParams.get('to')) - Number(url.searchParams.get('from'));
  url.searchParams.set('from', String(to - length));
  url.searchParams.set('to', String(to));
  return url.pathname + url.search;
}

async function measure(browser: Browser, n: number, print: Print): Promise<void> {
  const served = await serve([], filledFolder(n));
  // Pages get a style of the bench, which their own policy refuses.
  const context = await patientContext(browser, { bypassCSP: true, viewport: { width: 1920, height: 1080 } });
  await context.addInitScript(driver);
  const meter = await processorMeter(browser);
  try {
    await inFolder(async (folder) => {
      const origin = await pageOriginOf(served.url);
      await offerBarePage(context, origin, folder);
      // The code in the address becomes a cookie of the context; later pages need it no more.
      let address = served.url;
      for (const scene of SCENES) {
        const wall = await openWall(context, address, scene);
        address = `${origin}/?role=wall`;
        const { page } = wall;
        const box = await page.evaluate(() => globalThis.drive.canvas());
        const last = (path: string) => wall.asked(path).at(-1) ?? null;
        const show: Show = {
          box,
          view: scene.view,
          heat: last('/api/heat'),
          counts: last('/api/grids/counts'),
          points: last('/api/points'),
          stock: false,
        };
        const plain = await openBare(context, origin, show);
        const bares = new Map([[scene.name, plain]]);
        if (scene.points)
          bares.set(`${scene.name}, stock layers`, await openBare(context, origin, { ...show, stock: true }));
        await panScene({ wall: page, bares }, meter, n, print);
        if (!scene.points) await scrubScene(wall, plain, scene, n, print);
        for (const each of [page, ...bares.values()]) await each.close();
      }
    });
  } finally {
    await context.close();
    await served.stop();
  }
}

export async function run(print: Print): Promise<void> {
  await ensureWindows();
  const browser = await launchBrowser();
  try {
    for (const n of SIZES) await measure(browser, n, print);
  } finally {
    await browser.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
