import type { SessionState } from '../../../shared/contract/operators.ts';
import type { People } from '../people/createPeople.ts';
import { operatorOf } from '../people/operators.ts';
import type { Signed } from '../people/sessions.ts';
import { ApiError } from './apiError.ts';

/**
 * The session of a request: header `X-Session` (scripts, and windows of the desktop, whose scheme keeps no cookies) or
 * the cookie. It says which person asks; which machine may ask at all was the host's to decide.
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

/** Null lets everybody read: a wall shows whistles without anybody signed in. */
export function sessionOfRequest(people: People, request: Request): Signed | null {
  return people.sessions.who(sessionToken(request));
}

/** @throws ApiError 401 without a session: nothing can be commanded. */
export function requireSession(people: People, request: Request): Signed {
  const signed = people.sessions.acting(sessionToken(request));
  if (signed === null) throw new ApiError(401, 'no-session', {});
  return signed;
}

/** Who sits here, for what windows look up by themselves; the desk does not count as used. @throws ApiError 401 */
export function requireOperator(people: People, request: Request): Signed['operator'] {
  const signed = sessionOfRequest(people, request);
  if (signed === null) throw new ApiError(401, 'no-session', {});
  return signed.operator;
}

/** A session as it is sent; its token is sent once, when it is made. */
export function stateOf({ operator, endsAt }: Signed): SessionState {
  const { id, name, roles, org } = operatorOf(operator);
  return { operator: id, name, roles, org, expiresAt: endsAt };
}

/** `value` null takes the cookie away. Strict: a link from elsewhere never acts in an operator's name. */
export function sessionCookie(request: Request, value: string | null): string {
  const base = `${cookieName(request)}=${value ?? ''}; HttpOnly; SameSite=Strict; Path=/api`;
  return value === null ? `${base}; Max-Age=0` : base;
}

/** Cookies do not know ports: two consoles on one machine must not share their operators. */
function cookieName(request: Request): string {
  return `citywhistle-operator-${new URL(request.url).port || 'desk'}`;
}
