import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import { build } from 'vite';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Builds the bare page (page/bare.js) into `folder`. @throws Error if it imports what the renderer has no longer. */
export async function buildBarePage(folder: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'es2023',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: fileURLToPath(new URL('page/bare.html', import.meta.url)) },
    },
  });
}

/** Answers the bare page under `/bare/` of the service's own origin, so that it may ask for data as the wall does. */
export async function offerBarePage(context: BrowserContext, origin: string, folder: string): Promise<void> {
  await buildBarePage(folder);
  await context.route(`${origin}/bare/**`, async (route) => {
    const path = normalize(new URL(route.request().url()).pathname.replace('/bare/', ''));
    const contentType = TYPES[extname(path)] ?? 'application/octet-stream';
    await route.fulfill({ body: readFileSync(join(folder, path)), contentType });
  });
}
