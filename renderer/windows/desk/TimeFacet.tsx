import type { ReactNode } from 'react';
import { dateText, dayRange } from '../../live/link/cityTime.ts';
import { useTodayStart, useZone } from '../../live/link/clock.ts';
import type { Filter } from '../../live/link/filter.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { DayRange } from './DayRange.tsx';
import styles from './desk.module.css';
import type { DeskWords } from './words.ts';

const DAY = 86_400_000;

type Props = {
  /** Of when cases were closed (结案时间), or of when they should have been (应结案时间). */
  facet: 'closed' | 'counted';
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
  words: DeskWords;
};

/** A time of the cases, in whole days of the city. */
export function TimeFacet({ facet, filter, onChange, words }: Props): ReactNode {
  const zone = useZone();
  const today = useTodayStart();
  const chosen = filter[facet];
  const title = facet === 'closed' ? words.facet_closed : words.facet_counted;
  const choose = (range: Filter['closed']): void =>
    onChange(facet === 'closed' ? { closed: range } : { counted: range });
  /** The last `days` days, today included. Noon, so that a day of 23 hours is not passed over. */
  const last = (days: number): { from: number; to: number } | null =>
    dayRange(dateText(today + DAY / 2 - (days - 1) * DAY, zone), dateText(today, zone), zone);
  const options = [
    { word: words.anyTime, range: null },
    { word: words.today, range: last(1) },
    { word: words.last7, range: last(7) },
  ];
  return (
    <Disclosure className={styles['facet']} summary={title} held={chosen !== null}>
      <div className={styles['facet-choice']}>
        {options.map(({ word, range }) => (
          <Button
            key={word}
            pressed={range?.from === chosen?.from && range?.to === chosen?.to}
            onPress={() => choose(range)}
          >
            {word}
          </Button>
        ))}
      </div>
      <DayRange title={title} range={chosen} onChange={choose} words={words} />
    </Disclosure>
  );
}
