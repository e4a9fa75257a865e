import type { ReactNode } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { goTo } from '../../base/navigation.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { EMPTY_FILTER } from '../../live/link/filter.ts';
import { select, setFilter } from '../../live/link/filters.ts';
import { useCases, usePoints } from '../../live/queries/cases.ts';
import { usePack } from '../../live/queries/city.ts';
import { CityMap } from '../../ui/CityMap.tsx';
import { cityBox, inCity } from '../../ui/cityShape.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { StatusMark, stateOf } from '../../ui/StatusMark.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/** Enough points to see whether they are plausible, few enough to draw. */
const POINTS = 300;
const ROWS = 12;

type Props = { source: string; words: ConnWords };

/** The most recently changed cases of a source, as a map and a list. */
export function SourceCases({ source, words }: Props): ReactNode {
  const pack = usePack().data;
  const zone = useZone();
  const now = useNow(60_000);
  const marks = usePunctuation();
  const query = { source: [source] };
  const page = useCases(query, '-updated', 0, ROWS).data;
  const points = usePoints(query, pack?.manifest.bbox ?? null, POINTS).data;
  const places = (points?.lon ?? []).map((lon, at): LonLat => [lon, points?.lat[at] ?? 0]);
  if (page === undefined || page.total === 0) {
    return page === undefined ? null : (
      <section className={styles['block']}>
        <h2>{words.newestCases}</h2>
        <p className={styles['dim']}>{words.noCases}</p>
      </section>
    );
  }
  const inside = pack === undefined ? 0 : places.filter((place) => inCity(pack, place)).length;
  return (
    <section className={styles['block']}>
      <header className={styles['block-head']}>
        <h2>{words.newestCases}</h2>
        <Button
          onPress={() => {
            setFilter({ ...EMPTY_FILTER, source: [source] });
            goTo('desk');
          }}
        >
          {words.toDesk} →
        </Button>
      </header>
      <div className={styles['source-cases']}>
        {pack === undefined || places.length === 0 ? null : (
          <figure>
            <CityMap
              pack={pack}
              box={cityBox(pack)}
              area={null}
              points={places.map((place) => ({ place, kind: 'sample' }))}
              label={`${words.newestPlaces(places.length)}${marks.semicolon}${words.inCity(inside, places.length)}`}
            />
            <figcaption className={styles['dim']}>
              {words.newestPlaces(places.length)} · {words.inCity(inside, places.length)}
            </figcaption>
          </figure>
        )}
        <ul>
          {page.items.map((row) => (
            <li key={row.id}>
              <RowButton
                onClick={() => {
                  select(row.id);
                  goTo('desk');
                }}
                className={styles['source-case']}
              >
                <StatusMark state={stateOf(row)} />
                <span className={styles['source-case-title']}>{row.title}</span>
                <time>{shortTime(row.updatedAt ?? row.requestedAt, zone, now)}</time>
              </RowButton>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
