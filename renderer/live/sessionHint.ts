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

/** Whether the session has run out by the service's clock (ms); another window may have kept it. */
export function ranOut(now: number, known: SessionHint | null): boolean {
  return known === null || known.expiresAt <= now;
}
