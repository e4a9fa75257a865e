import { randomBytes } from 'node:crypto';
import { WINDOW_TICKET_HEADER } from '../../shared/contract/windowRole.ts';

/** The highest role of a window: `wall` for one that is bound to walls. It goes to the service beside the request. */
export type HighestRole = 'wall' | 'operator';

/**
 * Which window sent a request. The handler of a custom scheme is not told (electron#45869), and windows must share one
 * session to share their channels. So each page asks for a ticket over IPC, where the sender is known, and sends it with
 * its requests. It says which window sent a request, and nothing else: what that window may see is kept here. A request
 * without a ticket (the event stream, an image, a typed address) or with one of a closed window has the rights of a wall.
 */
export type WindowTickets = {
  /** The ticket of the window with that web contents: 256 bits, base64url, the same until the window is closed. */
  ticketOf(contentsId: number): string;
  /** The highest role of the window that sent the request; takes the ticket out of it. */
  take(request: Request): HighestRole;
};

/** `highestRole`: of the window with that web contents now; null for one that is closed or no window of the layout. */
export function createWindowTickets(highestRole: (contentsId: number) => HighestRole | null): WindowTickets {
  const byContents = new Map<number, string>();
  const holders = new Map<string, number>();

  function forgetClosed(): void {
    for (const [contentsId, ticket] of byContents) {
      if (highestRole(contentsId) !== null) continue;
      byContents.delete(contentsId);
      holders.delete(ticket);
    }
  }

  return {
    ticketOf(contentsId) {
      forgetClosed();
      const known = byContents.get(contentsId);
      if (known !== undefined) return known;
      const ticket = randomBytes(32).toString('base64url');
      byContents.set(contentsId, ticket);
      holders.set(ticket, contentsId);
      return ticket;
    },
    take(request) {
      const holder = holders.get(request.headers.get(WINDOW_TICKET_HEADER) ?? '');
      request.headers.delete(WINDOW_TICKET_HEADER);
      return (holder === undefined ? null : highestRole(holder)) ?? 'wall';
    },
  };
}
