import { z } from 'zod';

/** When something was chosen (this machine's clock, UTC ms), and in which window. */
export const Stamp = z.object({ at: z.number(), from: z.string() });
export type Stamp = z.infer<typeof Stamp>;

export const NEVER: Stamp = { at: 0, from: '' };

/** One order for all windows, so that all end with the same choice whatever order the messages come in. */
export function isLater(one: Stamp, other: Stamp): boolean {
  return one.at > other.at || (one.at === other.at && one.from > other.from);
}

/** A stamp that was kept as JSON; null where there is none or it cannot be read. */
export function stampOf(text: string | null): Stamp | null {
  try {
    return Stamp.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
