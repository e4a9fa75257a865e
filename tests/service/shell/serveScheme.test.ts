import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isConsolePage } from '../../../electron/shell/addresses.ts';
import { serveScheme } from '../../../electron/shell/serveScheme.ts';
import { temporaryFolder } from '../../support/serve.ts';

const renderer = temporaryFolder();
mkdirSync(join(renderer, 'assets'));
writeFileSync(join(renderer, 'index.html'), '<!doctype html><div id="root"></div>');
writeFileSync(join(renderer, 'assets/main.js'), 'export {}');
afterAll(() => rmSync(renderer, { recursive: true, force: true }));

const away = async () => Response.json({ error: { code: 'service-away', message: '' } }, { status: 503 });
const pages = serveScheme(renderer, away);
const get = (path: string) => pages(new Request(`app://city${path}`));

describe('pages of the shell', () => {
  it('come from the package while the service is away, with their policy', async () => {
    const page = await get('/?role=wall&slot=wall-1');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/assets/main.js')).headers.get('content-type')).toContain('javascript');
  });

  it('ask the service for the API only', async () => {
    const asked: string[] = [];
    const answer = serveScheme(renderer, async (request) => {
      asked.push(new URL(request.url).pathname);
      return new Response('ok');
    });
    for (const path of ['/', '/assets/main.js', '/api/status', '/apiary'])
      await answer(new Request(`app://city${path}`));
    expect(asked).toEqual(['/api/status']);
    // Opened as a page of its own, data may load and run nothing.
    const data = await answer(new Request('app://city/api/status'));
    expect(data.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(['/nothing', '/nothing.js', '/../package.json', '/%2e%2e/package.json', '/api'])(
    'never show JSON: %s is told in words',
    async (path) => {
      const page = await get(path);
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain('没有这个页面');
    },
  );

  it('are the only thing a window may go to', () => {
    expect(isConsolePage('app://city/?role=desk')).toBe(true);
    expect(isConsolePage('app://city/api/status')).toBe(false);
  });
});
