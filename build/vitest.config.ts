import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const electronStandIn = fileURLToPath(new URL('../tests/support/electronStandIn.ts', import.meta.url));

/** Pure rules (unit), the whole back end in process (service), what is shipped (package), and more of the same (long). */
export default defineConfig({
  root,
  // Importing the real 'electron' under Node tries to download its binary.
  resolve: { alias: { electron: electronStandIn } },
  test: {
    // Files on every core: without this one is left idle, of two.
    maxWorkers: '100%',
    setupFiles: ['propertySeed', 'settingsPerFile'].map((name) =>
      fileURLToPath(new URL(`../tests/support/${name}.ts`, import.meta.url)),
    ),
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 120_000 } },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          // Busy machines can be ten times slower than others: a limit ends what will never come.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          // Built once for all of them: two builds at a time would write over each other.
          globalSetup: [fileURLToPath(new URL('../tests/support/buildBundles.ts', import.meta.url))],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [
            'tests/service/boston/closing.test.ts',
            'tests/service/boston/dialects.test.ts',
            'tests/service/imports/damagedBooks.test.ts',
            'tests/service/imports/mutatedLists.test.ts',
            'tests/service/outbox/kill.test.ts',
            'tests/service/store/kill.test.ts',
            'tests/service/whistles/kill.test.ts',
            'tests/service/whistles/races.test.ts',
            ...['invariants', 'rejudge', 'transfer', 'trust'].map(
              (name) => `tests/unit/whistle/${name}.property.test.ts`,
            ),
          ],
          // The same tests as in `npm test`, which cuts, races and plays histories there only so often as to notice a fault.
          env: {
            ...{ STORE_CUTS: '500', WHISTLE_CUTS: '2000', WHISTLE_RACES: '400', OUTBOX_CUTS: '300' },
            ...{ WHISTLE_RUNS: '20000', WHISTLE_CHANGES: '5000', LIST_RUNS: '100000', BOOK_RUNS: '20000' },
            BOSTON_EVERY: '1',
          },
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
    ],
  },
});
