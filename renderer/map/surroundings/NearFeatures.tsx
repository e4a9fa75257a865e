import { type ReactNode, useMemo } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { useWords } from '../../base/words.ts';
import { useNearFeatures } from '../../live/queries/ownLayers.ts';
import { useChosenLayers } from '../ownLayers/useOwnLayerTiles.ts';
import { NEARBY_METRES, roundedMetres } from './nearby.ts';
import { surroundingsWords } from './surroundingsWords.ts';

/** Layers whose nearest feature is told. */
const MOST = 3;

/** A named feature of a layer and the name of the layer. */
export type ToldFeature = { name: string; layer: string; metres: number; inside: boolean };

/** The nearest named features of the layers that this window shows, one of each layer; the nearest first. */
export function useToldFeatures(place: LonLat): readonly ToldFeature[] {
  const { chosen } = useChosenLayers();
  const ids = chosen.map(({ id }) => id);
  const found = useNearFeatures(ids, place, NEARBY_METRES).data?.features;
  return useMemo(
    () =>
      (found ?? []).slice(0, MOST).map(({ layer, ...feature }) => ({
        ...feature,
        layer: chosen.find(({ id }) => id === layer)?.name ?? '',
      })),
    [found, chosen],
  );
}

/** What lies next to a place. */
export function NearFeatures({ told }: { told: readonly ToldFeature[] }): ReactNode {
  const words = useWords(surroundingsWords);
  if (told.length === 0) return null;
  return (
    <ul data-part="surroundings-near">
      {told.map(({ name, layer, metres, inside }) => {
        const rounded = roundedMetres(metres);
        return (
          <li key={`${layer} ${name}`}>
            {inside
              ? words.within(name, layer)
              : rounded === null
                ? words.at(name, layer)
                : words.from(name, layer, rounded)}
          </li>
        );
      })}
    </ul>
  );
}
