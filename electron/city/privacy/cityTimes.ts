import { zoneRules } from '../../../shared/time/zoneRules.ts';

const DAY_MS = 86_400_000;

/**
 * A time as the city's clocks show it. `local` has its fields as `Date.UTC` gives them; null where the clocks show it twice (the
 * hour that is repeated in autumn), so that only the text tells which. `endsDay`: the last millisecond of a day, as a limit is
 * that was given as a day.
 */
export type CityTime = { text: string; local: number | null; endsDay: boolean };

export type CityTimes = {
  /** `2026-11-22 09:30`, with what it has of seconds and milliseconds, with an offset where the time is shown twice. */
  of(at: number): CityTime;
  /** To the minute. */
  minute(at: number): string;
};

/** @param zone IANA zone; UTC where the machine does not know it */
export function cityTimes(zone: string): CityTimes {
  const rules = zoneRules(zone);
  const localOf = (at: number) => rules?.toLocal(at) ?? at;
  const minute = (at: number) => new Date(localOf(at)).toISOString().slice(0, 16).replace('T', ' ');
  return {
    minute,
    of(at) {
      const local = localOf(at);
      const [, seconds = '', decimals = ''] = /:(\d\d)\.(\d{3})Z$/.exec(new Date(local).toISOString()) ?? [];
      const parts = decimals === '000' ? (seconds === '00' ? '' : `:${seconds}`) : `:${seconds}.${decimals}`;
      const endsDay = (local + 1) % DAY_MS === 0;
      if ((rules?.toUtc(local) ?? at) === at) return { text: minute(at) + parts, local, endsDay };
      const whole = parts === '' ? `:${seconds}` : parts;
      return { text: `${minute(at)}${whole} ${offsetText(local - at)}`, local: null, endsDay: false };
    },
  };
}

/** `-05:00`. */
function offsetText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
