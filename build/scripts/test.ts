import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { electronTestObstacle } from './electron.ts';
import { run } from './run.ts';
import { xorgObstacle } from './xorg.ts';

/**
 * `npm test`: checks, unit and service tests, browser tests. Each static check counts as one; the closing line adds all
 * up. A part that ran no test counts as a failure: silence is not success.
 */
const reports = mkdtempSync(join(tmpdir(), 'citywhistle-test-'));
const vitestFile = join(reports, 'vitest.json');
const playwrightFile = join(reports, 'playwright.json');
const total = { passed: 0, failed: 0, skipped: 0 };

tally((await run('node', ['build/scripts/check.ts', '--static'], {})) === 0, {
  passed: 1,
  failed: 0,
  skipped: 0,
});

const vitest = await run(
  'vitest',
  [
    'run',
    '--config',
    'build/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestFile}`,
  ],
  {},
);
tally(vitest === 0, readVitest(vitestFile));

const playwright = await run('node', ['build/scripts/e2e.ts', '--reporter=list,json'], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightFile,
});
tally(playwright === 0, readPlaywright(playwrightFile));

rmSync(reports, { recursive: true, force: true });
// Parts that could not run here are no skipped tests: they are named, so that nobody takes silence for success.
const parts = {
  'the browser tests in the Electron shell': electronTestObstacle(),
  'windows on real monitors': xorgObstacle(),
};
for (const [part, obstacle] of Object.entries(parts))
  if (obstacle !== null) console.log(`not run here: ${part} (${obstacle})`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** A part that ended badly without naming a failed test still counts one failure. */
function tally(ok: boolean, counts: typeof total): void {
  const silent = counts.passed + counts.failed === 0;
  total.passed += ok || counts.failed > 0 ? counts.passed : 0;
  total.failed += counts.failed + ((!ok && counts.failed === 0) || silent ? 1 : 0);
  total.skipped += counts.skipped;
}

function readVitest(file: string): typeof total {
  const shape = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });
  const report = shape.safeParse(readJson(file)).data;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: report?.numPendingTests ?? 0,
  };
}

function readPlaywright(file: string): typeof total {
  const shape = z.object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  });
  const stats = shape.safeParse(readJson(file)).data?.stats;
  // A second try is allowed to a browser on a busy machine, but it is said: a test that needs it often is to be mended.
  if (stats !== undefined && stats.flaky > 0)
    console.log(`browser tests that passed only at the second try: ${stats.flaky}`);
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
