import { type ReactNode, useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { useGrids, usePack } from '../../live/queries/city.ts';
import { CityMap, type MapPoint } from '../../ui/CityMap.tsx';
import { cityBox, shapesIn, surroundings } from '../../ui/cityShape.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { correctedFrom } from './correctedFrom.ts';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import type { DeskWords } from './words.ts';

/** Where the case lies in the city, or in its surroundings; with the upstream's own point where that was corrected. */
export function PlaceMap({ row, words }: { row: CaseDetail; words: DeskWords }): ReactNode {
  const [near, setNear] = useState(false);
  const pack = usePack().data;
  const grids = useGrids().data;
  if (pack === undefined || row.lon === null || row.lat === null) return null;
  const place: LonLat = [row.lon, row.lat];
  const original = correctedFrom(row, place);
  const grid = grids?.features.find((feature) => feature.properties.code === row.grid)?.geometry ?? null;
  const box = near ? surroundings(place, grid) : cityBox(pack);
  const points: MapPoint[] = [{ place, kind: 'case' }];
  if (original !== null) points.unshift({ place: original, kind: 'original' });
  return (
    <div className={detailStyles['place-map']}>
      <CityMap
        pack={pack}
        box={box}
        area={grid}
        cells={
          near
            ? shapesIn(
                (grids?.features ?? []).map((feature) => feature.geometry),
                box,
              )
            : []
        }
        points={points}
        label={original === null ? words.mapAlt : words.mapAltMoved}
      />
      <p className={detailStyles['place-legend']}>
        <Button pressed={near} onPress={() => setNear((before) => !before)}>
          {near ? words.mapCity : words.mapNear}
        </Button>
        {original === null ? null : <span className={styles['q-dim']}>× {words.mapOriginal}</span>}
      </p>
    </div>
  );
}
