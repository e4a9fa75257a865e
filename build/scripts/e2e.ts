import { ensureChromium } from './chromium.ts';
import { ensureWindows } from './fresh.ts';
import { run } from './run.ts';
import { ensureXorg } from './xorg.ts';

/** `npm run test:e2e [-- playwright arguments]`: the real service, the real bundle, a real Chromium. */
const given = process.argv.slice(2);
/** Projects that were asked for by name; none: all that can run here. */
const named = given.flatMap((word, index) => {
  if (word.startsWith('--project=')) return [word.slice('--project='.length)];
  return given[index - 1] === '--project' ? [word] : [];
});
const wanted = (project: string): boolean => named.length === 0 || named.includes(project);

await ensureWindows();
const chromium = await ensureChromium();
if (chromium === null) process.exit(1);
const obstacle = wanted('xorg') ? await ensureXorg() : null;
// Told here too: reporters show that a spec was skipped, but not why.
if (obstacle !== null)
  console.error(`Skipped: windows on the monitors of a real desktop need Xorg here, and ${obstacle}.`);
const code = await run('playwright', ['test', '--config', 'tests/e2e/playwright.config.ts', ...given], {
  CITYWHISTLE_CHROMIUM: chromium,
});
process.exit(code);
