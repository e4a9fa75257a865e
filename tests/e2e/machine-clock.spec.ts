import { Summary } from '../../shared/contract/figures.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

const DAY = 86_400_000;

/** Before the page begins: its clock is a day ahead, and every watermark that it shows is noted. */
const DAY_AHEAD = `(() => {
  const Machine = Date;
  globalThis.Date = class extends Machine {
    constructor(...parts) {
      if (parts.length === 0) super(Machine.now() + ${DAY});
      else super(...parts);
    }
    static now() { return Machine.now() + ${DAY}; }
  };
  globalThis.marked = [];
  new MutationObserver(() => {
    const lines = document.querySelector('[data-part="watermark"]')?.dataset.lines;
    if (lines !== undefined && marked.at(-1) !== lines) marked.push(lines);
  }).observe(document, { subtree: true, childList: true, attributes: true });
})()`;

test('a window on a machine whose clock is a day ahead asks and tells by the service’s alone', async ({
  browser,
  using,
  skipIfImpossible: _,
}) => {
  const hall = await using(qinhuaiHall(qinhuaiRows(30, Date.now()), '6aika', {}));
  test.skip(hall.shell !== undefined, 'The page is put on a machine with another clock than the service');
  const today = async (): Promise<number> => Summary.parse(await hall.get('/api/summary')).todayStart;
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const { name, value } = hall.cookie;
  await context.addCookies([{ name, value, url: hall.origin }]);
  await context.addInitScript(DAY_AHEAD);
  const page = await context.newPage();
  const since = new Set<number>();
  page.on('request', (request) => {
    const from = new URL(request.url()).searchParams.get('from');
    if (from !== null) since.add(Number(from));
  });

  // One day, or two at midnight.
  const days = [await today()];
  await page.goto(`${hall.origin}/?role=desk&period=today`);
  await soon(() => page.locator('[data-part="watermark"]').getAttribute('data-lines')).toMatch(
    /\d{4}-\d\d-\d\d \d\d:\d\d/,
  );
  // What it asks about the day first, it asks when it is drawn.
  await soon(async () => days.concat(await today()).some((day) => since.has(day))).toBe(true);
  days.push(await today());
  const dates = days.map((day) => new Date(day + 8 * 3_600_000).toISOString().slice(0, 10)).join('|');
  const marked = (await page.evaluate('marked')) as string[];
  for (const lines of marked) expect(lines).toMatch(new RegExp(`\\n(—|(${dates}) \\d\\d:\\d\\d) `));
  expect([...since].filter((from) => from >= Math.max(...days) + DAY)).toEqual([]);
  await context.close();
});
