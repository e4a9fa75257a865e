import { nextBasemap } from './basemap/chooseBasemap.ts';
import { MEASURES } from './classes.ts';
import { setMap, useMap } from './mapState.ts';
import type { ViewState } from './view.ts';

/** Moves by a fifth of a tile of 512 px at the view's zoom. */
const STEP = (360 / 512) * 100;

/** Zooms by half levels, or back to the whole city. */
export function zoomBy(view: ViewState | null, levels: number): void {
  if (view !== null) setMap({ view: { ...view, zoom: Math.min(20, Math.max(7, view.zoom + levels)) } });
}

function move(view: ViewState | null, east: number, north: number): void {
  if (view === null) return;
  const degrees = STEP / 2 ** view.zoom;
  const latitude = view.latitude + north * degrees * Math.cos((view.latitude * Math.PI) / 180);
  setMap({ view: { ...view, longitude: view.longitude + east * degrees, latitude } });
}

/** Key 2 shows the grids; pressed again, it selects the next measure. */
export function showGrids(): void {
  const { surface, measure } = useMap.getState();
  if (surface !== 'grids') {
    setMap({ surface: 'grids' });
    return;
  }
  setMap({ measure: MEASURES[(MEASURES.indexOf(measure) + 1) % MEASURES.length] ?? 'count' });
}

/** Keyboard shortcuts of the map, by `pressedKey`; `view` is called when a key is pressed. */
export function mapKeys(view: () => ViewState | null): Record<string, () => void> {
  return {
    '+': () => zoomBy(view(), 0.5),
    '=': () => zoomBy(view(), 0.5),
    '-': () => zoomBy(view(), -0.5),
    ArrowLeft: () => move(view(), -1, 0),
    ArrowRight: () => move(view(), 1, 0),
    ArrowUp: () => move(view(), 0, 1),
    ArrowDown: () => move(view(), 0, -1),
    '0': () => setMap({ view: null }),
    '1': () => setMap({ surface: 'density' }),
    '2': showGrids,
    '3': () => setMap({ points: !useMap.getState().points }),
    '4': () => setMap({ whistles: !useMap.getState().whistles }),
    '5': nextBasemap,
  };
}
