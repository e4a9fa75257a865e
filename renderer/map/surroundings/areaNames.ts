import type { GridFile } from '../../../shared/pack/schema.ts';
import type { MapName } from '../basemap/mapNames.ts';
import { labelPoint } from '../geometry.ts';
import type { CityShapes } from '../mapData.ts';
import { repeatedNames } from '../streetNames.ts';
import type { StillView } from './stillView.ts';

/** Streets before grids, both after what a base map would name. */
const RANKS = { street: 70, grid: 80 } as const;

/** Names of the streets (街道) and grids (网格) in a view, where no base map gives names to go by. */
export function areaNames(
  streets: CityShapes['streets'],
  grids: GridFile['features'],
  { box, zoom }: StillView,
  rem: number,
): MapName[] {
  const place = { kind: 'place', angle: 0, length: 0 } as const;
  const streetNames = [...streets, ...repeatedNames(streets, box, Math.round(zoom), rem)];
  return [
    ...streetNames.map(({ name, at }) => ({ ...place, text: name, at, rank: RANKS.street })),
    ...grids.map(({ properties, geometry }) => ({
      ...{ ...place, text: properties.name, rank: RANKS.grid },
      at: labelPoint(geometry).at,
    })),
  ];
}
