import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const electronStandIn = fileURLToPath(new URL('../tests/support/electron-stand-in.ts', import.meta.url));

/** Two projects: pure rules (unit) and the whole back end in process (service). */
export default defineConfig({
  root,
  // Importing the real 'electron' under Node tries to download its binary.
  resolve: { alias: { electron: electronStandIn } },
  test: {
    setupFiles: [fileURLToPath(new URL('../tests/support/property-seed.ts', import.meta.url))],
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
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
    ],
  },
});
