const DAY = 86_400_000;

/**
 * Converts between UTC and local time of one zone without Temporal, which browsers may lack and which is too slow for a
 * million rows. Both are in milliseconds; local ones are those that `Date.UTC` gives for the local fields.
 */
export type ZoneRules = {
  toUtc(localMs: number): number;
  /** Local time of an instant, as milliseconds that `Date.UTC` would give for the fields. */
  toLocal(utcMs: number): number;
};

const known = new Map<string, ZoneRules | null>();

/** Rules of an IANA zone, built once; null where the name is unknown to this machine. */
export function zoneRules(zone: string): ZoneRules | null {
  let rules = known.get(zone);
  if (rules === undefined) {
    rules = build(zone);
    known.set(zone, rules);
  }
  return rules;
}

function build(zone: string): ZoneRules | null {
  let format: Intl.DateTimeFormat;
  try {
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
  } catch {
    return null;
  }
  const offsetAt = (utcMs: number): number => {
    const second = Math.floor(utcMs / 1000) * 1000;
    const fields: Record<string, number> = {};
    for (const part of format.formatToParts(second)) fields[part.type] = Number(part.value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = fields;
    return Date.UTC(year, month - 1, day, hour, minute, fields['second'] ?? 0) - second;
  };
  // Formatting takes microseconds, so the offset is cached per day. Null marks days near a change of the clock, for
  // which each time is computed on its own.
  const days = new Map<number, number | null>();
  const offsetOfDay = (day: number): number | null => {
    let offset = days.get(day);
    if (offset === undefined) {
      const before = offsetAt((day - 1) * DAY);
      offset = before === offsetAt((day + 2) * DAY) ? before : null;
      days.set(day, offset);
    }
    return offset;
  };
  return {
    toUtc(localMs) {
      const day = Math.floor(localMs / DAY);
      const offset = offsetOfDay(day);
      if (offset !== null) return localMs - offset;
      const earlier = offsetAt(localMs - DAY);
      const later = offsetAt(localMs + DAY);
      // A time that occurs twice means its first occurrence; one that the clock skipped moves forward by the gap.
      if (offsetAt(localMs - earlier) === earlier) return localMs - earlier;
      if (offsetAt(localMs - later) === later) return localMs - later;
      return localMs - earlier;
    },
    toLocal(utcMs) {
      return utcMs + (offsetOfDay(Math.floor(utcMs / DAY)) ?? offsetAt(utcMs));
    },
  };
}
