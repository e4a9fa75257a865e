import { type ReactNode, useState } from 'react';
import { dateText, startOfDay } from '../../live/city-time.ts';
import type { Filter } from '../../live/filters.ts';
import { useZone } from '../../live/now.ts';
import type { DeskWords } from './words.ts';

const DAY = 86_400_000;

/** First instant of a day of the pack's zone, given as `yyyy-MM-dd`; null when it is no day. */
export function dayStart(text: string, zone: string): number | null {
  // Noon UTC lies on the same calendar day in every zone from −11 to +11; China's is +8.
  const noon = Date.parse(`${text}T12:00:00Z`);
  return Number.isNaN(noon) ? null : startOfDay(noon, zone);
}

/** The days typed as a range of report times, `to` being the end of its day; null when they make none. */
export function dayRange(from: string, to: string, zone: string): { from: number; to: number } | null {
  const start = dayStart(from, zone);
  const last = dayStart(to, zone);
  if (start === null || last === null || last < start) return null;
  return { from: start, to: startOfDay(last + DAY + DAY / 2, zone) };
}

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
      <input
        type="date"
        value={shown.from}
        aria-label={`${words.facet_time} ${words.from}`}
        onChange={(event) => change({ ...shown, from: event.target.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        value={shown.to}
        aria-label={`${words.facet_time} ${words.to}`}
        onChange={(event) => change({ ...shown, to: event.target.value })}
      />
    </fieldset>
  );
}
