import type { ReactNode } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { useWords } from '../../base/words.ts';
import { useNearFeatures } from '../../live/queries/ownLayers.ts';
import { useChosenLayers } from '../ownLayers/useOwnLayerTiles.ts';
import { NEARBY_METRES, roundedMetres } from './nearby.ts';
import { surroundingsWords } from './surroundingsWords.ts';

/** Layers whose nearest feature is told. */
const MOST = 3;

/** The nearest named features of the layers that this window shows, one of each layer. */
export function NearFeatures({ place }: { place: LonLat }): ReactNode {
  const words = useWords(surroundingsWords);
  const { chosen } = useChosenLayers();
  const found = useNearFeatures(
    chosen.map(({ id }) => id),
    place,
    NEARBY_METRES,
  ).data;
  if (found === undefined || found.features.length === 0) return null;
  const nameOf = (id: string): string => chosen.find((layer) => layer.id === id)?.name ?? '';
  return (
    <ul data-part="surroundings-near">
      {found.features.slice(0, MOST).map(({ layer, name, metres }) => {
        const rounded = roundedMetres(metres);
        return (
          <li key={layer}>
            {metres === 0
              ? words.within(name, nameOf(layer))
              : rounded === null
                ? words.at(name, nameOf(layer))
                : words.from(name, nameOf(layer), rounded)}
          </li>
        );
      })}
    </ul>
  );
}
