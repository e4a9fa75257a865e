import { z } from 'zod';
import { Half } from '../contract/calendars.ts';
import { emptyReading, type Reading, readDate } from './reading.ts';

const Whole = z.object({
  year: z.int(),
  days: z.array(z.unknown()),
  papers: z.array(z.string()).default([]),
});
const Entry = z.object({
  name: z.string().min(1),
  date: z.string(),
  isOffDay: z.boolean(),
  half: Half.optional(),
});

/**
 * A year as JSON: `{year, days: [{name, date, isOffDay}]}`, as build/calendars and the holiday-cn tables have it; `half`
 * may name the half that is off. Problems give the number of the entry as their line.
 */
export function readJson(text: string): Reading {
  const reading = emptyReading();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    reading.problems.push({ line: null, text: '', error: { code: 'calendar-json', parameters: {} } });
    return reading;
  }
  const whole = Whole.safeParse(value);
  if (!whole.success) {
    reading.problems.push({ line: null, text: '', error: { code: 'calendar-json-shape', parameters: {} } });
    return reading;
  }
  reading.year = whole.data.year;
  reading.papers = whole.data.papers;
  for (const [i, item] of whole.data.days.entries()) {
    const line = i + 1;
    const shown = JSON.stringify(item);
    const entry = Entry.safeParse(item);
    if (!entry.success) {
      reading.problems.push({ line, text: shown, error: { code: 'calendar-entry', parameters: {} } });
      continue;
    }
    const { name, isOffDay, half } = entry.data;
    const date = readDate(entry.data.date);
    if (date === null)
      reading.problems.push({
        line,
        text: shown,
        error: { code: 'calendar-date', parameters: { text: entry.data.date } },
      });
    else reading.days.push({ line, date, kind: isOffDay ? 'off' : 'work', half: half ?? null, name });
  }
  return reading;
}
