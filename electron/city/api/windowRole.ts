import type { Route } from '../../../shared/contract/routes.ts';
import { wallRight } from '../../../shared/contract/wallRights.ts';
import { readWindowRole, WINDOW_ROLE_HEADER, type WindowRole } from '../../../shared/contract/windowRole.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';
import { ApiError } from './apiError.ts';

/** A window, or a program: a script with the token, the command line, the service asking itself. */
type Asker = WindowRole | 'program';

/**
 * Who asks. A browser sends its cookie by itself, also for what cannot say a role (the event stream, a picture, a link
 * that was typed): that gets a wall's rights. Scripts carry a token in a header of their own making.
 */
function askerOf(request: Request): Asker {
  const { headers } = request;
  const said = readWindowRole(headers.get(WINDOW_ROLE_HEADER));
  if (said !== null) return said;
  if (headers.has('authorization') || headers.has('x-session')) return 'program';
  return headers.has('cookie') ? 'wall' : 'program';
}

/** Whether the answer may be read by everybody in the hall. */
export function isForWall(request: Request): boolean {
  return askerOf(request) === 'wall';
}

/** @throws ApiError 403 for what a window of this role may not ask. Asked before anything is read or looked up. */
export function admitWindow(route: Route, request: Request): void {
  const right = wallRight(route);
  const asker = askerOf(request);
  // A count of one is an answer too: that somebody of that number has complained.
  if (asker === 'wall' && containsContact(new URL(request.url).searchParams.get('q') ?? ''))
    throw new ApiError(403, 'not-on-a-wall', { what: 'contact-search' });
  if (right === 'same' || right === 'masked') return;
  if (asker === 'wall') throw new ApiError(403, 'not-on-a-wall', { what: 'content' });
  if (right === 'named' && asker === 'program')
    throw new ApiError(403, 'window-unnamed', { header: WINDOW_ROLE_HEADER });
}
