import { z } from 'zod';

/**
 * That a session is open, by whom and until when: never the token. A new window asks the service only then, so that
 * nobody being signed in does not count as a failed request.
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
 * The machine's own clock may be wrong by days, so without the service's only a sign-out counts; whether another session
 * has run out is then for the service to say.
 */
export function hasEnded(known: SessionHint | null, now: number | null): boolean {
  if (known === null || known.expiresAt === SIGNED_OUT) return true;
  return now !== null && known.expiresAt <= now;
}
