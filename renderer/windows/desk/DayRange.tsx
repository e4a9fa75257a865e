import { type ReactNode, useState } from 'react';
import { dateText, dayRange } from '../../live/link/cityTime.ts';
import { useZone } from '../../live/link/clock.ts';
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
    <fieldset className="facet facet-days">
      <legend className="visually-hidden">{title}</legend>
      <span aria-hidden="true">{words.from}</span>
      <input
        type="date"
        value={shown.from}
        aria-label={`${title} ${words.from}`}
        onChange={(event) => change({ ...shown, from: event.target.value })}
      />
      <span aria-hidden="true">{words.to}</span>
      <input
        type="date"
        value={shown.to}
        aria-label={`${title} ${words.to}`}
        onChange={(event) => change({ ...shown, to: event.target.value })}
      />
    </fieldset>
  );
}
