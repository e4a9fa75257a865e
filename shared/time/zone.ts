/**
 * Local dates in a pack's time zone. Temporal is used so that the machine's own zone has no effect; parsing a date with
 * Date and reading local fields would shift days west of Greenwich.
 */

/** `2026-11-20` in the zone. */
export function localDate(ms: number, zone: string): string {
  return zoned(ms, zone).toPlainDate().toString();
}

/** `2026-11-20 17:30:05` in the zone. */
export function localDateTime(ms: number, zone: string): string {
  return zoned(ms, zone).toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}

/** `2026-10-01` → 2026. */
export function yearOfDate(date: string): number {
  return Number(date.slice(0, 4));
}

/** Calendar year of the instant in the zone. */
export function localYear(ms: number, zone: string): number {
  return zoned(ms, zone).year;
}

/** UTC ms of local midnight at the start of `date` (`2026-11-20`). */
export function startOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** UTC ms of `HH:mm` on `date`; `24:00` is the next midnight. */
export function atClock(date: string, clock: string, zone: string): number {
  const day = Temporal.PlainDate.from(date);
  if (clock === '24:00') return day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds;
}

/** The dates of a year, `2026-01-01` first, with ISO weekday (1 Monday … 7 Sunday). */
export function daysOfYear(year: number): { date: string; weekday: number }[] {
  const days: { date: string; weekday: number }[] = [];
  let day = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  while (day.year === year) {
    days.push({ date: day.toString(), weekday: day.dayOfWeek });
    day = day.add({ days: 1 });
  }
  return days;
}

function zoned(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}
