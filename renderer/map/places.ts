import type { LonLat } from '../../shared/contract/common.ts';
import { placeOfText, placeText } from '../../shared/geo/typedPlace.ts';
import { useGrids, usePack } from '../live/queries/city.ts';
import { labelPoint } from './geometry.ts';

/** A place that maps can fly to. */
export type FoundPlace = { id: string; name: string; kind: 'street' | 'grid' | 'coordinates'; at: LonLat };

/** The places of the pack by name: streets (街道) and grids (网格). Empty until they are loaded. */
export function usePackPlaces(): () => FoundPlace[] {
  const streets = usePack().data?.streets.features ?? [];
  const grids = useGrids().data?.features ?? [];
  return () => [
    ...streets.map(
      ({ properties: { code, name }, geometry }): FoundPlace => ({
        ...{ id: `street-${code}`, name, kind: 'street', at: labelPoint(geometry).at },
      }),
    ),
    ...grids.map(
      ({ properties: { code, name }, geometry }): FoundPlace => ({
        ...{ id: `grid-${code}`, name, kind: 'grid', at: labelPoint(geometry).at },
      }),
    ),
  ];
}

/** The place that was typed as coordinates; null: it is none. */
export function typedPlace(text: string): FoundPlace | null {
  const at = placeOfText(text);
  return at === null ? null : { id: 'coordinates', name: placeText(at), kind: 'coordinates', at };
}
