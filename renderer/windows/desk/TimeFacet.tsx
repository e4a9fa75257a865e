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

type Props = { filter: Filter; onChange: (change: Partial<Filter>) => void; words: DeskWords };

/** When cases were closed (结案时间), in whole days of the city. */
export function ClosedTime({ filter, onChange, words }: Props): ReactNode {
  const zone = useZone();
  const today = useTodayStart();
  const { closed } = filter;
  /** The last `days` days, today included. Noon, so that a day of 23 hours is not passed over. */
  const last = (days: number): { from: number; to: number } | null =>
    dayRange(dateText(today + DAY / 2 - (days - 1) * DAY, zone), dateText(today, zone), zone);
  const options = [
    { word: words.anyTime, range: null },
    { word: words.today, range: last(1) },
    { word: words.last7, range: last(7) },
  ];
  return (
    <Disclosure className={styles['facet']} summary={words.facet_closed} held={closed !== null}>
      <div className={styles['facet-choice']}>
        {options.map(({ word, range }) => (
          <Button
            key={word}
            pressed={range?.from === closed?.from && range?.to === closed?.to}
            onPress={() => onChange({ closed: range })}
          >
            {word}
          </Button>
        ))}
      </div>
      <DayRange
        title={words.facet_closed}
        range={closed}
        onChange={(range) => onChange({ closed: range })}
        words={words}
      />
    </Disclosure>
  );
}
