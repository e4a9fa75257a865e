import type { ReactNode } from 'react';
import { placeText } from '../../shared/geo/typedPlace.ts';
import { useShortcuts } from '../base/keys.ts';
import { useWords } from '../base/words.ts';
import { showPlace, useLink } from '../live/link/filters.ts';
import { usePack } from '../live/queries/city.ts';
import { Button } from '../ui/kit/Button.tsx';
import styles from './map.module.css';
import { mapWords } from './mapWords.ts';

/** The mark of the place that was looked for; `at` in px. */
export function PlaceMark({ at }: { at: number[] }): ReactNode {
  return (
    <span
      className={styles['place-mark']}
      data-part="map-place"
      data-x={at[0]}
      data-y={at[1]}
      style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }}
      aria-hidden="true"
    />
  );
}

/** The name of the place that was looked for, and that it lies outside of the city; Esc takes it away. */
export function PlaceCard(): ReactNode {
  const words = useWords(mapWords);
  const place = useLink((state) => state.place);
  const bbox = usePack().data?.manifest.bbox;
  useShortcuts((event) => (event.key === 'Escape' && place !== null ? () => showPlace(null) : null));
  if (place === null) return null;
  const { name, lon, lat } = place;
  const isOutside = bbox !== undefined && (lon < bbox[0] || lat < bbox[1] || lon > bbox[2] || lat > bbox[3]);
  const coordinates = placeText([lon, lat]);
  return (
    <section className={styles['place-card']} role="status" data-part="map-place-card">
      <strong>{name}</strong>
      {name === coordinates ? null : <span>{coordinates}</span>}
      {isOutside ? <span data-tone="late">◆ {words.placeOutside}</span> : null}
      <Button label={words.close} onPress={() => showPlace(null)} kbd="Esc">
        ×
      </Button>
    </section>
  );
}
