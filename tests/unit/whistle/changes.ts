import { createCalendar, type WorkingCalendar } from '../../../shared/time/calendar.ts';
import { ALL_YEARS, cnYears } from '../time/calendars.ts';
import type { Surroundings } from './walk.ts';
import { qinhuai, RULES } from './world.ts';

/** The shipped calendar with these days off (停工) beside, of these years alone. */
export function calendarWith(off: readonly string[], years: readonly number[]): WorkingCalendar {
  const tables = cnYears(...years).map((year) => {
    const dates = off.filter((date) => date.startsWith(String(year.year)));
    const days = year.days.filter((day) => !dates.includes(day.date));
    return { ...year, days: [...days, ...dates.map((date) => ({ name: '停工', date, isOffDay: true }))] };
  });
  const { zone, working } = qinhuai.manifest;
  return createCalendar({ zone, working, name: 'cn', years: tables, daysOff: [] });
}

const otherLimits = RULES.kinds.map((kind) => {
  const { arrive, handle } = kind.limits;
  return {
    ...kind,
    limits: {
      ...kind.limits,
      arrive: arrive && { ...arrive, amount: arrive.amount * 2 },
      handle: handle && { ...handle, amount: handle.amount / 2 },
    },
  };
});

/** Calendars: histories begin on 2025-09-22, with days off soon after, a make-up day, a week that is closed. */
export const CALENDARS: Surroundings['changes'] = [
  { calendar: calendarWith([], ALL_YEARS) },
  { calendar: calendarWith(['2025-09-23', '2025-09-24'], ALL_YEARS) },
  { calendar: calendarWith(['2025-09-25', '2025-09-26', '2025-10-10'], ALL_YEARS) },
  {
    calendar: calendarWith(['2025-09-28', '2025-10-11', '2025-10-13', '2025-10-14', '2025-10-15'], ALL_YEARS),
  },
];

/** Limits that grow and shrink, and a kind of whistle that goes away. */
export const LIMITS: Surroundings['changes'] = [
  { rules: { ...RULES, kinds: otherLimits } },
  { rules: RULES },
  { rules: { ...RULES, kinds: RULES.kinds.slice(1) } },
];

/** Organisations leave the pack (撤并), and come back. */
export function without(...gone: string[]): Surroundings['changes'][number] {
  return {
    orgs: qinhuai.manifest.orgs.map((org) =>
      gone.includes(org.code) ? { ...org, former: true as const } : org,
    ),
  };
}
