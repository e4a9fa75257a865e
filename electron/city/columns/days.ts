/**
 * The greatest instant that Temporal can represent, less two days so that the end of its day can be represented too;
 * ms.
 */
const MAX_INSTANT = 8.64e15 - 2 * 86_400_000;

/**
 * The calendar day of an instant in a time zone, as UTC ms: the start of that day and of the next one. Handles days
 * of 23 or 25 hours and days that do not begin at midnight.
 * @param zone IANA name
 */
export function dayOf(at: number, zone: string): { start: number; end: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(Math.trunc(clampInstant(at)))
    .toZonedDateTimeISO(zone)
    .startOfDay();
  return { start: day.epochMilliseconds, end: day.add({ days: 1 }).startOfDay().epochMilliseconds };
}

/** An instant (UTC ms), limited to the range that Temporal can represent. */
export function clampInstant(at: number): number {
  return Math.max(-MAX_INSTANT, Math.min(MAX_INSTANT, at));
}
