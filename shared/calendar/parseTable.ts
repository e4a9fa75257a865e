import type { KnownError } from '../errors/errorText.ts';
import { statutoryDays } from '../time/statutory.ts';
import type { CalendarYear, LocalDaysOff } from '../time/workingTime.ts';
import { yearOfDate } from '../time/zone.ts';
import { looksLikeCsv, readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { readNotice } from './notice.ts';
import type { Problem, ReadDay, Reading } from './reading.ts';

export type TableFormat = 'csv' | 'json' | 'notice';

/** A year's table as read from a file or pasted text. It may be saved only if there are no problems. */
export type ParsedTable = {
  format: TableFormat;
  /** Null where the text has only days off of the city, or no year could be told. */
  table: CalendarYear | null;
  daysOff: LocalDaysOff[];
  problems: Problem[];
  skipped: Reading['skipped'];
};

/**
 * Reads a year's table (放假调休安排): JSON, CSV or cells of a sheet, or the text of the notice; which of them is seen from
 * the text. `wanted`: the year that the operator entered, null if none. Pure; never throws. A table that contradicts
 * itself, its dates or the statutory holidays of its year has problems.
 */
export function parseTable(given: string, wanted: number | null): ParsedTable {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const format = formatOf(text);
  const reading =
    format === 'json' ? readJson(text) : format === 'csv' ? readCsv(text) : readNotice(text, wanted);
  const year = reading.year ?? wanted ?? mostFrequentYear(reading.days);
  const whole = (error: KnownError): Problem => ({ line: null, text: '', error });
  const problems = [...reading.problems];
  if (reading.days.length === 0 && problems.length === 0)
    problems.push(whole({ code: 'calendar-empty', parameters: {} }));
  if (wanted !== null && reading.year !== null && reading.year !== wanted)
    problems.push(whole({ code: 'calendar-other-year', parameters: { found: reading.year, wanted } }));
  const listed = reading.days.filter((day) => day.kind !== 'closed');
  const closed = reading.days.filter((day) => day.kind === 'closed');
  problems.push(...twice(listed), ...twice(closed));
  const rest = { format, daysOff: joined(closed), skipped: reading.skipped };
  if (listed.length === 0 || year === null) return { ...rest, table: null, problems: inOrder(problems) };
  problems.push(...listed.flatMap((day) => dayProblems(day, year, format)));
  // A day that was refused may be the very one that is missing.
  if (problems.length === 0) problems.push(...missing(listed, year).map(whole));
  const days = listed
    .map(({ date, name, kind, half }) => ({
      ...{ name, date, isOffDay: kind === 'off' },
      ...(half === null ? {} : { half }),
    }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return { ...rest, table: { year, days, papers: reading.papers }, problems: inOrder(problems) };
}

/** `text` with plain line ends and without a byte order mark. */
function formatOf(text: string): TableFormat {
  if (/^\s*[{[]/.test(text)) return 'json';
  return looksLikeCsv(text) ? 'csv' : 'notice';
}

function mostFrequentYear(days: readonly ReadDay[]): number | null {
  const counts = new Map<number, number>();
  for (const { date } of days) counts.set(yearOfDate(date), (counts.get(yearOfDate(date)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? null;
}

function twice(days: readonly ReadDay[]): Problem[] {
  const seen = new Set<string>();
  return days.flatMap(({ line, date, name, half, kind }) => {
    // Two halves of one day off of the city are two rows.
    const key = kind === 'closed' ? `${date} ${half}` : date;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ line, text: `${date} ${name}`, error: { code: 'calendar-twice', parameters: { date } } }];
  });
}

function dayProblems(day: ReadDay, year: number, format: TableFormat): Problem[] {
  const { line, date, name, kind, half } = day;
  const fail = (error: KnownError): Problem[] => [{ line, text: `${date} ${name}`, error }];
  if (yearOfDate(date) !== year && date.slice(0, 7) !== `${year - 1}-12`)
    return fail({ code: 'calendar-outside', parameters: { date, year } });
  // What a program wrote may list working days that change nothing; a person who does so meant another date.
  const workday = format !== 'json' && Temporal.PlainDate.from(date).dayOfWeek <= 5;
  if (kind === 'work' && half === null && workday)
    return fail({ code: 'calendar-work-weekday', parameters: { date } });
  return [];
}

/** Statutory days that the table does not give off as a whole. */
function missing(days: readonly ReadDay[], year: number): KnownError[] {
  const off = new Set(
    days.filter(({ kind, half }) => kind === 'off' && half === null).map(({ date }) => date),
  );
  return (statutoryDays(year) ?? [])
    .filter(({ date }) => !off.has(date))
    .map(({ date, name }) => ({ code: 'calendar-statutory', parameters: { date, name } }));
}

/** Days off that follow each other for the same reason as one period. */
function joined(days: readonly ReadDay[]): LocalDaysOff[] {
  const periods: LocalDaysOff[] = [];
  const latest = new Map<string, LocalDaysOff>();
  for (const { date, half, name } of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const before = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
    const last = latest.get(`${half} ${name}`);
    if (last?.to === before) {
      last.to = date;
      continue;
    }
    const period = { from: date, to: date, half, reason: name };
    periods.push(period);
    latest.set(`${half} ${name}`, period);
  }
  return periods;
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
