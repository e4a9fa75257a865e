/** Calendar arithmetic in the pack's zone; the machine's own zone must not matter. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(
  at: number,
  zone: string,
): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number> {
  let format = formatters.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, format);
  }
  const found = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(at))
    if (type in found) Object.assign(found, { [type]: Number(value) });
  return found;
}

/** The zone's offset from UTC at an instant, ms. */
function offsetAt(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** Midnight that begins the zone's calendar day of an instant, UTC ms; right on days when clocks change. */
export function startOfDay(at: number, zone: string): number {
  const { year, month, day } = partsOf(at, zone);
  const wall = Date.UTC(year, month - 1, day);
  const first = wall - offsetAt(at, zone);
  return wall - offsetAt(first, zone);
}

/** Two digits. */
const two = (value: number): string => String(value).padStart(2, '0');

/** `11-22 09:05`, or with the year when it is another one than that of `now`. */
export function shortTime(at: number, zone: string, now: number): string {
  const { year, month, day, hour, minute } = partsOf(at, zone);
  const date = `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
  return partsOf(now, zone).year === year ? date : `${year}-${date}`;
}

/** `2026-11-22`. */
export function dateText(at: number, zone: string): string {
  const { year, month, day } = partsOf(at, zone);
  return `${year}-${two(month)}-${two(day)}`;
}
