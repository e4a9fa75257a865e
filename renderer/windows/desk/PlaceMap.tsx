import type { ReactNode } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { useWords } from '../../base/words.ts';
import { select } from '../../live/link/filters.ts';
import { CityPlace, Surroundings } from '../../map/surroundings/Surroundings.tsx';
import { surroundingsWords } from '../../map/surroundings/surroundingsWords.ts';
import { correctedFrom } from './correctedFrom.ts';
import detailStyles from './detail.module.css';
import type { DeskWords } from './words.ts';

/** Points that are known not to be the place: the streets around them would be those of another one. */
const UNRELIABLE: readonly CaseDetail['locationQuality'][] = ['coarse', 'fallback'];

/** The surroundings of a case, with the upstream's own point where that was corrected; else why there are none. */
export function PlaceMap({ row, words }: { row: CaseDetail; words: DeskWords }): ReactNode {
  const said = useWords(surroundingsWords);
  const { lon, lat, locationQuality } = row;
  if (lon === null || lat === null) {
    const reason = words[`quality_${locationQuality}`];
    return (
      <p className={detailStyles['not-placed']} data-part="surroundings-none">
        {said.notPlaced}
        {reason === '' ? said.noReason : reason}
      </p>
    );
  }
  const place: LonLat = [lon, lat];
  const original = correctedFrom(row, place);
  if (UNRELIABLE.includes(locationQuality))
    return (
      <div className={detailStyles['place-map']}>
        <CityPlace place={place} original={original} />
        <p className={detailStyles['not-placed']} data-part="surroundings-none">
          {said.unreliable}
        </p>
      </div>
    );
  return (
    <div className={detailStyles['place-map']}>
      <Surroundings place={place} original={original} own={[row.id]} onOpen={select} />
    </div>
  );
}
