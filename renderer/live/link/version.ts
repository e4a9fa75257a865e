import { z } from 'zod';

/** When something was chosen (this machine's clock, UTC ms), and in which window. */
export const Version = z.object({ at: z.number(), from: z.string() });
export type Version = z.infer<typeof Version>;

export const NO_VERSION: Version = { at: 0, from: '' };

/** One order for all windows, so that all end with the same choice whatever order the messages come in. */
export function isNewer(one: Version, other: Version): boolean {
  return one.at > other.at || (one.at === other.at && one.from > other.from);
}

/** A version that was stored as JSON; null where there is none or it cannot be read. */
export function parseVersion(text: string | null): Version | null {
  try {
    return Version.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
