import type { SessionState } from '../../../shared/contract/operators.ts';
import type { People } from '../people/createPeople.ts';
import { operatorOf } from '../people/operators.ts';
import type { SignedIn } from '../people/sessions.ts';
import { ApiError } from './apiError.ts';

/**
 * The session token of a request: header `X-Session` (scripts, and windows of the shell, whose scheme has no cookies) or
 * the cookie. It identifies the operator. The host has already decided whether the sender may use the API at all.
 */
export function sessionToken(request: Request): string | null {
  const header = request.headers.get('x-session')?.trim();
  if (header) return header;
  const name = cookieName(request);
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=') || null;
  }
  return null;
}

/** The session of a request, null if nobody is signed in; the request does not count as activity of the operator. */
export function sessionOfRequest(people: People, request: Request): SignedIn | null {
  return people.sessions.find(sessionToken(request));
}

/** The session of a request that changes something; it counts as activity of the operator. @throws ApiError 401 */
export function requireSession(people: People, request: Request): SignedIn {
  const signed = people.sessions.findAndTouch(sessionToken(request));
  if (signed === null) throw new ApiError(401, 'no-session', {});
  return signed;
}

/** The session, for requests that windows send on their own: they do not count as activity. @throws ApiError 401 */
export function requireSessionUntouched(people: People, request: Request): SignedIn {
  const signed = sessionOfRequest(people, request);
  if (signed === null) throw new ApiError(401, 'no-session', {});
  return signed;
}

/** The operator of `requireSessionUntouched`. @throws ApiError 401 */
export function requireOperator(people: People, request: Request): SignedIn['operator'] {
  return requireSessionUntouched(people, request).operator;
}

/** A session as it is sent; its token is sent only once, when the session is created. */
export function sessionState({ operator, endsAt }: SignedIn): SessionState {
  const { id, name, roles, org } = operatorOf(operator);
  return { operator: id, name, roles, org, expiresAt: endsAt };
}

/** `value` null removes the cookie. Strict: a link on another site must not send requests on behalf of the operator. */
export function sessionCookie(request: Request, value: string | null): string {
  const base = `${cookieName(request)}=${value ?? ''}; HttpOnly; SameSite=Strict; Path=/api`;
  return value === null ? `${base}; Max-Age=0` : base;
}

/** Cookies ignore ports, so the name holds the port: two consoles on one machine must not share their operators. */
function cookieName(request: Request): string {
  return `citywhistle-operator-${new URL(request.url).port || 'desk'}`;
}
