import { WINDOW_ROLE_HEADER } from '../../shared/contract/windowRole.ts';

/**
 * What a window's page could not say a role for (the event stream, a picture, a typed address) gets a wall's rights; there
 * is no cookie on our scheme that would tell it from a script. Which window a request comes from is not told to a
 * protocol handler (it is given a plain Request), so a kiosk cannot be overruled here: its own page says wall.
 */
export function withRole(request: Request): Request {
  if (!request.headers.has(WINDOW_ROLE_HEADER)) request.headers.set(WINDOW_ROLE_HEADER, 'wall');
  return request;
}
