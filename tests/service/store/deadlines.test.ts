import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countMovedCases,
  createCaseDeadlines,
  forgetOtherCalendar,
  moveCases,
} from '../../../electron/city/composition/caseDeadlines.ts';
import type { PageResult } from '../../../electron/city/ports.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { packWithCalendar } from '../../../shared/pack/ownCalendar.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { testPack } from '../../support/city.ts';
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
    () => true,
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

describe('the deadlines of stored cases', () => {
  const HOUR = 3_600_000;
  const DAY = 24 * HOUR;
  /** Monday, nine o'clock in the test city; four working hours later it is due. */
  const MONDAY = Date.parse('2026-03-02T09:00:00-05:00');
  const DUE = MONDAY + 4 * HOUR;
  const plain = testPack();
  /** Not worked on the day itself, and on the day after either. */
  const closed = (to: string): CityPack =>
    packWithCalendar(plain, {
      years: [],
      daysOff: [{ from: '2026-03-02', to, half: null, reason: '暴雪' }],
    });
  const storm = closed('2026-03-02');
  const blizzard = closed('2026-03-03');

  const row = (id: string) =>
    good(id, { categoryCode: '006', requestedAt: MONDAY, dueAt: DUE, dueBasis: 'pack' });
  const storeMany = (n: number) =>
    store.applyPage(
      page(
        'city',
        Array.from({ length: n }, (_, i) => row(`n${i}`)),
        T0,
      ),
    );
  const dueOf = (id: string) => store.detail(`city:${id}`, T0)?.dueAt;

  /** As a start of the service makes them; `told`: how many cases each transaction moved. */
  function started(pack: CityPack, onPage: () => void) {
    const told: number[] = [];
    const state = { pack };
    const deadlines = createCaseDeadlines({
      deadlines: store.deadlines,
      current: () => ({ pack: state.pack, version: 7 }),
      clock: { now: () => T0 + 9 },
      onPage(result) {
        told.push(result.changedIds.length);
        onPage();
      },
    });
    return { ...deadlines, told, state };
  }
  const nothing = () => undefined;

  it('are computed again at a start under another calendar, and not at the next one', async () => {
    storeMany(3);
    await started(plain, nothing).resume();
    expect(dueOf('n0')).toBe(DUE);
    const other = started(storm, nothing);
    await other.resume();
    expect([dueOf('n0'), dueOf('n2')]).toEqual([DUE + DAY, DUE + DAY]);
    // A deadline that a calendar cannot give shows that nobody looked.
    store.applyPage(page('city', [good('n1', { categoryCode: '006', requestedAt: MONDAY, dueAt: 5 })], T0));
    const same = started(storm, nothing);
    await same.resume();
    expect([same.told, dueOf('n1')]).toEqual([[], 5]);
    const back = started(plain, nothing);
    await back.resume();
    expect([dueOf('n0'), dueOf('n1'), dueOf('n2')]).toEqual([DUE, DUE, DUE]);
  });

  it('are finished at the next start where the program stopped between', async () => {
    storeMany(4500);
    await started(plain, nothing).resume();
    const first = started(storm, () => void first.stop());
    await first.changed();
    expect(first.told).toHaveLength(1);
    expect([dueOf('n0'), dueOf('n4499')]).toEqual([DUE + DAY, DUE]);
    await started(storm, nothing).resume();
    expect([dueOf('n0'), dueOf('n4499')]).toEqual([DUE + DAY, DUE + DAY]);
  });

  it('are by the last of two changes, also where the second is to what was before', async () => {
    storeMany(4500);
    await started(plain, nothing).resume();
    for (const [last, due] of [
      [blizzard, DUE + 2 * DAY],
      [plain, DUE],
    ] as const) {
      let second: Promise<void> | null = null;
      const service = started(storm, () => {
        service.state.pack = last;
        second ??= service.changed();
      });
      await service.changed();
      await second;
      expect([dueOf('n0'), dueOf('n4499')]).toEqual([due, due]);
      const next = started(last, nothing);
      await next.resume();
      expect(next.told).toEqual([]);
    }
  });

  it('are computed again after cases were stored by another calendar without the service', async () => {
    storeMany(1);
    await started(plain, nothing).resume();
    forgetOtherCalendar(store.deadlines, plain);
    store.applyPage(page('city', [good('same', { categoryCode: '006', requestedAt: MONDAY, dueAt: 5 })], T0));
    await started(plain, nothing).resume();
    expect(dueOf('same')).toBe(5);
    forgetOtherCalendar(store.deadlines, storm);
    await started(plain, nothing).resume();
    expect(dueOf('same')).toBe(DUE);
  });
});
