import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildBarePage } from '../../bench/support/barePage.ts';
import { temporaryFolder } from '../../support/serve.ts';

// Plain JavaScript: the compiler does not see which names of the renderer it imports.
it('the page that the bench compares the map with finds everything that it imports', async () => {
  const folder = temporaryFolder();
  try {
    await buildBarePage(folder);
    expect(existsSync(join(folder, 'bare.html'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
