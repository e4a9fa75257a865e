import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import { root } from './run.ts';

/** How many tests a run had, and the file and name of each that failed. */
export type Counts = { passed: number; failed: number; skipped: number; failures: string[] };

/** Of a report by vitest's `json` reporter; zeros where it cannot be read. */
export function readVitest(file: string): Counts {
  const Test = z.object({ fullName: z.string(), status: z.string() });
  const Report = z.object({
    ...{ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() },
    testResults: z.array(z.object({ name: z.string(), status: z.string(), assertionResults: z.array(Test) })),
  });
  const report = Report.safeParse(readJson(file)).data;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: report?.numPendingTests ?? 0,
    failures: (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      const path = relative(root, name);
      // A file that cannot be loaded has no tests.
      return failed.length === 0 && status === 'failed'
        ? [path]
        : failed.map(({ fullName }) => `${path} › ${fullName}`);
    }),
  };
}

type Suite = { specs: { title: string; file: string; ok: boolean }[]; suites?: Suite[] | undefined };
const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ title: z.string(), file: z.string(), ok: z.boolean() })),
    suites: z.array(Suite).optional(),
  }),
);

/** Of a report by Playwright's `json` reporter; zeros where it cannot be read. */
export function readPlaywright(file: string): Counts {
  const Report = z.object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), skipped: z.int() }),
    suites: z.array(Suite),
  });
  const report = Report.safeParse(readJson(file)).data;
  const specs = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
  return {
    passed: report?.stats.expected ?? 0,
    failed: report?.stats.unexpected ?? 0,
    skipped: report?.stats.skipped ?? 0,
    failures: (report?.suites ?? [])
      .flatMap(specs)
      .filter(({ ok }) => !ok)
      .map(({ file: path, title }) => `${path} › ${title}`),
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
