import { soon, test } from './support/fixtures.ts';

for (const role of ['wall', 'desk', 'connections'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`${role}, ${theme}: nothing that keeps people out`, async ({ simulated, consoleOf }) => {
      const window = await (await consoleOf(simulated, { theme })).open(role);
      await soon(() => window.text()).toMatch(/模拟城市|共 [\d,]+ 件/);
      await soon(() => window.accessibilityFaults(), { timeout: 30_000 }).toEqual([]);
    });
