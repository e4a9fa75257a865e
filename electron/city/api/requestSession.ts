import type { z } from 'zod';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { SessionInfo } from '../../../shared/contract/people.ts';
import type { People } from '../people/createPeople.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { postsOf } from '../people/posts.ts';
import type { NewSession, SignedIn } from '../people/sessions.ts';
import { ApiError } from './apiError.ts';
import { jsonResponse } from './jsonResponse.ts';

/** Without the port, which may differ at every start: the page's host name is kept, and belongs to one data folder. */
const BROWSER_COOKIE = 'citywhistle-browser';
/** 400 days, the longest that browsers keep a cookie. */
const KEEP_BROWSER_S = 400 * 86_400;

/**
 * The session token of a request: header `X-Session` (scripts, and windows of the shell, whose scheme has no cookies) or
 * the cookie. It identifies the operator. The host has already decided whether the sender may use the API at all.
 */
export function sessionToken(request: Request): string | null {
  const header = request.headers.get('x-session')?.trim();
  return header || cookieOf(request, cookieName(request));
}

/** The id of the browser, as a sign-in issued it: header `X-Browser`, or the cookie. Null: it has none. */
export function browserId(request: Request): string | null {
  const header = request.headers.get('x-browser')?.trim();
  return header || cookieOf(request, BROWSER_COOKIE);
}

function cookieOf(request: Request, name: string): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=') || null;
  }
  return null;
}

/**
 * The session of a request, null if nobody is signed in, or the operator must change the PIN first; the request does not
 * count as activity of the operator.
 */
export function sessionOfRequest(people: People, request: Request): SignedIn | null {
  const signed = people.sessions.find(sessionToken(request));
  return signed?.operator.pinByOther === true ? null : signed;
}

/**
 * The session of a request that changes something; it counts as activity of the operator.
 * @throws ApiError 401 if nobody is signed in, 403 before the operator has changed a PIN that another set
 */
export function requireSession(people: People, request: Request): SignedIn {
  const signed = ownSession(people, request, true);
  refuseBeforePinChange(signed.operator);
  return signed;
}

/** The same for requests that windows send on their own: they do not count as activity. @throws ApiError 401, 403 */
export function requireSessionUntouched(people: People, request: Request): SignedIn {
  const signed = ownSession(people, request, false);
  refuseBeforePinChange(signed.operator);
  return signed;
}

/**
 * The session itself, for what is possible before a PIN that another set is changed: seeing, keeping and ending the session,
 * and changing the PIN. `touch`: it counts as activity. @throws ApiError 401
 */
export function ownSession(people: People, request: Request, touch: boolean): SignedIn {
  const token = sessionToken(request);
  const signed = touch ? people.sessions.findAndTouch(token) : people.sessions.find(token);
  if (signed === null) throw new ApiError(401, 'no-session', {});
  return signed;
}

/** @throws ApiError 403 */
export function refuseBeforePinChange(operator: SignedIn['operator']): void {
  if (operator.pinByOther) throw new ApiError(403, 'pin-change-first', {});
}

/** The operator of `requireSessionUntouched`. @throws ApiError 401, 403 */
export function requireOperator(people: People, request: Request): SignedIn['operator'] {
  return requireSessionUntouched(people, request).operator;
}

/** A session as it is sent; its token is sent only once, when the session is created. */
export function sessionState(people: People, signed: SignedIn): SessionState {
  const { operator, session, endsAt } = signed;
  const { id, name, ...own } = operatorOf(operator);
  const actingFor = session.delegation === null ? null : people.delegations.find(session.delegation);
  const { roles, org } = actingFor?.state === 'running' ? actingFor : own;
  return {
    ...{ operator: id, name, roles, org, expiresAt: endsAt, since: session.createdAt },
    posts: postsOf(operator),
    delegations: people.delegations.runningTo(id),
    actingFor,
    ...{ mustChangePin: operator.pinByOther, auditorChanges: people.auditorChanges(signed) },
    requireSignIn: people.requireSignIn,
  };
}

/** The answer to a sign-in: `body` with the cookies of the session and of the browser. */
export function signedInResponse(
  request: Request,
  status: number,
  { token, browser }: NewSession,
  body: unknown,
): Response {
  const response = jsonResponse(body, status);
  response.headers.append('Set-Cookie', sessionCookie(request, token));
  response.headers.append('Set-Cookie', browserCookie(browser));
  return response;
}

/** A new session as it is sent to the browser that opened it. */
export function sessionInfo(people: People, signed: NewSession): z.input<typeof SessionInfo> {
  return { ...sessionState(people, signed), token: signed.token, browser: signed.browser };
}

function browserCookie(id: string): string {
  return `${BROWSER_COOKIE}=${id}; HttpOnly; SameSite=Strict; Path=/api; Max-Age=${KEEP_BROWSER_S}`;
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
