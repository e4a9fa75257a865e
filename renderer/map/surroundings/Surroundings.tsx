import { type ReactNode, useRef, useState } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { usePlainKeys } from '../../base/keys.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import { useTheme } from '../../base/theme.ts';
import { useWords } from '../../base/words.ts';
import { useGrids, usePack } from '../../live/queries/city.ts';
import { useFrozen } from '../../live/stream/freeze.ts';
import { CityMap, type MapPoint } from '../../ui/CityMap.tsx';
import { cityBox } from '../../ui/cityShape.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { contains } from '../geometry.ts';
import { NearbyList } from './NearbyList.tsx';
import { NearFeatures, useToldFeatures } from './NearFeatures.tsx';
import { NEARBY_METRES, type Nearby } from './nearby.ts';
import { SurroundingsMap } from './SurroundingsMap.tsx';
import styles from './surroundings.module.css';
import { surroundingsWords } from './surroundingsWords.ts';
import { useNearby } from './useNearby.ts';

/** The key that shows the surroundings large. */
export const SURROUNDINGS_KEY = '0';

type Props = {
  /** WGS-84. */
  place: LonLat;
  /** Where the upstream had put it, where that is another place. */
  original: LonLat | null;
  /** Cases that the page is about: the others near by are counted. */
  own: readonly string[];
  onOpen: (id: string) => void;
};

/** Where something is: streets and buildings around it (周边), or the whole city; large with a key. */
export function Surroundings(props: Props): ReactNode {
  const words = useWords(surroundingsWords);
  const { place, original } = props;
  const [shown, setShown] = useState<'near' | 'city'>('near');
  // A frozen window (定格) asks for nothing: it keeps the surroundings that it has, and those of another place it has not.
  const isFrozen = useFrozen(({ at }) => at !== null);
  const readFor = useRef<string | null>(null);
  const key = place.join();
  if (!isFrozen) readFor.current = key;
  const toCity = (
    <Button onPress={() => setShown((before) => (before === 'city' ? 'near' : 'city'))}>
      {shown === 'city' ? words.near : words.city}
    </Button>
  );
  const near =
    readFor.current === key ? (
      <Near {...props}>{toCity}</Near>
    ) : (
      <>
        <p>{words.frozen}</p>
        {toCity}
      </>
    );
  return (
    <div className={styles['surroundings']} data-part="surroundings">
      {shown === 'city' ? (
        <>
          <CityPlace place={place} original={original} />
          <p className={styles['acts']}>{toCity}</p>
        </>
      ) : (
        near
      )}
      {original === null ? null : <p className={styles['original-said']}>× {words.original}</p>}
    </div>
  );
}

/** A place on the outline of the city. */
export function CityPlace({ place, original }: Pick<Props, 'place' | 'original'>): ReactNode {
  const words = useWords(surroundingsWords);
  const pack = usePack().data;
  const grids = useGrids().data;
  if (pack === undefined) return null;
  const area = grids?.features.find(({ geometry }) => contains(geometry, ...place))?.geometry ?? null;
  const points: MapPoint[] = [{ place, kind: 'case' }];
  if (original !== null) points.unshift({ place: original, kind: 'original' });
  return (
    <CityMap
      pack={pack}
      box={cityBox(pack)}
      area={area}
      points={points}
      label={original === null ? words.cityAlt : words.cityAltMoved}
    />
  );
}

function Near(props: Props & { children: ReactNode }): ReactNode {
  const words = useWords(surroundingsWords);
  const { place, original, own, onOpen } = props;
  const theme = useTheme(useWindowAddress(({ role }) => role));
  const [isLarge, setLarge] = useState(false);
  const { nearby, hasFailed } = useNearby(place, own);
  const told = useToldFeatures(place);
  const map = { place, original, nearby, told, theme };
  usePlainKeys({
    [SURROUNDINGS_KEY]: () => {
      if (document.querySelector('dialog[open]') === null) setLarge(true);
    },
  });
  return (
    <>
      <SurroundingsMap {...map} radius={null} />
      <div className={styles['said']}>
        <NearFeatures told={told} />
        <p>
          {nearby !== null ? (
            <Counted nearby={nearby} others={own.length > 0} />
          ) : hasFailed ? (
            <span data-tone="late">◆ {words.nearbyFailed}</span>
          ) : (
            words.nearbyReading
          )}
        </p>
        <p className={styles['acts']}>
          <Button kbd={SURROUNDINGS_KEY} onPress={() => setLarge(true)}>
            {words.enlarge}
          </Button>
          {props.children}
        </p>
      </div>
      {isLarge ? (
        <Dialog
          title={words.title}
          className={styles['dialog']}
          part="surroundings-large"
          onClose={() => setLarge(false)}
        >
          <div className={styles['large']}>
            <SurroundingsMap {...map} radius={NEARBY_METRES} />
            <div className={styles['list']}>
              {nearby === null ? null : <Counted nearby={nearby} others={own.length > 0} />}
              <NearFeatures told={told} />
              <NearbyList
                place={place}
                own={own}
                onOpen={(id) => {
                  setLarge(false);
                  onOpen(id);
                }}
              />
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function Counted({ nearby, others }: { nearby: Nearby; others: boolean }): ReactNode {
  const words = useWords(surroundingsWords);
  const { cases, overdue, isWhole } = nearby;
  const said = others
    ? isWhole
      ? words.others
      : words.othersLeast
    : isWhole
      ? words.nearby
      : words.nearbyLeast;
  return (
    <span data-part="surroundings-count">
      {said(NEARBY_METRES, count(cases.length))}
      {overdue === 0 ? null : (
        <>
          {' '}
          <span className={styles['overdue']}>▲ {words.overdue(count(overdue))}</span>
        </>
      )}
    </span>
  );
}
