import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import { root } from './run.ts';

/** How many tests a run had, the file and name of each that failed, and how long each file took. */
export type Counts = {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  /** Path → seconds; of files that ran at the same time too. */
  seconds: Record<string, number>;
};

/** Of a report by vitest's `json` reporter; zeros where it cannot be read. */
export function readVitest(file: string): Counts {
  const Test = z.object({ fullName: z.string(), status: z.string() });
  const Report = z.object({
    ...{ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() },
    testResults: z.array(
      z.object({
        ...{ name: z.string(), status: z.string(), startTime: z.number(), endTime: z.number() },
        assertionResults: z.array(Test),
      }),
    ),
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
    seconds: added(
      (report?.testResults ?? []).map(({ name, startTime, endTime }) => [
        relative(root, name),
        endTime - startTime,
      ]),
    ),
  };
}

const Spec = z.object({
  ...{ title: z.string(), file: z.string(), ok: z.boolean() },
  tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })),
});
type Suite = { specs: z.output<typeof Spec>[]; suites?: Suite[] | undefined };
const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(Spec),
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
  const all = (report?.suites ?? []).flatMap(specs);
  return {
    passed: report?.stats.expected ?? 0,
    failed: report?.stats.unexpected ?? 0,
    skipped: report?.stats.skipped ?? 0,
    failures: all.filter(({ ok }) => !ok).map(({ file: path, title }) => `${path} › ${title}`),
    seconds: added(
      all.flatMap(({ file: path, tests }) =>
        tests.flatMap(({ results }) =>
          results.map(({ duration }): [path: string, ms: number] => [path, duration]),
        ),
      ),
    ),
  };
}

/** Milliseconds of the same path added up, in whole seconds. */
function added(parts: [path: string, ms: number][]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [path, ms] of parts) sums.set(path, (sums.get(path) ?? 0) + ms);
  return Object.fromEntries([...sums].map(([path, ms]) => [path, Math.round(ms / 1000)]));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
