import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { chromiumFlags, ensureChromium } from '../../build/scripts/chromium.ts';
import { ensureWindows } from '../../build/scripts/windowsBundle.ts';
import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import type { CaseDetail } from '../../shared/contract/cases.ts';
import { chooseOption } from '../e2e/support/driver/choose.ts';
import { qinhuaiRow, qinhuaiRows } from '../e2e/support/upstreamRows.ts';
import { whistleCases } from '../e2e/support/whistleCases.ts';
import { blowWhistle, DUTY, type WhistleHall, whistleHall } from '../e2e/support/whistleHall.ts';
import { type Print, printLine, quantile } from './figure.ts';
import { processorMeter, profileIn } from './support/browser.ts';
import { note, noted } from './support/noted.ts';

/**
 * Eight windows of one workstation through what a shift of eight hours brings, a tick of two seconds at a time: each brings
 * a new case and a changed one, every eighth an act on the whistle whose page is open, and with every fourth the operator
 * does something, the same in each hour. `SHIFT_MINUTES` (default 16) is how long it takes; a minute of it then is
 * half an hour of a city with a case a minute.
 * - «shift: memory …», «shift: processor»: the last eighth ÷ the second one (the first warms up); 1 is flat;
 * - «shift: a case …», «shift: a whistle …»: from the store to the screen, over all windows that show it;
 * - «shift: missed»: changes that a window did not show within a second, each named on stderr, and walls that at the end
 *   show another figure than the service; both are to be 0.
 */
const HOURS = 8;
/** The poll of the upstream takes up to one second of it. */
const TICK_MS = 2000;
/** A change that is not on screen by then is missed. */
const TIME_TO_SHOW = 1000;
const WINDOWS = ['wall', 'desk', 'whistles', 'desk', 'wall', 'desk', 'whistles', 'connections'] as const;
/** The queue holds still and tells of new cases; a wall shows the figure itself. */
const NEWS = { wall: '[data-part="kpis"]', desk: '[data-part="desk-fresh"]' } as const;
const SUBJECT = '路面塌陷';

const Metrics = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });
const Processes = z.object({ processInfo: z.array(z.object({ id: z.number(), type: z.string() })) });

type Sample = {
  heapMb: number;
  nodes: number;
  listeners: number;
  browserMb: number;
  cpuMs: number;
  /** The process that draws for all windows. Where there is no GPU it may fail; walls then draw anew in another one. */
  drawer: number | null;
};

/** Of all pages together, after what nobody needs any more was collected; memory of Chromium as the system counts it. */
async function sample(browser: Browser, pages: readonly Page[], cpuMs: number): Promise<Sample> {
  const sum = { JSHeapUsedSize: 0, Nodes: 0, JSEventListeners: 0 };
  for (const page of pages) {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = Metrics.parse(await session.send('Performance.getMetrics'));
    for (const name of Object.keys(sum) as (keyof typeof sum)[])
      sum[name] += metrics.find((metric) => metric.name === name)?.value ?? 0;
    await session.detach();
  }
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = Processes.parse(await session.send('SystemInfo.getProcessInfo'));
  await session.detach();
  const kib = processInfo.reduce((total, { id }) => total + residentKib(id), 0);
  return {
    heapMb: sum.JSHeapUsedSize / 2 ** 20,
    nodes: sum.Nodes,
    listeners: sum.JSEventListeners,
    browserMb: kib / 1024,
    cpuMs,
    drawer: processInfo.find(({ type }) => type === 'GPU')?.id ?? null,
  };
}

/** What a process alone holds, so that what they share is not counted eight times; 0 where the system does not tell. */
function residentKib(process: number): number {
  try {
    return Number(
      /^Private_Dirty:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
    );
  } catch {
    return 0;
  }
}

/** Bodies that the browser keeps for whoever inspects a page, which this bench does: up to 200 MB each, then no more. */
const INSPECTED = { bodies: 220, ask: 'bbox=118.7,31.9,118.9,32.1&width=512&height=512&radius=250' };

