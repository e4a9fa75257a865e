import { basemapsNow } from '../../live/queries/basemaps.ts';
import { setMap, useMap } from '../mapState.ts';

/** The next base map of the installation in this window; after the last one none. */
export function nextBasemap(): void {
  const ids = basemapsNow().map(({ id }) => id);
  if (ids.length === 0) return;
  const { basemap } = useMap.getState();
  const order = [...ids, 'none'];
  const at = basemap === null || !order.includes(basemap) ? 0 : order.indexOf(basemap);
  setMap({ basemap: order[(at + 1) % order.length] ?? null });
}
