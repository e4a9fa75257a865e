import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { Theme } from '../base/prefs.ts';
import { useNow } from '../live/link/clock.ts';
import { showWhistleOnMaps, useLink } from '../live/link/filters.ts';
import { followWallWhistles, useWallWhistles } from '../live/whistles/wallWhistles.ts';
import { useMap } from './mapState.ts';
import { type Atlas, paintAtlas } from './whistleAtlas.ts';
import { marksOf, type WhistleMark } from './whistleMarks.ts';

/** Side of a mark's shape in rem. */
const MARK_REM = 1.75;
/** Clocks show minutes; drawing every quarter minute keeps them right within a few seconds. */
const CLOCK_STEP_MS = 15_000;

export type ShownWhistles = { marks: readonly WhistleMark[]; atlas: Atlas | null; now: number };

const NONE: readonly WhistleMark[] = [];

/** Open whistles as marks, and the picture they are cut from; nothing while the layer is off. `ratio`: px per CSS px. */
export function useShownWhistles(theme: Theme, rootSize: number, ratio: number): ShownWhistles {
  const on = useMap((state) => state.whistles);
  const rows = useWallWhistles((state) => state.rows);
  const now = useNow(CLOCK_STEP_MS);
  useEffect(followWallWhistles, []);
  const marks = useMemo(() => (on ? marksOf(rows.values(), now) : NONE), [on, rows, now]);
  const hasMarks = marks.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours come from the theme's tokens
  const atlas = useMemo(
    () => (hasMarks ? paintAtlas(rootSize * MARK_REM * ratio) : null),
    [hasMarks, theme, rootSize, ratio],
  );
  return useMemo(() => ({ marks, atlas, now }), [marks, atlas, now]);
}

/** The whistle whose card is open on this window's map. */
export const usePickedWhistle = create<{ id: string | null }>()(() => ({ id: null }));

/** Opens the card of a whistle on the maps of all linked windows, or closes it. */
export function pickWhistle(id: string | null): void {
  usePickedWhistle.setState({ id });
  showWhistleOnMaps(id);
}

/**
 * The whistle whose card is open, also when another linked window selected it; null: none. The card of a case uses the
 * same area: the later one replaces the other.
 */
export function useFollowedWhistle(caseId: string | null): string | null {
  const followed = useLink((state) => state.whistleId);
  useEffect(() => {
    if (caseId !== null) usePickedWhistle.setState({ id: null });
  }, [caseId]);
  useEffect(() => usePickedWhistle.setState({ id: followed }), [followed]);
  return usePickedWhistle(({ id }) => id);
}
