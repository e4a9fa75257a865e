import { type ReactNode, useState } from 'react';
import { dateText } from '../../live/city-time.ts';
import type { Filter } from '../../live/filters.ts';
import { useZone } from '../../live/now.ts';
import { dayRange } from './dayRange.ts';
import type { DeskWords } from './words.ts';

type Props = { filter: Filter; onChange: (change: Partial<Filter>) => void; words: DeskWords };

/** Reports from one day to another, both included. */
export function TimeRange({ filter, onChange, words }: Props): ReactNode {
  const zone = useZone();
  const [draft, setDraft] = useState({ from: '', to: '' });
  const shown =
    filter.range === null
      ? draft
      : { from: dateText(filter.range.from, zone), to: dateText(filter.range.to - 1, zone) };
  const change = (next: { from: string; to: string }): void => {
    setDraft(next);
    const range = dayRange(next.from, next.to, zone);
    if (range !== null) onChange({ range });
    else if (filter.range !== null) onChange({ range: null });
  };
  return (
    <fieldset className="facet facet-days">
      <legend className="visually-hidden">{words.facet_time}</legend>
      <span aria-hidden="true">{words.from}</span>
      <input
        type="date"
        value={shown.from}
        aria-label={`${words.facet_time} ${words.from}`}
        onChange={(event) => change({ ...shown, from: event.target.value })}
      />
      <span aria-hidden="true">{words.to}</span>
      <input
        type="date"
        value={shown.to}
        aria-label={`${words.facet_time} ${words.to}`}
        onChange={(event) => change({ ...shown, to: event.target.value })}
      />
    </fieldset>
  );
}
