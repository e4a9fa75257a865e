import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { tempDir } from '../store/support.ts';
import { bundleChild } from '../whistles/killBundle.ts';
import { hire } from '../whistles/support.ts';
import { PEOPLE, PIN } from './support.ts';

/** Written out: what looks for dead code follows only names that it can read. */
const CHILD = fileURLToPath(new URL('./signChild.ts', import.meta.url));
const bundle = tempDir();
const hired = tempDir();
let child = '';
beforeAll(async () => {
  child = await bundleChild(CHILD, bundle.path);
  await hire(hired.path, PEOPLE, ['duty', 'duty-2']);
});
afterAll(() => {
  bundle.remove();
  hired.remove();
});

/** What stands in the folder: signed or still open, and who sits at the desk. */
function standing(dataDir: string) {
  const db = new Database(databasePath(dataDir), { readonly: true });
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const found = {
    signed: count('SELECT count(*) FROM handovers'),
    open: count('SELECT count(*) FROM handover_drafts'),
    told: count(
      "SELECT count(*) FROM audit JOIN journal ON pos = entry WHERE kind = 'handover' AND type = 'sign-incoming'",
    ),
    sits: db
      .prepare<[], string>('SELECT o.id FROM sessions s JOIN operators o ON o.key = s.operator')
      .pluck()
      .all(),
  };
  db.close();
  return found;
}

const BEFORE = { signed: 0, open: 1, told: 0, sits: ['duty'] };
const AFTER = { signed: 1, open: 0, told: 1, sits: ['duty-2'] };

it('signs whole or not at all, wherever the power goes; what was open goes on', () => {
  const seen = new Set<string>();
  for (let fatal = 1; ; fatal++) {
    const dir = tempDir();
    try {
      rmSync(dir.path, { recursive: true });
      cpSync(hired.path, dir.path, { recursive: true });
      const run = spawnSync(process.execPath, [child, dir.path, String(fatal), PIN], { encoding: 'utf8' });
      expect(run.stdout, run.stderr).toContain('ready');
      const found = standing(dir.path);
      expect([BEFORE, AFTER], `killed after statement ${fatal}`).toContainEqual(found);
      expect(checkIntegrity(dir.path).findings).toEqual([]);
      seen.add(found.signed === 1 ? 'signed' : 'open');
      if (run.stdout.includes('signed\n')) {
        expect(found).toEqual(AFTER);
        break;
      }
    } finally {
      dir.remove();
    }
  }
  expect([...seen].sort()).toEqual(['open', 'signed']);
});