/** Fills what the browser keeps for the inspector, so that it does not look like something of ours that grows. */
async function fillInspector(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let i = 0; i < ${INSPECTED.bodies}; i++) await (await fetch('/api/heat?${INSPECTED.ask}')).arrayBuffer();
  })()`);
}

/** What an operator does in an eighth of the shift, in turn; afterwards all is as it was. */
function acts(pages: readonly Page[]): (() => Promise<unknown>)[] {
  const [wall, desk] = pages;
  if (wall === undefined || desk === undefined) return [];
  return [
    // A case is chosen on the desk: both walls fly there, and back.
    () => desk.locator('[data-part="desk-queue"] [role=row]').nth(4).click(),
    () => desk.keyboard.press('Escape'),
    () => chooseOption(wall, '状态', '在办'),
    () => wall.getByRole('button', { name: '清除筛选' }).click(),
    () => wall.keyboard.press('2'),
    () => wall.keyboard.press('1'),
    // Another wall pans and comes back to the whole city.
    () => pages[4]?.keyboard.press('ArrowLeft') ?? Promise.resolve(),
    () => pages[4]?.keyboard.press('0') ?? Promise.resolve(),
  ];
}

async function open(browser: Browser, hall: WhistleHall, whistle: string): Promise<Page[]> {
  const context = await profileIn(browser, hall);
  const pages: Page[] = [];
  for (const role of WINDOWS) {
    const page = await context.newPage();
    if (pages.length === 0) {
      await page.goto(`${hall.origin}/?role=wall`);
      const body = JSON.stringify({ operator: DUTY, pin: DEMO_PIN });
      await page.evaluate(
        `fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json', 'x-window-role': 'desk' }, body: '${body}' })`,
      );
    }
    await page.goto(`${hall.origin}/?role=${role}${role === 'whistles' ? `&whistle=${whistle}` : ''}`);
    if (role === 'wall' || role === 'desk') await note(page, NEWS[role], 'e.textContent');
    if (role === 'whistles') await note(page, '[data-part="w-page"][data-seq]', 'e.dataset.seq');
    pages.push(page);
  }
  return pages;
}

