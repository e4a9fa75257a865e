import { create } from 'zustand';
import { ownSlot } from '../base/slot.ts';
import type { Measure } from './classes.ts';
import type { Size } from './useElementSize.ts';
import type { ViewState } from './view.ts';

/** What the map of this window shows; kept over reloads and lost GL contexts. */
export type MapState = {
  /** Null: fit the city. */
  view: ViewState | null;
  /** Of the map that the view was chosen on, CSS px; null before there was one. */
  size: Size | null;
  surface: 'density' | 'grids';
  measure: Measure;
  points: boolean;
  /** Id of the base map (底图) of this window; null: the first that there is. */
  basemap: string | 'none' | null;
  /** Layers of the hall that are switched on or off in this window; others are as they are set. */
  ownLayers: Readonly<Record<string, boolean>>;
  /** Open whistles (吹哨) over everything else. */
  whistles: boolean;
  /** How far the ends of the two scales are moved by hand, in steps of 1, 2, 5, 10 … */
  densitySteps: number;
  countSteps: number;
};

const LAST_VIEW_KEY = 'citywhistle.map';
/** A window of a layout restores its own view; any other window that of the last one. */
const slot = ownSlot();
const KEY = slot === null ? LAST_VIEW_KEY : `${LAST_VIEW_KEY}.${slot}`;
const DEFAULTS: MapState = {
  view: null,
  size: null,
  surface: 'density',
  measure: 'count',
  points: true,
  basemap: null,
  ownLayers: {},
  whistles: true,
  densitySteps: 0,
  countSteps: 0,
};

function read(): MapState {
  try {
    const stored: unknown = JSON.parse(
      localStorage.getItem(KEY) ?? localStorage.getItem(LAST_VIEW_KEY) ?? '{}',
    );
    return typeof stored === 'object' && stored !== null
      ? { ...DEFAULTS, ...validFields({ ...stored }) }
      : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** Reads valid values; anything else falls back to the defaults. */
function validFields(stored: Record<string, unknown>): Partial<MapState> {
  const valid: Partial<MapState> = {};
  if (isView(stored['view'])) valid.view = stored['view'];
  if (isSize(stored['size'])) valid.size = stored['size'];
  if (stored['surface'] === 'grids') valid.surface = 'grids';
  if (stored['measure'] === 'open' || stored['measure'] === 'rate') valid.measure = stored['measure'];
  if (stored['points'] === false) valid.points = false;
  const { basemap } = stored;
  if (typeof basemap === 'string' && basemap.length <= 60) valid.basemap = basemap;
  const { ownLayers } = stored;
  if (typeof ownLayers === 'object' && ownLayers !== null)
    valid.ownLayers = Object.fromEntries(
      Object.entries(ownLayers).filter(([, on]) => typeof on === 'boolean'),
    );
  if (stored['whistles'] === false) valid.whistles = false;
  const steps = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) <= 12;
  if (steps(stored['densitySteps'])) valid.densitySteps = stored['densitySteps'];
  if (steps(stored['countSteps'])) valid.countSteps = stored['countSteps'];
  return valid;
}

function isSize(value: unknown): value is Size {
  return (
    typeof value === 'object' &&
    value !== null &&
    'width' in value &&
    'height' in value &&
    [value.width, value.height].every((each) => typeof each === 'number' && each > 0 && each < 100_000)
  );
}

function isView(value: unknown): value is ViewState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'longitude' in value &&
    'latitude' in value &&
    'zoom' in value &&
    [value.longitude, value.latitude, value.zoom].every(Number.isFinite)
  );
}

export const useMap = create<MapState>()(read);

let pending: ReturnType<typeof setTimeout> | null = null;

/** Changes the map's settings; stored once changes pause. */
export function setMap(change: Partial<MapState>): void {
  useMap.setState(change);
  if (pending !== null) clearTimeout(pending);
  pending = setTimeout(() => {
    pending = null;
    localStorage.setItem(KEY, JSON.stringify(useMap.getState()));
  }, 300);
}
