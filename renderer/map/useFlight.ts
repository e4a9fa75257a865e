import { useEffect, useMemo, useRef } from 'react';
import type { CaseSummary } from '../../shared/contract/cases.ts';
import { useLink } from '../live/link/filters.ts';
import { useWallWhistles } from '../live/whistles/wallWhistles.ts';
import { flightTo, isSameView } from './flight.ts';
import { setMap, useMap } from './mapState.ts';
import type { Size } from './useElementSize.ts';
import type { ViewState } from './view.ts';

/** A place to which the maps move; `id` distinguishes successive ones. */
export type Target = { id: string; lon: number; lat: number };

/** Place of the whistle shown on the maps, else of the selected case, else the one that was looked for; null: there is none. */
export function useTarget(
  whistleId: string | null,
  selected: Pick<CaseSummary, 'id' | 'lon' | 'lat'> | undefined,
): Target | null {
  const row = useWallWhistles(({ rows }) => (whistleId === null ? undefined : rows.get(whistleId)));
  const place = useLink((state) => state.place);
  const found = place === null ? undefined : { id: `place ${place.lon} ${place.lat}`, ...place };
  const { id, lon, lat } = (whistleId === null ? (selected ?? found) : row) ?? {
    id: '',
    lon: null,
    lat: null,
  };
  return useMemo(() => (lon === null || lat === null ? null : { id, lon, lat }), [id, lon, lat]);
}

/**
 * Flies to the case or whistle that is selected in any linked window, and back when it is closed, unless the operator
 * moved the map since. `pickedHere`: the id picked on this map itself, for which the map must not move.
 */
export function useFlight(
  target: Target | null,
  pickedHere: { readonly current: string | null },
  view: ViewState | null,
  size: Size | null,
): void {
  /** Where the map was (null: the whole city), and where it flew to. */
  const flightRef = useRef<{ before: ViewState | null; to: ViewState } | null>(null);
  const latest = useRef({ view, size });
  latest.current = { view, size };
  const id = target?.id ?? null;
  const [lon, lat] = [target?.lon ?? null, target?.lat ?? null];
  const ready = view !== null && size !== null;
  useEffect(() => {
    const { view: from, size: mapSize } = latest.current;
    if (!ready || from === null || mapSize === null) return;
    if (id === null || lon === null || lat === null) {
      const flight = flightRef.current;
      flightRef.current = null;
      if (flight !== null && isSameView(useMap.getState().view, flight.to)) setMap({ view: flight.before });
      return;
    }
    if (pickedHere.current === id) return;
    const to = flightTo(from, mapSize, [lon, lat]);
    if (to === null) return;
    const now = useMap.getState().view;
    const before =
      flightRef.current !== null && isSameView(now, flightRef.current.to) ? flightRef.current.before : now;
    flightRef.current = { before, to };
    setMap({ view: to });
  }, [id, lon, lat, ready, pickedHere]);
}
