import { z } from 'zod';

/**
 * That a session is open, by whom and until when: never the token. A new window requests the session only if the hint
 * shows an open one, which avoids a failed request when nobody is signed in.
 */
const Hint = z.object({ operator: z.string(), expiresAt: z.number() });
export type SessionHint = z.infer<typeof Hint>;

export function readHint(text: string | null): SessionHint | null {
  try {
    const parsed = Hint.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `expiresAt` of a session that was ended on purpose; no clock has to be known to see that. */
export const SIGNED_OUT = 0;

/**
 * Whether the kept session has ended. `now` is the service's clock (UTC ms), or null while this page does not know it.
 * The machine's own clock may be wrong by days, so without the service's only a sign-out counts; the service decides
 * whether any other session has expired.
 */
export function hasEnded(known: SessionHint | null, now: number | null): boolean {
  if (known === null || known.expiresAt === SIGNED_OUT) return true;
  return now !== null && known.expiresAt <= now;
}
