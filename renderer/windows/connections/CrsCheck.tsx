import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { LonLat } from '../../../shared/contract/common.ts';
import type { Crs, PreviewReport, ProbeReport } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { usePack } from '../../live/queries/city.ts';
import { CityMap } from '../../ui/CityMap.tsx';
import { cityBox, inCity, movedTo } from '../../ui/cityShape.ts';
import { pointsOf } from './previewRows.ts';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  /** The selected coordinate system; the samples are converted from it. */
  crs: Crs;
  guess: ProbeReport['crsGuess'];
  preview: z.output<typeof PreviewReport> | null;
  words: ConnWords;
};

/** Shows sample points on the city's outline, so that the operator sees whether the coordinate system is right. */
export function CrsCheck({ crs, guess, preview, words }: Props): ReactNode {
  const marks = usePunctuation();
  const keptText = useKeptText();
  const pack = usePack().data;
  if (pack === undefined) return null;
  // The samples of the guess are converted at once when another system is selected; without a guess, the previewed rows
  // are shown.
  const places: LonLat[] =
    guess === null
      ? preview === null
        ? []
        : pointsOf(preview)
      : guess.samples.map((sample) => movedTo(sample, guess.crs, crs));
  const inside = places.filter((place) => inCity(pack, place)).length;
  return (
    <div className={wizardStyles['crs-check']}>
      <CityMap
        pack={pack}
        box={cityBox(pack)}
        area={null}
        points={places.map((place) => ({ place, kind: 'sample' }))}
        label={`${words.mapAlt}${marks.colon}${words.inCity(inside, places.length)}`}
      />
      <div>
        {guess === null ? <p data-tone="late">◆ {words.crsGuessNone}</p> : <p>{keptText(guess)}</p>}
        <p className={wizardStyles['crs-count']}>
          {places.length === 0 ? words.noCoordinates : words.inCity(inside, places.length)}
        </p>
        {guess === null && places.length > 0 ? (
          <table className={wizardStyles['crs-table']}>
            <tbody>
              {places.map(([lon, lat], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: places have no name of their own and never move in the list
                <tr key={index}>
                  <td>{lon.toFixed(6)}</td>
                  <td>{lat.toFixed(6)}</td>
                  <td>{inCity(pack, [lon, lat]) ? `● ${words.inside}` : `× ${words.outside}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
    </div>
  );
}
