import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { pageStorage } from '../../base/storage.ts';

/** Token of the operator's session where no cookie carries it (the desktop's own scheme); null elsewhere. */
let token: string | null = null;

/** Sets the session token that every later request carries. */
export function setSessionToken(next: string | null): void {
  token = next;
}

export function sessionToken(): string | null {
  return token;
}

/** Asks the desktop shell for this window's ticket; null where there is no shell. */
let askTicket: (() => Promise<string>) | null = null;
let ticket: Promise<string | null> | null = null;

/** Sets where the ticket comes from; before the first request. */
export function setTicketSource(source: () => Promise<string>): void {
  askTicket = source;
}

/** The ticket of this window, asked for once; null where there is none, so that requests count as a wall's. */
export function windowTicket(): Promise<string | null> {
  ticket ??= askTicket === null ? Promise.resolve(null) : askTicket().catch(() => null);
  return ticket;
}

const BROWSER_KEY = 'citywhistle.browser';

/** Keeps the id that a sign-in issued to this browser, where no cookie carries it. */
export function keepBrowserId(id: string): void {
  pageStorage()?.setItem(BROWSER_KEY, id);
}

/** Null where a cookie carries it, and before the first sign-in. */
export function browserId(): string | null {
  return pageStorage()?.getItem(BROWSER_KEY) ?? null;
}

/** The role of this window; a public one until it is known. */
let role: () => WindowRole = () => 'wall';

/**
 * Sets the function that returns the window's role. It is called for every request, since a window may change its role.
 */
export function setRoleSource(source: () => WindowRole): void {
  role = source;
}

export function windowRole(): WindowRole {
  return role();
}

/** Whether this window is public; requests for data that only a desk may see would be refused. */
export function isWall(): boolean {
  return role() === 'wall';
}
