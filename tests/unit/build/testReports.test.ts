import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../../../build/scripts/run.ts';
import { readPlaywright, readVitest } from '../../../build/scripts/testReports.ts';

const folder = mkdtempSync(join(tmpdir(), 'citywhistle-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

it('names what failed and how long each file took', () => {
  const file = (name: string, from: number, to: number, ...tests: [string, string][]) => ({
    ...{
      name: join(root, name),
      status: tests.some(([, status]) => status === 'failed') ? 'failed' : 'passed',
    },
    ...{ startTime: from, endTime: to },
    assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
  });
  const vitest = report({
    ...{ numPassedTests: 2, numFailedTests: 1, numPendingTests: 0 },
    testResults: [
      file('tests/a.test.ts', 1000, 13_400, ['adds', 'passed'], ['takes away', 'failed']),
      file('tests/b.test.ts', 2000, 3000, ['counts', 'passed']),
    ],
  });
  expect(readVitest(vitest)).toEqual({
    ...{ passed: 2, failed: 1, skipped: 0, failures: ['tests/a.test.ts › takes away'] },
    seconds: { 'tests/a.test.ts': 12, 'tests/b.test.ts': 1 },
  });
});

it('adds up the tests of a browser spec, in whatever group they are', () => {
  const spec = (title: string, ok: boolean, duration: number) => ({
    ...{ title, ok, file: 'wall.spec.ts' },
    tests: [{ results: [{ duration }] }],
  });
  const playwright = report({
    stats: { expected: 1, unexpected: 1, skipped: 0 },
    suites: [{ specs: [spec('draws', true, 4000)], suites: [{ specs: [spec('plays', false, 6000)] }] }],
  });
  expect(readPlaywright(playwright)).toEqual({
    ...{ passed: 1, failed: 1, skipped: 0, failures: ['wall.spec.ts › plays'] },
    seconds: { 'wall.spec.ts': 10 },
  });
});

it('counts nothing where there is no report', () => {
  expect(readVitest(join(folder, 'none.json'))).toMatchObject({ passed: 0, failed: 0, seconds: {} });
});
