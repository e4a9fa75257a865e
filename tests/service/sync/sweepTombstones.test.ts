import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { runAndKill } from '../../support/runAndKill.ts';
import { good, openAt, page, sourceConfig, T0, tempDir } from '../store/support.ts';
import { endThirdSweep } from './sweepKill.ts';

const CHILD = fileURLToPath(new URL('sweepKill.ts', import.meta.url));
const CASES = 4200;

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
  const store = openAt(dir.path);
  store.saveSource(sourceConfig('hotline'));
  const rows = Array.from({ length: CASES }, (_, i) => good(`${i}`, {}));
  store.applyPage(page('hotline', rows, T0));
  store.setCursor('hotline', 'before the sweep');
  for (const round of [1, 2]) {
    for (let after: number | null = 0; after !== null; )
      after = store.finishSweep('hotline', T0 + round * 10, 3, T0 + round * 10, after, 1000).next;
  }
  store.close();
});
afterEach(() => dir.remove());

/** How many are gone, and how often the history says so of the first and the last. */
function state(store: ReturnType<typeof openAt>) {
  const burials = (id: string) =>
    store.detail(`hotline:${id}`, T0)?.history.filter(({ kind }) => kind === 'gone').length;
  const seqs = Array.from({ length: CASES }, (_, i) => i + 1);
  const gone = store.summaries(seqs, T0).filter((row) => store.detail(row.id, T0)?.goneAt !== null).length;
  return {
    gone,
    first: burials('0'),
    last: burials(`${CASES - 1}`),
    cursor: store.source('hotline')?.cursor,
  };
}

const END = { gone: CASES, first: 1, last: 1, cursor: 'after the sweep' };

it('a sweep that buries thousands lets others have their turn', async () => {
  const store = openAt(dir.path);
  let turns = 0;
  let sweeping = true;
  const others = (async () => {
    while (sweeping) {
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  let transactions = 0;
  await endThirdSweep(store, () => transactions++);
  sweeping = false;
  await others;
  expect(transactions).toBe(5);
  expect(turns).toBeGreaterThanOrEqual(4);
  expect(state(store)).toEqual(END);
  store.close();
});

it.each([1, 2, 3, 4])(
  'killed after batch %d of tombstones it ends the same when begun again',
  async (burials) => {
    await runAndKill(CHILD, [dir.path], burials, 2 * burials);
    expect(checkIntegrity(dir.path).findings).toEqual([]);
    const store = openAt(dir.path);
    const { gone, cursor } = state(store);
    expect(gone).toBeGreaterThanOrEqual((burials - 1) * 1000);
    // The cursor moves last: until then the source is read from before the end of its sweep.
    expect(cursor).toBe(gone === CASES && cursor === END.cursor ? END.cursor : 'before the sweep');
    await endThirdSweep(store, () => undefined);
    expect(state(store)).toEqual(END);
    store.close();
    expect(checkIntegrity(dir.path).findings).toEqual([]);
  },
);
