import { type MouseEvent, type ReactNode, useMemo } from 'react';
import type { WhistlePlace } from '../../../shared/contract/whistleCommands.ts';
import { useWords } from '../../base/words.ts';
import { usePack } from '../../live/queries/city.ts';
import { CityMap } from '../../ui/CityMap.tsx';
import { planeOf } from '../../ui/cityShape.ts';
import { blowWords } from './blowWords.ts';

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
  const number = (side: 'lon' | 'lat', text: string): void => {
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) return;
    onPlace({ lon: place?.lon ?? 0, lat: place?.lat ?? 0, address: place?.address ?? '', [side]: value });
  };
  return (
    <div className="w-field w-place" data-bad={bad}>
      <span>{words.place}</span>
      <small className="w-dim">{words.placeHint}</small>
      {pack === undefined ? null : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the coordinates beside it are the way of the keyboard
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <div className="w-place-map" onClick={press}>
          <CityMap
            pack={pack}
            box={pack.manifest.bbox}
            area={null}
            cells={[]}
            points={place === null ? [] : [{ place: [place.lon, place.lat], kind: 'case' }]}
            label={words.placeHint}
          />
        </div>
      )}
      <span className="w-org">
        <input
          aria-label={words.lon}
          placeholder={words.lon}
          type="number"
          step="any"
          value={place?.lon ?? ''}
          onChange={(event) => number('lon', event.target.value)}
        />
        <input
          aria-label={words.lat}
          placeholder={words.lat}
          type="number"
          step="any"
          value={place?.lat ?? ''}
          onChange={(event) => number('lat', event.target.value)}
        />
      </span>
      <input
        aria-label={words.address}
        placeholder={words.address}
        value={place?.address ?? ''}
        disabled={place === null}
        onChange={(event) =>
          place === null ? undefined : onPlace({ ...place, address: event.target.value })
        }
      />
      <input
        aria-label={words.placeReason}
        placeholder={words.placeReason}
        value={reason ?? ''}
        onChange={(event) => onReason(event.target.value === '' ? null : event.target.value)}
      />
    </div>
  );
}

/** A hand does not aim more finely than a metre. */
const round = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;
