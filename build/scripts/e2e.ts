import { ensureChromium } from './chromium.ts';
import { ensureWindows } from './fresh.ts';
import { run } from './run.ts';

/** `npm run test:e2e [-- playwright arguments]`: the real service, the real bundle, a real Chromium. */
await ensureWindows();
const chromium = await ensureChromium();
if (chromium === null) process.exit(1);
const code = await run(
  'playwright',
  ['test', '--config', 'tests/e2e/playwright.config.ts', ...process.argv.slice(2)],
  {
    CITYWHISTLE_CHROMIUM: chromium,
  },
);
process.exit(code);
