import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { SHIPPED } from '../../unit/pack/packs.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'make-packs-'));
afterAll(() => rmSync(out, { recursive: true }));

it('makes the very bytes that are checked in', () => {
  execFileSync(process.execPath, [join(project, 'build/scripts/makePacks.ts'), out], { stdio: 'pipe' });
  const shipped = SHIPPED.map((id) => `build/packs/${id}`);
  for (const pack of [...shipped, 'build/packs/presets', 'tests/fixtures/packs/boston']) {
    const files = readdirSync(join(out, pack)).sort();
    expect(files).toEqual(readdirSync(join(project, pack)).sort());
    for (const file of files) {
      const made = readFileSync(join(out, pack, file));
      expect(made.equals(readFileSync(join(project, pack, file))), `${pack}/${file}`).toBe(true);
    }
  }
});
