import { afterEach, beforeEach, expect, it } from 'vitest';
import { countMovedCases, moveCases } from '../../../electron/city/composition/caseDeadlines.ts';
import type { PageResult } from '../../../electron/city/ports.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { good, openAt, page, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
let store: AssembledStore;

beforeEach(() => {
  dir = tempDir();
  store = openAt(dir.path);
  for (const id of ['hotline', 'city']) store.saveSource(sourceConfig(id));
  const own = { dueAt: T0 + 100, dueBasis: 'pack' } as const;
  store.applyPage(
    page(
      'hotline',
      [
        good('moves', own),
        good('stays', { dueAt: T0 + 500, dueBasis: 'pack' }),
        good('none', { dueAt: null, dueBasis: null }),
        good('given', { upstreamDueAt: T0 + 100, dueAt: T0 + 100, dueBasis: 'upstream' }),
        good('closed', { ...own, status: 'closed', closedAt: T0 }),
      ],
      T0,
    ),
  );
  store.applyPage(page('city', [good('other', own)], T0));
});
afterEach(() => {
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

const later = () => T0 + 500;

it('counts the open cases whose deadline would move, and writes nothing', async () => {
  const before = store.revision();
  expect(await countMovedCases(store.deadlines, later)).toBe(3);
  expect(store.revision()).toBe(before);
  expect(store.detail('hotline:moves', T0)?.dueAt).toBe(T0 + 100);
});

it('moves them, source by source, with an entry in the history of each', async () => {
  const told: [string, PageResult['changedIds']][] = [];
  await moveCases(
    store.deadlines,
    later,
    { now: () => T0 + 9, calendar: 3 },
    (result, source) => void told.push([source, result.changedIds]),
  );
  expect(told).toEqual([
    ['hotline', ['hotline:moves', 'hotline:none']],
    ['city', ['city:other']],
  ]);
  expect(store.detail('hotline:moves', T0)).toMatchObject({
    dueAt: T0 + 500,
    dueBasis: 'pack',
    history: [
      {},
      { at: T0 + 9, kind: 'changed', changes: { dueAt: [T0 + 100, T0 + 500], calendar: [null, 3] } },
    ],
  });
  expect(store.detail('hotline:none', T0)).toMatchObject({ dueAt: T0 + 500, dueBasis: 'pack' });
  expect(store.detail('hotline:given', T0)).toMatchObject({ dueAt: T0 + 100, dueBasis: 'upstream' });
  expect(store.detail('hotline:closed', T0)?.dueAt).toBe(T0 + 100);
  expect(await countMovedCases(store.deadlines, later)).toBe(0);
  // The same row comes again with the deadline of the new calendar: it is unchanged.
  const again = good('moves', { dueAt: T0 + 500, dueBasis: 'pack' });
  expect(store.applyPage(page('hotline', [again], T0 + 10)).updated).toBe(0);
});
