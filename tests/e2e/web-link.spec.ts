import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

test('the link file lets a browser in, and neither code nor cookie goes anywhere else', {
  tag: '@web',
}, async ({ browser, using }) => {
  const hall = await using(emptyHall());
  const context = await browser.newContext();
  const page = await context.newPage();
  const visited: string[] = [];
  page.on('framenavigated', (frame) => visited.push(frame.url()));
  await page.goto(pathToFileURL(join(hall.dataDir, 'web', 'open.html')).href);
  await page.waitForURL(`${hall.origin}/**`);
  await soon(() => page.innerText('body')).toContain('数据接入');
  expect(visited.join()).not.toMatch(/code|token/);
  const kept = await page.evaluate('history.length');
  await page.reload();
  await soon(() => page.innerText('body')).toContain('数据接入');
  expect(await page.evaluate('history.length')).toBe(kept);

  await test.step('a server of somebody else on another port is sent no cookie, and not where one came from', async () => {
    const cookies: (string | undefined)[] = [];
    const referers: (string | undefined)[] = [];
    const other = createServer(({ headers, url }, response) => {
      cookies.push(headers.cookie);
      // The page's own icon is asked for by that page.
      if (url === '/') referers.push(headers.referer);
      response.end('<!doctype html><title>other</title>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    for (const name of ['127.0.0.1', 'localhost']) {
      // As a link on a page does: only then does a browser say where it comes from.
      await page.goto(`${hall.origin}/`);
      await page.evaluate(`location.assign('http://${name}:${port}/')`);
      await page.waitForURL(`http://${name}:${port}/`);
    }
    other.close();
    expect(cookies.length).toBeGreaterThanOrEqual(2);
    expect([...cookies, ...referers].filter((sent) => sent !== undefined)).toEqual([]);
  });
  await context.close();
});
