import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openJournal } from '../../../electron/city/journal/openJournal.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { openAt, silent, T0, tempDir } from '../store/support.ts';
import { bundleChild } from '../whistles/killBundle.ts';
import { add, registerCounter } from './counter.ts';
import { sharedOver } from './sharedJournal.ts';

/** Written out: what looks for dead code follows only names that it can read. */
const CHILD = fileURLToPath(new URL('./engineChild.ts', import.meta.url));
const bundle = tempDir();
let child = '';
beforeAll(async () => {
  child = await bundleChild(CHILD, bundle.path);
});
afterAll(() => bundle.remove());

/** Steps at which the second command dies; whether it was done by then, which the next life must answer. */
it.each([
  ['receipt', 'alone', false],
  ['decide', 'alone', false],
  ['project', 'alone', false],
  ['effects', 'alone', true],
  ['receipt', 'shared', false],
  ['decide', 'shared', false],
  ['append', 'shared', false],
  ['appended', 'shared', true],
  ['project', 'shared', true],
  ['effects', 'shared', true],
])('killed at «%s» (%s) does each command once', async (step, where, done) => {
  const dir = tempDir();
  const log = tempDir();
  try {
    const args = [child, dir.path, where === 'shared' ? log.path : '', step];
    const { stdout, signal } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([stdout, signal]).toEqual(['1\n', 'SIGKILL']);

    const store = openAt(dir.path);
    const shared = openAt(log.path);
    const journal = openJournal({
      ...{
        table: store.journal,
        clock: { now: () => T0 },
        logger: silent,
        current: (by) => by,
        onCommit: () => undefined,
      },
      shared: where === 'shared' ? sharedOver(shared.journal, () => undefined) : null,
    });
    const streams = registerCounter(journal, () => undefined);
    const answers = [];
    for (const n of [1, 2, 3]) answers.push((await add(streams, `add-${n}`)).repeated);
    expect(answers).toEqual([true, done, false]);
    expect(streams.load('c')?.count).toBe(3);
    expect(store.journal.since(0, 10).map(({ command }) => command)).toEqual(['add-1', 'add-2', 'add-3']);
    if (where === 'shared') expect(store.journal.head()).toEqual(shared.journal.head());
    store.close();
    shared.close();
    for (const folder of [dir, log]) expect(checkIntegrity(folder.path).findings).toEqual([]);
  } finally {
    dir.remove();
    log.remove();
  }
});
