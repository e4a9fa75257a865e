import type { ReactNode } from 'react';
import type { CalendarView } from '../../../../shared/contract/calendars.ts';
import { usePunctuation } from '../../../base/punctuation.ts';
import { shortTime } from '../../../live/link/cityTime.ts';
import { useNow } from '../../../live/link/clock.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import styles from './calendar.module.css';
import type { CalendarWords } from './calendarWords.ts';

type Props = { view: CalendarView; nameOf: (operator: string) => string; words: CalendarWords };
type DaysOff = CalendarView['log'][number]['daysOff'][number];

/** The city's own days off (停工). `onRemove` null: whoever is signed in may not remove any. */
export function DaysOffList({
  view,
  onRemove,
  words,
}: Omit<Props, 'nameOf'> & { onRemove: ((id: string) => void) | null }): ReactNode {
  return (
    <section className={styles['list']}>
      <h2>{words.daysOff}</h2>
      {view.daysOff.length === 0 ? <p className={styles['note']}>{words.noDaysOff}</p> : null}
      <ul data-part="calendar-days-off-list">
        {view.daysOff.map((off) => (
          <li key={off.id}>
            <span>{daysOffText(off, words)}</span>
            {onRemove === null ? null : (
              <Button
                variant="quiet"
                label={`${words.remove} ${daysOffText(off, words)}`}
                onPress={() => onRemove(off.id)}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who changed what, newest first. */
export function ChangeLog({ view, nameOf, words }: Props): ReactNode {
  const now = useNow(60_000);
  const marks = usePunctuation();
  return (
    <section className={styles['list']}>
      <h2>{words.log}</h2>
      {view.log.length === 0 ? <p className={styles['note']}>{words.noLog}</p> : null}
      <ol data-part="calendar-log">
        {view.log.map(({ at, by, act, year, daysOff }) => {
          const what =
            year === null
              ? daysOff.map((off) => daysOffText(off, words)).join(marks.semicolon)
              : words.yearOf(year);
          return (
            <li key={`${at} ${act} ${what}`}>
              <span>{words[`act_${act}`](what)}</span>
              <small>
                {nameOf(by)} {shortTime(at, view.zone, now)}
              </small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** `2026-03-04–2026-03-05 上午休 暴雪`. */
function daysOffText({ from, to, half, reason }: DaysOff, words: CalendarWords): string {
  const when = from === to ? from : `${from}–${to}`;
  return [when, half === null ? null : words[half], reason].filter((part) => part !== null).join(' ');
}
