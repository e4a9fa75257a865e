import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { SessionState, SignInList } from '../../../shared/contract/operators.ts';
import type { SessionInfo } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { useLive } from '../stream/events.ts';
import { serviceClock } from '../stream/liveState.ts';
import { ApiError } from './apiError.ts';
import { call } from './call.ts';
import { keepBrowserId, sessionToken, setSessionToken } from './identity.ts';
import { lockReading, unlockReading } from './readLock.ts';
import { invalidateRoutes, routeQuery } from './routeQuery.ts';
import { postSession, storedHint, storeHint, storeSignOut } from './sessionChannel.ts';
import { hasEnded } from './sessionHint.ts';

/** The session of this browser profile. `lastOperator` was signed in last; the next sign-in offers them first. */
export type Session = { info: SessionState | null; lastOperator: string | null };

export const useSession = create<Session>()(() => ({
  info: null,
  lastOperator: storedHint()?.operator ?? null,
}));

/** The desktop's custom scheme has no cookies: there the token is sent in a header and kept only in memory. */
const usesHeaderToken = (): boolean => !location.protocol.startsWith('http');

/** Number of sign-ins and sign-outs here. Answers to requests made before the last one are ignored. */
let changeCount = 0;

const serviceNow = (): number | null => serviceClock(useLive.getState(), Date.now());

/** Signs in, and in every other window too. @throws ApiError with the service's reason. */
export async function signIn(operator: string, pin: string): Promise<void> {
  adoptSession(await call(routes.signIn, { body: { operator, pin } }));
}

/** Makes a new session current in every window, after a sign-in or a hand-over. */
export function adoptSession({ token, browser, ...info }: SessionInfo): void {
  changeCount += 1;
  if (usesHeaderToken()) {
    setSessionToken(token);
    keepBrowserId(browser);
  }
  if (useSession.getState().info !== null) void forgetPermissions();
  storeSession(info);
  postSession({ kind: 'signed-in', token: usesHeaderToken() ? token : null });
}

/**
 * Locks the desk (锁定): ends the session on the service and in every window. The content stays visible, unless the
 * installation has reading need a session.
 */
export async function lock(): Promise<void> {
  const before = useSession.getState().info;
  if (before === null) return;
  // Close it here first: without a connection the request below fails, and the session must not appear open.
  clearSession(before.operator);
  postSession({ kind: 'signed-out' });
  await call(routes.signOut, {}).catch(() => undefined);
  setSessionToken(null);
}

/** Requests the current session, but only if one may be open: without one the service answers with an HTTP error. */
export async function fetchSession(): Promise<void> {
  const known = storedHint();
  if (known === null || hasEnded(known, serviceNow())) return clearSession(known?.operator ?? null);
  await applyAnswer(() => call(routes.session, {}));
}

/** Acts for another (delegation), or in a post of the operator's own, from now on and in every window. @throws ApiError */
export async function actAs(choice: { delegation: string } | { org: string }): Promise<void> {
  const before = changeCount;
  const delegation = 'delegation' in choice ? choice.delegation : null;
  let info = await call(routes.chooseActing, { body: { delegation } });
  try {
    if ('org' in choice && info.posts[0]?.org !== choice.org)
      info = await call(routes.choosePost, { body: { org: choice.org } });
  } finally {
    // Half of it may have passed: the service acts by that from now on, and no window may show anything else.
    if (changeCount === before) await adoptActing(info);
  }
}

async function adoptActing(info: SessionState): Promise<void> {
  changeCount += 1;
  storeSession(info);
  await forgetPermissions();
  postSession({ kind: 'signed-in', token: usesHeaderToken() ? sessionToken() : null });
}

/** Reports activity to the service, which postpones the automatic lock. */
export async function extendSession(): Promise<void> {
  if (useSession.getState().info === null) return;
  await applyAnswer(() => call(routes.keepSession, {}));
}

/**
 * Applies the service's answer about the session. It is ignored if somebody signed in or out meanwhile: the key that
 * locks the desk may itself have postponed the automatic lock, and that answer must not unlock it again.
 */
async function applyAnswer(request: () => Promise<SessionState>): Promise<void> {
  const before = changeCount;
  try {
    const info = await request();
    if (changeCount === before) storeSession(info);
  } catch (error) {
    if (changeCount === before && error instanceof ApiError && error.status === 401) handleSessionEnd();
  }
}

/** Clears the session after the service answered 401 to a request. */
export function handleSessionEnd(): void {
  clearSession(useSession.getState().info?.operator ?? storedHint()?.operator ?? null);
}

/**
 * Requests again what the operator may do with a whistle or an order. Between the end of a session on the service and its end here a
 * page may have been answered without permissions, and the same operator would find that answer after the next sign-in.
 */
function forgetPermissions(): Promise<void> {
  return invalidateRoutes(routes.whistle, routes.order);
}

function storeSession(info: SessionState): void {
  const begins = useSession.getState().info === null;
  storeHint({ operator: info.operator, expiresAt: info.expiresAt });
  // Until the PIN is changed the service shows nothing either.
  if (!info.mustChangePin) unlockReading();
  else if (info.requireSignIn) lockReading();
  useSession.setState({ info, lastOperator: info.operator });
  if (begins) void forgetPermissions();
}

function clearSession(last: string | null): void {
  changeCount += 1;
  storeSignOut();
  if (useSession.getState().info?.requireSignIn === true) lockReading();
  useSession.setState((before) => ({ info: null, lastOperator: last ?? before.lastOperator }));
}

/** Clears the session once it has expired; called every few seconds. */
export function lockIfExpired(): void {
  if (useSession.getState().info !== null && hasEnded(storedHint(), serviceNow())) handleSessionEnd();
}

/** Names, roles and organisations for the sign-in screen; requested each time it opens. */
export function useOperators(open: boolean): UseQueryResult<SignInList> {
  return useQuery({
    ...routeQuery(routes.operators, {}),
    enabled: open,
    staleTime: 0,
  });
}

/** Names operators by their ids; an id of nobody known stays as it is. */
export function usePersonName(): (operator: string) => string {
  const people = useOperators(true).data?.operators;
  return (operator) => people?.find(({ id }) => id === operator)?.name ?? operator;
}
