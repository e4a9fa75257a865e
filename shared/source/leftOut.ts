import type { LeftOutRows } from '../contract/sources.ts';

/** How many rows of a list are no cases. */
export function leftOutRows({ title, header, total, note }: LeftOutRows): number {
  return title + header + total + note;
}
