import type { CaseFilter } from '../../../shared/contract/filters.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { wallRight } from '../../../shared/contract/wallRights.ts';
import { readWindowRole, WINDOW_ROLE_HEADER, type WindowRole } from '../../../shared/contract/windowRole.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';
import type { CaseSelection } from '../ports.ts';
import { ApiError } from './apiError.ts';

/** Sender of a request: a window by its role, or a program (a script with the token, or the service itself). */
type Sender = WindowRole | 'program';

/**
 * The sender of a request. A browser also sends its cookie with requests that cannot have a role header (the event stream,
 * an image, a typed URL); these get the rights of a wall. Scripts send a token in a header instead.
 */
function senderOf(request: Request): Sender {
  const { headers } = request;
  const stated = readWindowRole(headers.get(WINDOW_ROLE_HEADER));
  if (stated !== null) return stated;
  if (headers.has('authorization') || headers.has('x-session')) return 'program';
  return headers.has('cookie') ? 'wall' : 'program';
}

/** Whether the answer is for a wall, which everybody in the hall can read. */
export function isForWall(request: Request): boolean {
  return senderOf(request) === 'wall';
}

/** The cases that a request asks for: a wall's text is searched as the wall shows it. */
export function selectionFor(request: Request, filter: CaseFilter): CaseSelection {
  return isForWall(request) ? { ...filter, masked: true } : filter;
}

/**
 * Refuses a wall on a route whose requests carry no role but a proof of their own: a browser that may only open walls is
 * one whatever it asks for. @throws ApiError 403
 */
export function refuseStatedWall({ headers }: Request): void {
  if (readWindowRole(headers.get(WINDOW_ROLE_HEADER)) === 'wall')
    throw new ApiError(403, 'not-on-a-wall', { what: 'content' });
}

/** Checks the right of the sender before anything is read. @throws ApiError 403 if it may not use this route. */
export function admitWindow(route: Route, request: Request): void {
  const right = wallRight(route);
  const sender = senderOf(request);
  // Even a count would reveal that somebody with that telephone number has complained.
  if (sender === 'wall' && containsContact(new URL(request.url).searchParams.get('q') ?? ''))
    throw new ApiError(403, 'not-on-a-wall', { what: 'contact-search' });
  if (right === 'unmasked' || right === 'masked') return;
  if (sender === 'wall') throw new ApiError(403, 'not-on-a-wall', { what: 'content' });
  if (right === 'stated-role' && sender === 'program')
    throw new ApiError(403, 'window-unnamed', { header: WINDOW_ROLE_HEADER });
}
