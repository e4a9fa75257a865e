import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_FILTER, type Filter } from '../../../renderer/live/link/filter.ts';
import { setFilter } from '../../../renderer/live/link/filters.ts';
import { askAhead } from '../../../renderer/live/queries/askAhead.ts';
import { useShownFilter } from '../../../renderer/live/queries/shownFilter.ts';
import { freeze, thaw } from '../../../renderer/live/stream/freeze.ts';

type Question = { from: unknown; answer: () => void; cancelled: boolean };

/** What the map was asked before it is shown, newest last. */
let asked: Question[] = [];
let stop: () => void = () => undefined;
const part = (from: number): NonNullable<Filter['range']> => ({ from, to: from + 10 });
const shown = () => useShownFilter.getState().range;
/** Lets promises that are kept call back. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  setFilter({ ...EMPTY_FILTER, range: part(0) });
  asked = [];
  stop = askAhead(({ from }) => {
    const question: Question = { from, answer: () => undefined, cancelled: false };
    asked.push(question);
    const answer = new Promise<void>((resolve) => {
      question.answer = resolve;
    });
    return {
      answer,
      cancel: () => {
        question.cancelled = true;
      },
    };
  });
});
afterEach(() => {
  thaw();
  stop();
  vi.useRealTimers();
});

describe('the filter that a window shows while a hand moves along the time line', () => {
  it('is shown together with the answer of the map', async () => {
    setFilter({ range: part(10) });
    expect(asked.map(({ from }) => from)).toEqual([10]);
    await settle();
    expect(shown()).toEqual(part(0));
    asked[0]?.answer();
    await settle();
    expect(shown()).toEqual(part(10));
  });

  it('follows a hand that never pauses, whether answers come or not', async () => {
    const seen = new Set<number | undefined>();
    for (let at = 10; at <= 300; at += 10) {
      setFilter({ range: part(at) });
      await vi.advanceTimersByTimeAsync(10);
      seen.add(shown()?.from);
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual(part(300));
  });

  it('asks for one picture at a time, shows each that comes, and then asks for where the hand is', async () => {
    for (const at of [10, 20, 30]) setFilter({ range: part(at) });
    expect(asked.map(({ from }) => from)).toEqual([10]);
    asked[0]?.answer();
    await settle();
    expect(shown()).toEqual(part(10));
    expect(asked.map(({ from }) => from)).toEqual([10, 30]);
    asked[1]?.answer();
    await settle();
    expect(shown()).toEqual(part(30));
  });

  it('ends a question that the hand has left behind, and never shows its answer', async () => {
    setFilter({ range: part(10) });
    setFilter({ range: part(20) });
    await vi.advanceTimersByTimeAsync(200);
    expect(shown()).toEqual(part(20));
    expect(asked.map(({ cancelled }) => cancelled)).toEqual([true]);
    asked[0]?.answer();
    await settle();
    expect(shown()).toEqual(part(20));
  });

  it('shows any other change at once, and with it where the hand was', () => {
    setFilter({ range: part(10) });
    setFilter({ status: 'open' });
    expect(useShownFilter.getState()).toMatchObject({ status: 'open', range: part(10) });
    setFilter({ range: null });
    expect(shown()).toBeNull();
  });

  it('shows a period at once where no map is drawn', () => {
    stop();
    setFilter({ range: part(10) });
    expect(shown()).toEqual(part(10));
  });

  it('stands still in a frozen window, at what was chosen before', async () => {
    setFilter({ range: part(10) });
    freeze(500);
    expect(shown()).toEqual(part(10));
    setFilter({ range: part(20) });
    asked.at(-1)?.answer();
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual(part(10));
    expect(asked.map(({ from }) => from)).toEqual([10]);
  });
});
