/** Instants Temporal can name, less two days so that the ends of their days can be named too. */
const FARTHEST = 8.64e15 - 2 * 86_400_000;

/**
 * The calendar day of a zone that holds an instant, as UTC ms: its first and the next day's. Days of 23 or 25 hours
 * and days that do not begin at midnight come out right.
 * @param zone IANA name
 */
export function dayOf(at: number, zone: string): { start: number; end: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(Math.trunc(clampInstant(at)))
    .toZonedDateTimeISO(zone)
    .startOfDay();
  return { start: day.epochMilliseconds, end: day.add({ days: 1 }).startOfDay().epochMilliseconds };
}

/** An instant moved to the nearest one the calendar knows. */
export function clampInstant(at: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, at));
}
