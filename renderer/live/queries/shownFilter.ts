import { create } from 'zustand';
import { pageTimers } from '../../base/timers.ts';
import { type Filter, toQuery } from '../link/filter.ts';
import { useLink } from '../link/filters.ts';
import { useFrozen } from '../stream/freeze.ts';
import { type Asked, askMaps, hasMaps } from './askAhead.ts';

/** So long the slider waits for the map, to be drawn in one picture with it; a hand does not feel it yet; ms. */
const PATIENCE_MS = 100;

/**
 * The filter as this window shows it. While a hand moves along the time line, the filter of the linked windows
 * (`useLink`) is ahead of it by the time that the map's answer takes: slider and map are then drawn in one pass and one
 * picture instead of two, and the pictures of a page are what costs. Any other change is shown at once.
 */
export const useShownFilter = create<Filter>()(() => useLink.getState().filter);

let cancelPatience: (() => void) | null = null;
/** The one question that is under way: a hand that is faster than the answers sees as many as there are. */
let underWay: { filter: Filter; asked: readonly Asked[] } | null = null;

useLink.subscribe(({ filter }, before) => {
  // A frozen window takes every change of its filter back.
  if (filter === before.filter || useFrozen.getState().at !== null) return;
  if (filter.range === null || !hasMaps() || !isSameButRange(filter, useShownFilter.getState())) {
    showLatest();
    return;
  }
  cancelPatience ??= pageTimers.later(showLatest, PATIENCE_MS);
  if (underWay === null) askFor(filter, filter.range);
});

function askFor(filter: Filter, range: NonNullable<Filter['range']>): void {
  const query = toQuery(filter, range);
  const own = { filter, asked: askMaps(query) };
  underWay = own;
  void Promise.allSettled(own.asked.map(({ answer }) => answer)).then(() => {
    if (underWay !== own) return;
    const latest = useLink.getState().filter;
    if (latest === filter || latest.range === null) {
      showLatest();
      return;
    }
    cancelPatience?.();
    cancelPatience = pageTimers.later(showLatest, PATIENCE_MS);
    useShownFilter.setState(filter, true);
    askFor(latest, latest.range);
  });
}

// What has been chosen by then belongs to the frozen picture.
useFrozen.subscribe(({ at }) => {
  if (at !== null && cancelPatience !== null) showLatest();
});

function showLatest(): void {
  const before = underWay;
  const latest = useLink.getState().filter;
  cancelPatience?.();
  cancelPatience = null;
  underWay = null;
  useShownFilter.setState(latest, true);
  if (before !== null && before.filter !== latest) for (const { cancel } of before.asked) cancel();
}

function isSameButRange(a: Filter, b: Filter): boolean {
  const text = (filter: Filter): string => JSON.stringify({ ...filter, range: null });
  return text(a) === text(b);
}
