import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { settleAddress } from '../../../renderer/base/address.ts';
import { EMPTY_FILTER } from '../../../renderer/live/link/filter.ts';
import { setFilter, startLinking } from '../../../renderer/live/link/filters.ts';

let search = '';
/** What was written for a reload: the address and the age of what it shows. */
const written: { search: string; version: string }[] = [];
let writes = 0;

const stepTo = (at: number) => setFilter({ range: { from: at, to: at + 10 } });

beforeAll(() => {
  vi.useFakeTimers();
  startLinking({
    search: () => search,
    replace: (next) => {
      writes++;
      search = next;
    },
    loadVersion: () => null,
    saveVersion: (version) => written.push({ search, version }),
    onWake: () => undefined,
  });
});
afterAll(() => void vi.useRealTimers());
beforeEach(() => {
  setFilter({ ...EMPTY_FILTER, range: { from: 0, to: 10 } });
  writes = 0;
  written.length = 0;
});

it('a hand on the time line is written into the address once it rests, with its age', () => {
  for (let at = 10; at <= 600; at += 10) {
    stepTo(at);
    vi.advanceTimersByTime(30);
  }
  // An address of before with the age of now would win over the newer state of other windows after a reload.
  expect(writes).toBe(0);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(writes).toBe(1);
  expect(search).toBe('?from=600&to=610');
  expect(written.map((each) => each.search)).toEqual([search]);
});

it('whoever hands the address on has it as it is now', () => {
  stepTo(50);
  settleAddress();
  expect(search).toBe('?from=50&to=60');
  vi.advanceTimersByTime(1000);
  expect(writes).toBe(1);
});

it('any other change is written at once, and what waited with it', () => {
  stepTo(50);
  setFilter({ status: 'open' });
  expect(search).toBe('?from=50&to=60&status=open');
  setFilter({ range: null });
  expect(search).toBe('?status=open');
});
