import { type MouseEvent, type ReactNode, useMemo } from 'react';
import type { WhistlePlace } from '../../../shared/contract/whistleCommands.ts';
import { useWords } from '../../base/words.ts';
import { usePack } from '../../live/queries/city.ts';
import { CityMap } from '../../ui/CityMap.tsx';
import { planeOf } from '../../ui/cityShape.ts';
import { classes } from '../../ui/kit/classes.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import actStyles from './acts.module.css';
import { blowWords } from './blowWords.ts';
import styles from './whistles.module.css';

type Props = {
  place: WhistlePlace | null;
  reason: string | null;
  bad: boolean;
  onPlace: (place: WhistlePlace | null) => void;
  onReason: (reason: string | null) => void;
};

/** A place by a press on the outline, or by its coordinates. */
export function PlacePicker({ place, reason, bad, onPlace, onReason }: Props): ReactNode {
  const words = useWords(blowWords);
  const pack = usePack().data;
  const bbox = pack?.manifest.bbox;
  const plane = useMemo(() => (bbox === undefined ? null : planeOf(bbox)), [bbox]);
  const press = (event: MouseEvent<HTMLDivElement>): void => {
    const svg = event.currentTarget.querySelector('svg');
    const matrix = svg?.getScreenCTM();
    if (svg === null || !matrix || plane === null || bbox === undefined) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const [west, south, east, north] = bbox;
    const lon = west + (at.x / plane.x(east)) * (east - west);
    const lat = north - (at.y / plane.height) * (north - south);
    onPlace({ lon: round(lon), lat: round(lat), address: place?.address ?? '' });
  };
  return (
    <div className={classes(actStyles['field'], actStyles['place'])} data-part="w-field" data-bad={bad}>
      <span>{words.place}</span>
      <small className={styles['dim']}>{words.placeHint}</small>
      {pack === undefined ? null : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the coordinates beside it are the way of the keyboard
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <div className={actStyles['place-map']} onClick={press}>
          <CityMap
            pack={pack}
            box={pack.manifest.bbox}
            area={null}
            points={place === null ? [] : [{ place: [place.lon, place.lat], kind: 'case' }]}
            label={words.placeHint}
          />
        </div>
      )}
      <span className={actStyles['org']}>
        {(['lon', 'lat'] as const).map((side) => (
          <NumberField
            key={side}
            label={words[side]}
            labelPlace="hidden"
            placeholder={words[side]}
            digits={6}
            step={0.0001}
            value={place?.[side] ?? null}
            onChange={(value) => {
              if (value !== null) onPlace({ lon: 0, lat: 0, address: '', ...place, [side]: value });
            }}
          />
        ))}
      </span>
      <TextField
        label={words.address}
        labelPlace="hidden"
        placeholder={words.address}
        value={place?.address ?? ''}
        disabled={place === null}
        onChange={(address) => {
          if (place !== null) onPlace({ ...place, address });
        }}
      />
      <TextField
        label={words.placeReason}
        labelPlace="hidden"
        placeholder={words.placeReason}
        value={reason ?? ''}
        onChange={(text) => onReason(text === '' ? null : text)}
      />
    </div>
  );
}

/** A hand does not aim more finely than a metre. */
const round = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;
