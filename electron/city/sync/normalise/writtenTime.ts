import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { chineseNumerals } from './chineseNumerals.ts';
import { localMs, type TimeFields } from './timeFields.ts';
import { writtenClock } from './writtenClock.ts';
import type { WrittenDate } from './writtenDate.ts';
import { writtenZone } from './writtenZone.ts';

/**
 * Reads a tidied text that is a date, then a clock or none, then a zone or none. `readDate` says which dates count,
 * `zone` is the source's. Null when anything is left over, when the weekday is not that of the date, or when the zone
 * does not have the abbreviation at that time.
 */
export function writtenTime(
  text: string,
  readDate: (text: string) => WrittenDate | null,
  zone: string,
): TimeFields | null {
  const date = readDate(chineseNumerals(text));
  if (date === null) return null;
  const { year, month, day, rest } = date;
  if (date.weekday !== null && date.weekday !== new Date(Date.UTC(year, month - 1, day)).getUTCDay())
    return null;
  if (rest === '') {
    const noClock = { hour: 0, minute: 0, second: 0, millisecond: 0 };
    return { year, month, day, ...noClock, offsetMinutes: null, dateOnly: true };
  }
  const afterT = /^ ?T/i.test(rest);
  const clock = writtenClock(rest.replace(/^(?: ?T|,)/i, ''), date.digits, afterT);
  const place = clock === null ? null : writtenZone(clock.rest, zone);
  if (clock === null || place === null) return null;
  // 08:00-10:00 is a span, and 14:30-05 may be 14:30:05. Without seconds only T…-05:00 is an offset for sure.
  const mayBeSpan = /^ ?-/.test(clock.rest) && !clock.hasSeconds;
  if (mayBeSpan && (!afterT || date.digits || !/^-\d\d:\d\d/.test(clock.rest))) return null;
  const { hour, minute, second, millisecond } = clock;
  const fields = {
    ...{ year, month, day, hour, minute, second, millisecond },
    offsetMinutes: place.offset,
    dateOnly: false,
  };
  return place.abbreviated && !holdsIn(zone, fields, place.offset ?? 0) ? null : fields;
}

/** Whether the zone's clocks show these fields when they are that many minutes ahead of UTC. */
function holdsIn(zone: string, fields: TimeFields, offset: number): boolean {
  const local = localMs(fields);
  return local !== null && zoneRules(zone)?.toLocal(local - offset * 60_000) === local;
}
