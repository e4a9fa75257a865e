import { clockTime, dateText } from '../../live/link/cityTime.ts';

/** `2026-11-01 — 2026-11-30`: both days included. */
export function periodText({ from, to }: { from: number; to: number }, zone: string): string {
  const [first, last] = [dateText(from, zone), dateText(to - 1, zone)];
  return first === last ? first : `${first} — ${last}`;
}

/** `2026-12-01 09:05`. */
export function momentText(at: number, zone: string): string {
  return `${dateText(at, zone)} ${clockTime(at, zone)}`;
}
