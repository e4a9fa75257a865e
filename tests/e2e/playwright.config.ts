import { defineConfig } from '@playwright/test';
import { chromiumFlags } from '../../build/scripts/chromium.ts';
import { withoutFakeDate } from '../../build/scripts/fakeDate.ts';
import type { Host } from './support/host.ts';

const executablePath = process.env['CITYWHISTLE_CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Two workers: the map is drawn in software and the service runs here as well, which takes a little more than one core;
 * some tests wait for half a minute that something happens or not.
 */
export default defineConfig<object, { host: Host }>({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 2,
  globalSetup: './globalSetup.ts',
  retries: 0,
  fullyParallel: false,
  // Machines without a GPU, and busy ones, can be ten times slower than others: a limit ends what will never come.
  timeout: 480_000,
  expect: { timeout: 60_000 },
  projects: [
    { name: 'web', testIgnore: 'hall-xorg.spec.ts', grepInvert: /@electron/ },
    // The same windows on real outputs of an X server, where one can be started.
    { name: 'xorg', testMatch: 'hall-xorg.spec.ts' },
    // The same specs in the shell, where Electron's binary is; what is only about the web host, or speaks HTTP to the
    // service itself, is tagged @web.
    { name: 'electron', testIgnore: 'hall-xorg.spec.ts', grepInvert: /@web/, use: { host: 'electron' } },
  ],
  outputDir: '../../test-results',
  use: {
    launchOptions: { executablePath, args: chromiumFlags, env: withoutFakeDate(process.env) },
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // A control that never comes is told by its name after this long, not by the end of the whole test.
    actionTimeout: 60_000,
  },
});
