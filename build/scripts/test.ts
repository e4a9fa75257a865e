import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabases } from './databases.ts';
import { electronTestObstacle } from './electron.ts';
import { atDate, ensureFakeDate, type MachineDate } from './fakeDate.ts';
import { root, run } from './run.ts';
import { type Counts, readPlaywright, readVitest } from './testReports.ts';
import { xorgObstacle } from './xorg.ts';

/**
 * `npm test`: checks, unit and service tests, browser tests, then a few of them once more on a machine with another date.
 * All static checks together count as one test; the last line adds up all parts. A part that ran no test counts as a
 * failure. What failed is named once more at the end, where a long output is read first.
 */
const reports = mkdtempSync(join(tmpdir(), 'citywhistle-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
/** File → how long its tests took, s. */
const fileSeconds: Record<string, number> = {};
/** Part → how long it took, s. */
const seconds: Record<string, number> = {};

/** A date after every published working calendar, in a zone whose date differs from the city's for most of the day. */
const OTHER_DAY: MachineDate = { at: '2027-02-28 23:50:00', zone: 'America/Los_Angeles' };
/** Tests of code that reads the clock: calendars, limits, polling, the simulated city, sessions, and a window. */
const ON_OTHER_DAY = {
  vitest: [
    'tests/unit/time',
    'tests/unit/whistle/clocks.test.ts',
    'tests/unit/whistle/ladder.test.ts',
    'tests/unit/handover',
    'tests/unit/renderer',
    'tests/service/demo',
    'tests/service/whistles/demo.test.ts',
    'tests/service/sync/open311Following.test.ts',
    'tests/service/people/sessions.test.ts',
  ],
  browser: ['--project=web', 'command-line.spec.ts'],
};

await part('static checks', async () => {
  const ok = (await run('node', ['build/scripts/check.ts', '--static'], {})) === 0;
  tally('static checks', ok, { passed: 1, failed: 0, skipped: 0, failures: [], seconds: {} });
});
let noDatabases: string | null = null;
await part('installing databases', async () => {
  noDatabases = await ensureDatabases();
});
await part('unit and service tests', () => runVitest([], {}));
await part('browser tests', () => runBrowser([], {}));
const noOtherDay = await ensureFakeDate();
if (noOtherDay === null) {
  console.log(`\nOn another day: ${OTHER_DAY.at}, ${OTHER_DAY.zone}`);
  const env = atDate(OTHER_DAY);
  await part('another day', async () => {
    await runVitest(ON_OTHER_DAY.vitest, env);
    await runBrowser(ON_OTHER_DAY.browser, env);
  });
}

rmSync(reports, { recursive: true, force: true });
// Parts that could not run here are listed, so that they are not mistaken for passed.
const optionalParts = {
  'the browser tests in the Electron shell': electronTestObstacle(),
  'windows on real monitors': xorgObstacle(),
  'tests on another day': noOtherDay,
  'exchange databases (PostgreSQL, MariaDB)': noDatabases,
};
for (const [part, obstacle] of Object.entries(optionalParts))
  if (obstacle !== null) console.log(`not run here: ${part} (${obstacle})`);
const took = Object.entries(seconds).map(([name, time]) => `${name} ${time} s`);
console.log(`\nTook: ${took.join(', ')}`);
const slowest = Object.entries(fileSeconds).sort(([, a], [, b]) => b - a);
console.log(
  `Slowest files: ${slowest
    .slice(0, 40)
    .map(([path, time]) => `${path} ${time} s`)
    .join(', ')}`,
);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function part(name: string, runTests: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await runTests();
  seconds[name] = Math.round((performance.now() - start) / 1000);
}

/** Every vitest project but the long one; of the given files only, where any are given. */
async function runVitest(files: string[], env: Record<string, string>): Promise<void> {
  // Without this check, a renamed file would be left out without an error.
  const missing = files.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`no such tests: ${missing.join(', ')}`);
  const report = reportFile();
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(
    'vitest',
    ['run', '--config', 'build/vitest.config.ts', '--project=!long', ...reporters, ...files],
    env,
  );
  tally('vitest', code === 0, readVitest(report));
}

/** Browser tests, with more arguments for Playwright. */
async function runBrowser(args: string[], env: Record<string, string>): Promise<void> {
  const report = reportFile();
  const code = await run('node', ['build/scripts/e2e.ts', '--reporter=list,json', ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  tally('playwright', code === 0, readPlaywright(report));
}

function reportFile(): string {
  return join(mkdtempSync(join(reports, 'part-')), 'report.json');
}

/** Adds the counts of a run. One that failed without a failed test, or ran no test, counts as one failure. */
function tally(name: string, ok: boolean, counts: Counts): void {
  const failedAsWhole = (!ok && counts.failed === 0) || counts.passed + counts.failed === 0;
  total.passed += ok || counts.failed > 0 ? counts.passed : 0;
  total.failed += counts.failed + (failedAsWhole ? 1 : 0);
  total.skipped += counts.skipped;
  for (const [path, time] of Object.entries(counts.seconds))
    fileSeconds[path] = (fileSeconds[path] ?? 0) + time;
  failures.push(...counts.failures, ...(failedAsWhole ? [`${name} as a whole`] : []));
}
