import { type ReactNode, useState } from 'react';
import { dateText, dayRange } from '../../live/link/cityTime.ts';
import { useZone } from '../../live/link/clock.ts';
import { classes } from '../../ui/kit/classes.ts';
import { DateField } from '../../ui/kit/DateField.tsx';
import styles from './desk.module.css';
import type { DeskWords } from './words.ts';

/** UTC ms, `to` exclusive. */
type Range = { from: number; to: number } | null;
type Props = { title: string; range: Range; onChange: (range: Range) => void; words: DeskWords };

/** From one day to another, both included. `title` names what happened on these days. */
export function DayRange({ title, range, onChange, words }: Props): ReactNode {
  const zone = useZone();
  const [draft, setDraft] = useState({ from: '', to: '' });
  const shown =
    range === null ? draft : { from: dateText(range.from, zone), to: dateText(range.to - 1, zone) };
  const change = (next: { from: string; to: string }): void => {
    setDraft(next);
    const days = dayRange(next.from, next.to, zone);
    if (days !== null || range !== null) onChange(days);
  };
  return (
    <fieldset className={classes(styles['facet'], styles['facet-days'])}>
      <legend className="visually-hidden">{title}</legend>
      <span aria-hidden="true">{words.from}</span>
      <DateField
        label={`${title} ${words.from}`}
        labelPlace="hidden"
        value={shown.from}
        onChange={(from) => change({ ...shown, from })}
      />
      <span aria-hidden="true">{words.to}</span>
      <DateField
        label={`${title} ${words.to}`}
        labelPlace="hidden"
        value={shown.to}
        onChange={(to) => change({ ...shown, to })}
      />
    </fieldset>
  );
}
