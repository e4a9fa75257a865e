import { deadline } from '../../../shared/time/deadline.ts';
import { cn, cnCalendar } from './calendars.ts';

/** Prints deadlines through the whole of 2026 and whether each start is a working day; run under several TZ. */
const calendar = cnCalendar();
const lines: unknown[] = [];
for (let i = 0; i < 400; i++) {
  const start = cn('2026-01-01 00:30') + i * 19.7 * 3_600_000;
  const due = deadline(start, { amount: 1 + (i % 9), unit: i % 2 ? 'work_hour' : 'work_day' }, calendar, []);
  lines.push([due, calendar.day(start).date, calendar.day(start).working]);
}
console.log(JSON.stringify(lines));
