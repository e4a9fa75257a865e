import { ensureChromium } from './chromium.ts';
import { electronTestObstacle } from './electron.ts';
import { run } from './run.ts';
import { ensureWindows } from './windowsBundle.ts';
import { ensureXorg } from './xorg.ts';

/** `npm run test:e2e [-- playwright arguments]`: the real service, the real bundle, a real Chromium. */
const given = process.argv.slice(2);
/** Projects requested by name; none: all that can run here. */
const named = given.flatMap((word, index) => {
  if (word.startsWith('--project=')) return [word.slice('--project='.length)];
  return given[index - 1] === '--project' ? [word] : [];
});
const wanted = (project: string): boolean => named.length === 0 || named.includes(project);

await ensureWindows();
const chromium = await ensureChromium();
if (chromium === null) process.exit(1);
// Printed here, because reporters show that a spec was skipped, but not why.
const noDesktop = wanted('xorg') ? await ensureXorg() : null;
if (noDesktop !== null)
  console.error(`Skipped: windows on the monitors of a real desktop need Xorg here, and ${noDesktop}.`);
const noShell = wanted('electron') ? electronTestObstacle() : null;
if (noShell !== null) console.error(`Skipped: the same specs in the Electron shell. ${noShell}.`);
else if (wanted('electron')) {
  const built = await run('node', ['build/scripts/build.ts', 'shell'], {});
  if (built !== 0) process.exit(built);
}
// Listing hundreds of specs as skipped one by one would hide the few that matter.
const left = named.length === 0 && noShell !== null ? ['--project', 'web', '--project', 'xorg'] : [];
const code = await run(
  'playwright',
  ['test', '--config', 'tests/e2e/playwright.config.ts', ...given, ...left],
  {
    CITYWHISTLE_CHROMIUM: chromium,
  },
);
process.exit(code);
