import type { LonLat } from '../../shared/contract/common.ts';
import type { ViewState } from './view.ts';

/** Zoom at which streets are distinguishable and the surroundings of a case are visible. */
const MIN_ZOOM = 14;
/** Share of the map around its middle where something shown needs no flight. */
const CENTRE_SHARE = 0.6;
const TILE = 512;

/**
 * The view that shows a place (WGS-84) well; null if the current view does. It never zooms out, since the operator
 * chose a closer view.
 */
export function flightTo(
  view: ViewState,
  { width, height }: { width: number; height: number },
  [longitude, latitude]: Readonly<LonLat>,
): ViewState | null {
  const pixels = (TILE * 2 ** view.zoom) / 360;
  const x = Math.abs(longitude - view.longitude) * pixels;
  const y = (Math.abs(latitude - view.latitude) * pixels) / Math.cos((view.latitude * Math.PI) / 180);
  const isCentred = x <= (width * CENTRE_SHARE) / 2 && y <= (height * CENTRE_SHARE) / 2;
  if (isCentred && view.zoom >= MIN_ZOOM) return null;
  return { longitude, latitude, zoom: Math.max(view.zoom, MIN_ZOOM) };
}

/** Whether a map is still at the view to which it was moved, within rounding errors. */
export function isSameView(one: ViewState | null, other: ViewState): boolean {
  return (
    one !== null &&
    Math.abs(one.longitude - other.longitude) < 1e-7 &&
    Math.abs(one.latitude - other.latitude) < 1e-7 &&
    Math.abs(one.zoom - other.zoom) < 1e-6
  );
}
