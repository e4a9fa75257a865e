import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const electronStandIn = fileURLToPath(new URL('../tests/support/electron-stand-in.ts', import.meta.url));

/** Pure rules (unit), the whole back end in process (service), and what is shipped (package). */
export default defineConfig({
  root,
  // Importing the real 'electron' under Node tries to download its binary.
  resolve: { alias: { electron: electronStandIn } },
  test: {
    setupFiles: [fileURLToPath(new URL('../tests/support/property-seed.ts', import.meta.url))],
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
          testTimeout: 120_000,
          hookTimeout: 120_000,
          pool: 'forks',
        },
      },
    ],
  },
});
