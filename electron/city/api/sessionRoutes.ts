import { routes } from '../../../shared/contract/routes.ts';
import type { PeopleRefusal, PeopleRefused } from '../people/refused.ts';
import { ApiError, sentErrorResponse } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import {
  browserId,
  ownSession,
  refuseBeforePinChange,
  requireOperator,
  requireSession,
  sessionCookie,
  sessionInfo,
  sessionOfRequest,
  sessionState,
  sessionToken,
  signedInResponse,
} from './requestSession.ts';

const STATUS: Record<PeopleRefusal, number> = {
  'wrong-pin': 401,
  'locked-out': 423,
  'sign-in-busy': 429,
  disabled: 403,
  'weak-pin': 422,
  'second-factor': 401,
  'wrong-second-factor': 401,
  'same-pin': 422,
  'pin-change-first': 403,
  exists: 409,
  unknown: 404,
  'roles-conflict': 422,
  'role-misplaced': 422,
  'streets-missing': 422,
  'posts-repeat': 422,
  delegation: 422,
  forbidden: 403,
};

/** The response to a refused sign-in or change of operators. */
export function peopleRefusal(error: PeopleRefused): Response {
  return sentErrorResponse(STATUS[error.code], error);
}

/** Signing in and out (登录), management of operators, and the audit (审计). */
export function sessionRoutes(mount: Mount, deps: ApiDeps): void {
  const { people } = deps;

  mountRaw(mount, routes.signIn, async ({ body, request }) => {
    const signed = await people.sessions.signIn({ ...body, browser: browserId(request) });
    // The operator who was signed in here before is signed out.
    const before = sessionToken(request);
    if (before !== null) people.sessions.signOut(before);
    deps.hub.recheck();
    const answer = routes.signIn.response.parse(sessionInfo(people, signed));
    return signedInResponse(request, routes.signIn.status, signed, answer);
  });

  mountJson(mount, routes.session, ({ request }) => sessionState(people, ownSession(people, request, false)));

  mountJson(mount, routes.keepSession, ({ request }) =>
    sessionState(people, ownSession(people, request, true)),
  );

  mountJson(mount, routes.choosePost, ({ body, request }) => {
    requireSession(people, request);
    return sessionState(people, people.sessions.choosePost(sessionToken(request), body.org));
  });

  mountJson(mount, routes.chooseActing, ({ body, request }) => {
    requireSession(people, request);
    return sessionState(people, people.sessions.actUnder(sessionToken(request), body.delegation));
  });

  mountJson(mount, routes.delegations, ({ request }) => {
    requireOperator(people, request);
    return { items: people.delegations.all() };
  });

  mountJson(mount, routes.createDelegation, ({ body, request }) =>
    people.delegations.create(requireSession(people, request).operator, body),
  );

  mountJson(mount, routes.endDelegation, ({ id, body, request }) =>
    people.delegations.end(requireSession(people, request).operator, id, body.reason),
  );

  mountRaw(mount, routes.signOut, ({ request }) => {
    const token = sessionToken(request);
    if (token !== null) people.sessions.signOut(token);
    deps.hub.recheck();
    return new Response(null, {
      status: 204,
      headers: { 'Set-Cookie': sessionCookie(request, null), 'Cache-Control': 'no-store' },
    });
  });

  mountJson(mount, routes.operators, ({ request }) => {
    const { operators, empty } = people.signInList(browserId(request));
    const { name: city, zone } = deps.pack.manifest;
    const { requireSignIn } = people;
    const known = !requireSignIn || sessionOfRequest(people, request) !== null;
    return {
      operators: known ? operators : operators.map((operator) => ({ ...operator, roles: [], posts: [] })),
      ...{ empty, requireSignIn, city, zone, mode: deps.mode, now: deps.clock.now() },
    };
  });

  mountJson(mount, routes.createOperator, ({ body, request }) => {
    const by = people.signInList(null).empty ? null : requireSession(people, request).operator;
    return people.operators.create(by, body);
  });

  mountJson(mount, routes.patchOperator, ({ id, body, request }) =>
    people.operators.change(requireSession(people, request).operator, id, body),
  );

  mountJson(mount, routes.setPin, async ({ id, body, request }) => {
    const { operator } = ownSession(people, request, true);
    if (operator.id !== id) refuseBeforePinChange(operator);
    await people.operators.setPin(operator, id, body, browserId(request));
    return undefined;
  });

  mountJson(mount, routes.allOperators, ({ request }) => {
    const { operator } = requireSession(people, request);
    if (!operator.roles.some((role) => role === 'admin' || role === 'audit'))
      throw new ApiError(403, 'forbidden', { reason: 'list-operators' });
    return { operators: people.operators.all() };
  });

  mountJson(mount, routes.audit, ({ query, request }) =>
    people.audit(requireSession(people, request).operator, query.before, query.limit),
  );
}
