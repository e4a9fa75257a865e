import { textValue } from './paths.ts';
import { readTime, type TimeOptions, type TimeReading } from './time.ts';
import { writeTime } from './writeTime.ts';

const DAY_MS = 86_400_000;
/** A spreadsheet keeps the time of day as a part of a day. */
const PART_OF_DAY = /^0(?:\.\d+)?$/;

/**
 * A day with the time of day from another column (日期 beside 时间). Null where that is filled and no clock: the day alone would be
 * another moment.
 */
export function withClock(day: TimeReading, clock: unknown, { zone }: TimeOptions): TimeReading | null {
  const text = textValue(clock)?.trim() ?? '';
  if (text === '') return day;
  const date = writeTime(day.ms, 'yyyy-MM-dd', zone);
  const original = `${day.original} ${text}`;
  const read = readTime(`${date} ${PART_OF_DAY.test(text) ? clockOf(Number(text)) : text}`, {
    ...{ format: 'auto', zone },
  });
  return read === null || read.dateOnly ? null : { ...read, original };
}

function clockOf(part: number): string {
  return new Date(Math.round((part * DAY_MS) / 1000) * 1000).toISOString().slice(11, 19);
}
