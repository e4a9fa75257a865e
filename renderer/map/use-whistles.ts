import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { Theme } from '../app/prefs.ts';
import { select } from '../live/filters.ts';
import { useNow } from '../live/now.ts';
import { followWallWhistles, useWallWhistles } from '../live/wallWhistles.ts';
import { useMap } from './map-state.ts';
import { type Atlas, paintAtlas } from './whistle-atlas.ts';
import { marksOf, type WhistleMark } from './whistle-marks.ts';

/** Side of a mark's shape in rem. */
const SIZE = 1.75;
/** Clocks move by the minute; a quarter of it keeps them honest without drawing all the time. */
const GRAIN = 15_000;

export type ShownWhistles = { marks: readonly WhistleMark[]; atlas: Atlas | null; now: number };

const NONE: readonly WhistleMark[] = [];

/** Open whistles as marks, and the picture they are cut from; nothing while the layer is off. `ratio`: px per CSS px. */
export function useShownWhistles(theme: Theme, rootSize: number, ratio: number): ShownWhistles {
  const on = useMap((state) => state.whistles);
  const rows = useWallWhistles((state) => state.rows);
  const now = useNow(GRAIN);
  useEffect(followWallWhistles, []);
  const marks = useMemo(() => (on ? marksOf(rows.values(), now) : NONE), [on, rows, now]);
  const any = marks.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours come from the theme's tokens
  const atlas = useMemo(
    () => (any ? paintAtlas(rootSize * SIZE * ratio) : null),
    [any, theme, rootSize, ratio],
  );
  return useMemo(() => ({ marks, atlas, now }), [marks, atlas, now]);
}

/** The whistle whose card is open on this window's map. */
export const useWhistlePick = create<{ id: string | null }>()(() => ({ id: null }));

/** Opens the card of a whistle, or closes it; the card of a case stands in the same place and gives way. */
export function pickWhistle(id: string | null): void {
  if (id !== null) select(null);
  useWhistlePick.setState({ id });
}
