import type { LonLat } from '../../../../shared/contract/common.ts';
import type { CityContext } from '../adapter.ts';

/** True when a WGS-84 point lies in the city's bounding box, or within `margin` degrees of it. */
export function isInside([lon, lat]: LonLat, city: CityContext, margin: number): boolean {
  const [west, south, east, north] = city.bbox;
  return lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;
}
