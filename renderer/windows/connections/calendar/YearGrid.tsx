import type { ReactNode } from 'react';
import type { CalendarYearView } from '../../../../shared/contract/calendars.ts';
import styles from './calendar.module.css';
import type { CalendarWords } from './calendarWords.ts';

type Day = CalendarYearView['days'][number];
type Props = { year: CalendarYearView; today: string; words: CalendarWords };

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const LEGEND = ['off', 'make-up', 'half', 'closed', 'weekend'] as const;

/** A year as twelve months: 休, 班, 半天 and 停工 by sign and ground; what is provisional has a broken edge. */
export function YearGrid({ year, today, words }: Props): ReactNode {
  const provisional = year.state === 'provisional';
  return (
    <div className={styles['year']} data-part="calendar-year" data-state={year.state}>
      <ul className={styles['legend']}>
        {LEGEND.map((kind) => (
          <li key={kind}>
            <span className={styles['day']} data-kind={kind} data-provisional={provisional && kind === 'off'}>
              <i>{words[`kind_${kind}`]}</i>
            </span>{' '}
            {words[`name_${kind}`]}
          </li>
        ))}
      </ul>
      <div className={styles['months']}>
        {MONTHS.map((month) => (
          <Month
            key={month}
            month={month}
            days={year.days.filter(({ date }) => Number(date.slice(5, 7)) === month)}
            {...{ provisional, today, words }}
          />
        ))}
      </div>
    </div>
  );
}

function Month(props: {
  month: number;
  days: readonly Day[];
  provisional: boolean;
  today: string;
  words: CalendarWords;
}): ReactNode {
  const { month, days, provisional, today, words } = props;
  return (
    <section className={styles['month']} aria-label={words.month(month)}>
      <h3>{words.month(month)}</h3>
      <ol className={styles['days']}>
        {[...words.weekdays].map((letter, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the seven columns never change places
          <li key={i} className={styles['weekday']} aria-hidden="true">
            {letter}
          </li>
        ))}
        {days.map((day, i) => (
          <li
            key={day.date}
            className={styles['day']}
            data-part={`day-${day.date}`}
            data-kind={day.kind}
            data-start={i === 0 ? day.weekday : undefined}
            data-today={day.date === today}
            data-provisional={provisional && day.kind === 'off'}
            title={titleOf(day, provisional, words)}
          >
            {Number(day.date.slice(8))}
            <i>{words[`kind_${day.kind}`]}</i>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `2027-02-05 放假 春节 · 暂定`. */
function titleOf(day: Day, provisional: boolean, words: CalendarWords): string {
  const what = [day.date, words[`name_${day.kind}`], day.name, day.half === null ? null : words[day.half]]
    .filter((part) => part !== null)
    .join(' ');
  return provisional && day.kind === 'off' ? `${what} · ${words.state_provisional}` : what;
}
