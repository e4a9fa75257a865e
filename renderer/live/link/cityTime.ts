import { type ZoneRules, zoneRules } from '../../../shared/time/zoneRules.ts';

/** Calendar arithmetic in the pack's zone; the machine's own zone must not matter. */

const DAY = 86_400_000;

/** The zone's wall-clock time of an instant, in the UTC fields of a Date. */
function localOf(at: number, zone: string): Date {
  return new Date(rulesOf(zone).toLocal(at));
}

/** @throws RangeError for a zone unknown to the machine; the service refuses packs with such a zone */
function rulesOf(zone: string): ZoneRules {
  const rules = zoneRules(zone);
  if (rules === null) throw new RangeError(`unknown time zone ${zone}`);
  return rules;
}

/** Midnight that begins the zone's calendar day of an instant, UTC ms; right on days when clocks change. */
export function startOfDay(at: number, zone: string): number {
  return rulesOf(zone).toUtc(Math.floor(localOf(at, zone).getTime() / DAY) * DAY);
}

/**
 * Midnight that ends the day which begins at `start`. A day and a half later is on the next day even when clocks
 * change.
 */
export function nextDay(start: number, zone: string): number {
  return startOfDay(start + 1.5 * DAY, zone);
}

/** First instant of a day given as `yyyy-MM-dd`; null when it is no day. */
function dayStart(text: string, zone: string): number | null {
  // Noon UTC lies on the same calendar day in every zone from −11 to +11; China's is +8.
  const noon = Date.parse(`${text}T12:00:00Z`);
  return Number.isNaN(noon) ? null : startOfDay(noon, zone);
}

/** The days typed (`yyyy-MM-dd`, both included) as a range, `to` being the end of its day; null when they make none. */
export function dayRange(from: string, to: string, zone: string): { from: number; to: number } | null {
  const start = dayStart(from, zone);
  const last = dayStart(to, zone);
  if (start === null || last === null || last < start) return null;
  return { from: start, to: nextDay(last, zone) };
}

/** Two digits. */
const twoDigits = (value: number): string => String(value).padStart(2, '0');

const monthAndDay = (local: Date): string =>
  `${twoDigits(local.getUTCMonth() + 1)}-${twoDigits(local.getUTCDate())}`;
const dateOf = (local: Date): string => `${local.getUTCFullYear()}-${monthAndDay(local)}`;

const timeOf = (local: Date): string =>
  `${twoDigits(local.getUTCHours())}:${twoDigits(local.getUTCMinutes())}`;

/** `09:05`. */
export function clockTime(at: number, zone: string): string {
  return timeOf(localOf(at, zone));
}

/** `09:05:30`. */
export function clockTimeWithSeconds(at: number, zone: string): string {
  const local = localOf(at, zone);
  return `${timeOf(local)}:${twoDigits(local.getUTCSeconds())}`;
}

/** `11-22 09:05`, or with the year when it is another one than that of `now`. */
export function shortTime(at: number, zone: string, now: number): string {
  const local = localOf(at, zone);
  const sameYear = localOf(now, zone).getUTCFullYear() === local.getUTCFullYear();
  return `${sameYear ? monthAndDay(local) : dateOf(local)} ${timeOf(local)}`;
}

/** `2026-11-22`. */
export function dateText(at: number, zone: string): string {
  return dateOf(localOf(at, zone));
}
