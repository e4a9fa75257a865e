import { Fragment, type ReactNode } from 'react';
import type { CalendarPreview } from '../../../../shared/contract/calendars.ts';
import { CLOCK_WORDS } from '../../../../shared/whistle/words.ts';
import { useSentErrorText } from '../../../live/client/errorText.ts';
import { shortTime } from '../../../live/link/cityTime.ts';
import { useNow, useZone } from '../../../live/link/clock.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { Disclosure } from '../../../ui/kit/Disclosure.tsx';
import { useNames } from '../../../ui/names.ts';
import { ScrollTable } from '../../../ui/ScrollTable.tsx';
import styles from './calendar.module.css';
import type { CalendarWords } from './calendarWords.ts';

type Props = {
  preview: CalendarPreview;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  words: CalendarWords;
};

/** What a change would do: problems of the text by line, or the deadlines that move; confirmed here. */
export function PreviewPanel({ preview, busy, onConfirm, onCancel, words }: Props): ReactNode {
  const { problems, skipped, whistles, changedDays, cases } = preview;
  return (
    <section className={styles['preview']} data-part="calendar-preview" aria-label={words.preview}>
      {problems.length > 0 ? (
        <Problems problems={problems} words={words} />
      ) : (
        <>
          <p className={styles['note']}>{words.previewing}</p>
          <p data-part="calendar-effect">
            <b>{words.effect(changedDays, whistles.length, cases)}</b>
          </p>
        </>
      )}
      {whistles.length === 0 ? null : <Moved whistles={whistles} words={words} />}
      {skipped.length === 0 ? null : (
        <Disclosure summary={words.skipped(skipped.length)}>
          <ul className={styles['skipped']}>
            {skipped.map(({ line, text }) => (
              <li key={`${line} ${text}`}>
                <span className={styles['line']}>{words.line(line)}</span> {text}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className={styles['acts']}>
        {problems.length > 0 ? null : (
          <Button variant="primary" disabled={busy} onPress={onConfirm}>
            {words.confirm}
          </Button>
        )}
        <Button onPress={onCancel}>{words.cancel}</Button>
      </div>
    </section>
  );
}

function Problems({
  problems,
  words,
}: Pick<CalendarPreview, 'problems'> & { words: CalendarWords }): ReactNode {
  const sentText = useSentErrorText();
  return (
    <div role="alert" className={styles['problems']}>
      <b>{words.problems(problems.length)}</b>
      <ul data-part="calendar-problems">
        {problems.map(({ line, text, error }) => (
          <li key={`${line} ${text} ${error.code} ${JSON.stringify(error.parameters)}`}>
            <span className={styles['line']}>{line === null ? words.whole : words.line(line)}</span>{' '}
            {sentText(error)}
            {text === '' ? null : <code>{text}</code>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Moved({ whistles, words }: Pick<CalendarPreview, 'whistles'> & { words: CalendarWords }): ReactNode {
  const names = useNames();
  const zone = useZone();
  const now = useNow(60_000);
  const time = (ms: number | null): string => (ms === null ? words.noTime : shortTime(ms, zone, now));
  return (
    <div className={styles['moved']} data-part="calendar-moved">
      <ScrollTable label={words.moved} heads={[words.clock, words.before, words.after]}>
        {whistles.map(({ id, subject, street, moved }) => (
          <Fragment key={id}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {subject} <small>{names.org(street)}</small>
              </th>
            </tr>
            {moved.map(({ clock, kind, org, before, dueAt }) => (
              <tr key={clock}>
                <td>
                  {CLOCK_WORDS[kind][names.language]} <small>{names.org(org)}</small>
                </td>
                <td className={styles['time']}>{time(before)}</td>
                <td className={styles['time']}>
                  <span aria-hidden="true">→ </span>
                  <b>{time(dueAt)}</b>
                </td>
              </tr>
            ))}
          </Fragment>
        ))}
      </ScrollTable>
    </div>
  );
}
