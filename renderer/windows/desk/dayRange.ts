import { startOfDay } from '../../live/city-time.ts';

const DAY = 86_400_000;

/** First instant of a day of the pack's zone, given as `yyyy-MM-dd`; null when it is no day. */
function dayStart(text: string, zone: string): number | null {
  // Noon UTC lies on the same calendar day in every zone from −11 to +11; China's is +8.
  const noon = Date.parse(`${text}T12:00:00Z`);
  return Number.isNaN(noon) ? null : startOfDay(noon, zone);
}

/** The days typed as a range of report times, `to` being the end of its day; null when they make none. */
export function dayRange(from: string, to: string, zone: string): { from: number; to: number } | null {
  const start = dayStart(from, zone);
  const last = dayStart(to, zone);
  if (start === null || last === null || last < start) return null;
  return { from: start, to: startOfDay(last + DAY + DAY / 2, zone) };
}
