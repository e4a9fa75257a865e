import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { SessionState, SignInList } from '../../../shared/contract/operators.ts';
import type { SessionInfo } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { useLive } from '../stream/events.ts';
import { serviceClock } from '../stream/liveState.ts';
import { ApiError } from './apiError.ts';
import { asked } from './asked.ts';
import { call } from './call.ts';
import { setSessionToken } from './identity.ts';
import { forgetHint, hint, keepHint, postSession } from './sessionChannel.ts';
import { hasEnded } from './sessionHint.ts';

/** Who commands from this browser profile. `last` is whom the desk was locked by: the next sign-in offers it first. */
export type Session = { info: SessionState | null; last: string | null };

export const useSession = create<Session>()(() => ({ info: null, last: hint()?.operator ?? null }));

/** The desktop's custom scheme has no cookies: there the token is sent in a header and kept only in memory. */
const byHeader = (): boolean => !location.protocol.startsWith('http');

/** Number of sign-ins and sign-outs here. Answers to requests made before the last one are ignored. */
let changes = 0;

const serviceNow = (): number | null => serviceClock(useLive.getState(), Date.now());

/** Signs in, and in every other window too. @throws ApiError with the service's reason. */
export async function signIn(operator: string, pin: string): Promise<void> {
  satDown(await call(routes.signIn, { body: { operator, pin } }));
}

/** Somebody sits here from now on, in every window: by signing in, or because the desk was handed over. */
export function satDown({ token, ...info }: SessionInfo): void {
  changes += 1;
  if (byHeader()) setSessionToken(token);
  take(info);
  postSession({ kind: 'signed-in', token: byHeader() ? token : null });
}

/** Locks the desk (锁定): ends the session on the service and in every window; the content stays visible. */
export async function lock(): Promise<void> {
  const before = useSession.getState().info;
  if (before === null) return;
  // The session must not seem open to anybody because the line is cut just now.
  leave(before.operator);
  postSession({ kind: 'signed-out' });
  await call(routes.signOut, {}).catch(() => undefined);
  setSessionToken(null);
}

/** Requests the current session; only if one may be open, since «nobody» is an HTTP error. */
export async function askSession(): Promise<void> {
  const known = hint();
  if (known === null || hasEnded(known, serviceNow())) return leave(known?.operator ?? null);
  await takeAnswer(() => call(routes.session, {}));
}

/** Reports activity to the service, which postpones the automatic lock. */
export async function keepSession(): Promise<void> {
  if (useSession.getState().info === null) return;
  await takeAnswer(() => call(routes.keepSession, {}));
}

/**
 * Takes what the service answers about the session. Dropped where somebody signed in or out meanwhile: the key that locks
 * the desk may itself have postponed the automatic lock, and that answer must not unlock it again.
 */
async function takeAnswer(ask: () => Promise<SessionState>): Promise<void> {
  const before = changes;
  try {
    const info = await ask();
    if (changes === before) take(info);
  } catch (error) {
    if (changes === before && error instanceof ApiError && error.status === 401) sessionEnded();
  }
}

/** A command was answered 401: the session had ended meanwhile. */
export function sessionEnded(): void {
  leave(useSession.getState().info?.operator ?? hint()?.operator ?? null);
}

function take(info: SessionState): void {
  keepHint({ operator: info.operator, expiresAt: info.expiresAt });
  useSession.setState({ info, last: info.operator });
}

function leave(last: string | null): void {
  changes += 1;
  forgetHint();
  useSession.setState((before) => ({ info: null, last: last ?? before.last }));
}

/** Looks at the clock, called every few seconds: locks when the session has run out. */
export function watchExpiry(): void {
  if (useSession.getState().info !== null && hasEnded(hint(), serviceNow())) sessionEnded();
}

/** Names, roles and organisations for the sign-in screen; requested each time it opens. */
export function useOperators(open: boolean): UseQueryResult<SignInList> {
  return useQuery({
    ...asked(routes.operators, {}),
    enabled: open,
    staleTime: 0,
  });
}
