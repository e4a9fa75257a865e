import { clockTime, dateText, startOfDay } from './cityTime.ts';

const DAY = 86_400_000;

/** `2026-11-22T09:05` in the pack's zone, as a field for date and time wants it. */
export function toField(at: number, zone: string): string {
  return `${dateText(at, zone)}T${clockTime(at, zone)}`;
}

/** What was typed into such a field, UTC ms; null while it is incomplete. The machine's own zone plays no part. */
export function fromField(text: string, zone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute] = match.map(Number);
  const noon = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, 12);
  const midnight = startOfDay(noon, zone);
  const at = midnight + ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000;
  if (Number.isNaN(at)) return null;
  // On a day when clocks change the wall clock and the hours since midnight disagree by the change.
  const shown = toField(at, zone);
  const wanted = text.slice(0, 16);
  if (shown === wanted) return at;
  const wall = (field: string): number => Date.parse(`${field}:00Z`);
  const moved = at + (wall(wanted) - wall(shown));
  return Math.abs(moved - at) < DAY ? moved : at;
}
