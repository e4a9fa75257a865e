import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { wallRight } from '../../../shared/contract/wallRights.ts';
import type { People } from '../people/createPeople.ts';
import { ApiError } from './apiError.ts';
import { sessionToken } from './requestSession.ts';
import type { SentFrom } from './sentFrom.ts';
import { isForWall } from './windowRole.ts';

/**
 * The check of `--require-sign-in`: nothing of the city is answered before somebody has signed in. Without the flag
 * everybody whom the host admits may read.
 */
export type ReadGate = {
  /** @throws ApiError 401 if nobody is signed in, 403 before the operator has changed a PIN that another set */
  admit(route: Route, request: Request, from: SentFrom): void;
  /** Whether `admit` would let it pass now: for streams, which outlive a session. */
  mayRead(route: Route, request: Request, from: SentFrom): boolean;
};

/** What must be possible before: signing in and out, the first administrator, and the change of a PIN that another set. */
const BEFORE_SIGN_IN: ReadonlySet<Route> = new Set<Route>([
  routes.operators,
  routes.signIn,
  routes.signOut,
  routes.session,
  routes.keepSession,
  routes.createOperator,
  routes.setPin,
  // Signed by the key of its source.
  routes.push,
]);

export function createReadGate(people: People): ReadGate {
  function refusal(route: Route, request: Request, from: SentFrom): ApiError | null {
    if (!people.requireSignIn || from.withoutSession === 'everything' || BEFORE_SIGN_IN.has(route))
      return null;
    const signed = people.sessions.find(sessionToken(request));
    if (signed !== null) return signed.operator.pinByOther ? new ApiError(403, 'pin-change-first', {}) : null;
    if (isForWall(request) && isForWalls(route) && wallsMayRead(from)) return null;
    // The first administrator is an officer of one of the pack's organisations.
    if (route === routes.pack && people.signInList(null).empty) return null;
    return new ApiError(401, 'sign-in-required', {});
  }

  function wallsMayRead({ withoutSession }: SentFrom): boolean {
    return (
      withoutSession === 'wall' || (withoutSession === 'wall-while-signed-in' && people.sessions.isAnyOpen())
    );
  }

  return {
    admit(route, request, from) {
      const refused = refusal(route, request, from);
      if (refused !== null) throw refused;
    },
    mayRead: (route, request, from) => refusal(route, request, from) === null,
  };
}

function isForWalls(route: Route): boolean {
  const right = wallRight(route);
  return route.method === 'GET' && (right === 'unmasked' || right === 'masked');
}
