import { createHmac, randomBytes } from 'node:crypto';
import type { People } from '../people/createPeople.ts';

/**
 * Tickets with which a window shows photos and plays videos (查看凭据). The browser fetches those by itself, without the
 * headers of the window; so the window puts a ticket into their address. It opens files of whistles and nothing else, ends
 * with the session that it was issued to, and is of no use after a restart.
 */
export type ViewTickets = {
  /** The ticket of a session: the same one each time. */
  issue(sessionToken: string): string;
  /** Whether its session is still there; that does not count as activity of the operator. */
  isValid(ticket: string): boolean;
};

export function createViewTickets({ sessions }: Pick<People, 'sessions'>): ViewTickets {
  const key = randomBytes(32);
  const sessionsOfTickets = new Map<string, string>();

  return {
    issue(sessionToken) {
      for (const [ticket, session] of sessionsOfTickets)
        if (sessions.find(session) === null) sessionsOfTickets.delete(ticket);
      const ticket = createHmac('sha256', key).update(sessionToken).digest('base64url');
      sessionsOfTickets.set(ticket, sessionToken);
      return ticket;
    },
    isValid(ticket) {
      const session = sessionsOfTickets.get(ticket) ?? null;
      const signed = session === null ? null : sessions.find(session);
      return signed !== null && !signed.operator.pinByOther;
    },
  };
}