export async function run(print: Print): Promise<void> {
  await ensureWindows();
  const executablePath = await ensureChromium();
  if (executablePath === null) throw new Error('no Chromium to measure in');
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const hall = await whistleHall((now) => [...whistleCases(now), ...qinhuaiRows(400, now)]);
  try {
    const whistle = await blowWhistle(hall, SUBJECT);
    const pages = await open(browser, hall, whistle);
    const told = pages.filter((_, i) => WINDOWS[i] === 'wall' || WINDOWS[i] === 'desk');
    const boards = pages.filter((_, i) => WINDOWS[i] === 'whistles');
    const todo = acts(pages);
    const ticksAnHour = Math.round((Number(process.env['SHIFT_MINUTES'] ?? 16) * 60_000) / TICK_MS / HOURS);
    await Promise.all(pages.map(fillInspector));
    const processor = await processorMeter(browser);
    const [cases, whistles, samples]: [number[], number[], Sample[]] = [[], [], []];
    /** 95th percentile of the cases of each eighth: what gets slower with time hides in that of all. */
    const eighths: number[] = [];
    let missed = 0;
    for (let hour = 0; hour < HOURS; hour++) {
      const spent = await processor();
      const before = cases.length;
      for (let tick = 0; tick < ticksAnHour; tick++) {
        const end = performance.now() + TICK_MS;
        if (tick % 4 === 0) await todo[tick / 4]?.();
        // What an act changes on screen must not be taken for the change.
        await rest(TICK_MS / 4);
        await noted(told, Number.POSITIVE_INFINITY);
        await noted(boards, Number.POSITIVE_INFINITY);
        const minute = hour * ticksAnHour + tick;
        const row = qinhuaiRow(3000 + 3 * minute, hall.clock.now());
        hall.rows.push(row);
        const older = hall.rows[minute % 400];
        if (older !== undefined) older.updatedAt = hall.clock.now();
        const act = tick % 8 === 0 ? await hall.command(DUTY, whistle, noteOf(minute)) : null;
        await rest(Math.max(0, end - performance.now()));
        const { firstSeenAt } = await polled(hall, `upstream:${row.id}`);
        const judged = [{ what: 'a case', at: firstSeenAt, on: told, delays: cases }];
        const actedAt = act?.log.at(-1)?.at;
        if (actedAt !== undefined) judged.push({ what: 'an act', at: actedAt, on: boards, delays: whistles });
        for (const { what, at, on, delays } of judged)
          for (const [i, delay] of (await shown(on, hall.clock.machineTime(at))).entries()) {
            if (delay !== null) delays.push(delay);
            else missed += 1;
            if (delay === null) console.error(`shift: minute ${minute}, window ${i}: ${what} not shown`);
          }
      }
      eighths.push(quantile(cases.slice(before), 0.95));
      samples.push(await sample(browser, pages, (await processor()) - spent));
      console.error(
        `shift: hour ${samples.length}`,
        JSON.stringify({ ...samples.at(-1), p95: eighths.at(-1) }),
      );
    }
    const n = WINDOWS.length;
    const { open: service } = await hall.summary('');
    for (const [i, page] of pages.entries()) {
      if (WINDOWS[i] !== 'wall') continue;
      const figure = page.getByRole('region', { name: '指标' }).getByRole('button', { name: /^在办/ });
      const shown = await figure.innerText();
      if (Number(shown.split('\n')[1]?.replaceAll(',', '')) === service) continue;
      missed += 1;
      console.error(`shift: window ${i} shows «${shown}», the service ${service}`);
    }
    const [second, last] = [samples[1], samples.at(-1)];
    if (second !== undefined && last !== undefined) {
      const flat = (bench: string, of: Exclude<keyof Sample, 'drawer'>, unit: string): void =>
        print({ bench: `shift: ${bench}`, n, ours: last[of], bare: second[of], unit });
      flat('memory of the pages', 'heapMb', 'MiB');
      flat('memory of the browser', 'browserMb', 'MiB');
      flat('nodes', 'nodes', 'nodes');
      flat('listeners', 'listeners', 'listeners');
      flat('processor', 'cpuMs', 'ms an hour');
    }
    for (const [bench, found] of [
      ['a whistle', whistles],
      ['a case', cases],
    ] as const)
      for (const p of [0.5, 0.95])
        print({ bench: `shift: ${bench}, p${p * 100}`, n, ours: quantile(found, p), bare: null, unit: 'ms' });
    const worst = Math.max(...eighths);
    print({ bench: 'shift: a case, p95 of the slowest eighth', n, ours: worst, bare: null, unit: 'ms' });
    const lost = samples.filter((each, i) => i > 0 && each.drawer !== samples[i - 1]?.drawer).length;
    print({ bench: 'shift: drawing process lost', n, ours: lost, bare: null, unit: 'eighths' });
    print({ bench: 'shift: shown', n, ours: cases.length + whistles.length, bare: null, unit: 'changes' });
    print({ bench: 'shift: missed', n, ours: missed, bare: null, unit: 'changes' });
  } finally {
    await hall.end();
    await browser.close();
  }
}

/** The case once the poll has stored it. */
async function polled(hall: WhistleHall, id: string): Promise<CaseDetail> {
  for (;;) {
    const found = await hall.case(id).catch(() => null);
    if (found !== null) return found;
    await rest(TICK_MS / 20);
  }
}

/** Milliseconds from `at` to each page's change, asked when there was time to show it; null where it was not in time. */
async function shown(pages: readonly Page[], at: number): Promise<(number | null)[]> {
  await rest(Math.max(0, at + TIME_TO_SHOW - Date.now()));
  const delays = await noted(pages, at);
  return delays.map((delay) => (delay !== null && delay <= TIME_TO_SHOW ? delay : null));
}

const noteOf = (tick: number) => ({ type: 'note', text: `第 ${tick + 1} 分钟` }) as const;
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
