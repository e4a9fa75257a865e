import type { Half } from '../contract/calendars.ts';
import type { KnownError } from '../errors/errorText.ts';

/** What is wrong at a place of the text. `line` counts from 1; null: the text as a whole. */
export type Problem = { line: number | null; text: string; error: KnownError };

/** A day as it was read. `closed`: the city's own day off (停工); `said`: the weekday that the text gives, 1 Monday. */
export type ReadDay = {
  line: number;
  date: string;
  kind: 'off' | 'work' | 'closed';
  half: Half | null;
  name: string;
};

/** What a parser found. `skipped`: text that says nothing of a day, listed so that nothing is dropped unseen. */
export type Reading = {
  /** The year that the text itself names. */
  year: number | null;
  days: ReadDay[];
  papers: string[];
  skipped: { line: number; text: string }[];
  problems: Problem[];
};

export function emptyReading(): Reading {
  return { year: null, days: [], papers: [], skipped: [], problems: [] };
}

/** `2026-10-01`; null where there is no such day. */
export function dateOf(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Sheets and databases write the midnight of a day behind it. */
const DATE = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?$/;

/** `2026-10-01`, `2026/10/1 0:00`, `2026年10月1日`, `20261001` → `2026-10-01`; null for anything else. */
export function readDate(text: string): string | null {
  const parts = DATE.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return parts === null ? null : dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

const WEEKDAY = /(?:周|星期|礼拜)([一二三四五六日天])/;

/** ISO weekday that a text names (`农历除夕、周二` → 2); null where it names none. */
export function saidWeekday(text: string): number | null {
  const found = WEEKDAY.exec(text)?.[1];
  return found === undefined ? null : '一二三四五六日'.indexOf(found === '天' ? '日' : found) + 1;
}

/** The problem of a weekday that does not belong to its date; null where the two agree or none is given. */
export function weekdayProblem(date: string, said: number | null): KnownError | null {
  const actual = Temporal.PlainDate.from(date).dayOfWeek;
  if (said === null || said === actual) return null;
  return { code: 'calendar-weekday', parameters: { date, said, actual } };
}
