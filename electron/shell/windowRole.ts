import { WINDOW_ROLE_HEADER } from '../../shared/contract/windowRole.ts';

/**
 * Requests to which a page cannot add a role header (the event stream, an image, a typed address) get the rights of a wall,
 * since our scheme has no cookie that would identify them. A protocol handler is not told which window sent a request, so
 * the role of a kiosk cannot be enforced here; its page sends the role `wall`.
 */
export function withRole(request: Request): Request {
  if (!request.headers.has(WINDOW_ROLE_HEADER)) request.headers.set(WINDOW_ROLE_HEADER, 'wall');
  return request;
}
