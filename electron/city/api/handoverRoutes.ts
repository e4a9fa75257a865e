import { routes } from '../../../shared/contract/routes.ts';
import type { HandoverCode } from '../../../shared/handover/refusals.ts';
import type { HandoverRefused } from '../handover/refused.ts';
import type { SignedIn } from '../people/sessions.ts';
import { sentErrorResponse } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import {
  browserId,
  requireOperator,
  requireSession,
  sessionInfo,
  sessionToken,
  signedInResponse,
} from './requestSession.ts';

const STATUS: Record<HandoverCode, number> = {
  'not-on-duty': 403,
  'other-post': 403,
  'same-person': 409,
  'no-incoming': 409,
  'incoming-unfit': 409,
  'unknown-item': 404,
  'words-missing': 422,
  unacknowledged: 409,
  'changed-meanwhile': 409,
  'outgoing-first': 409,
  'already-signed': 409,
  'none-open': 404,
};

/** The response to a refused step of a hand-over. */
export function handoverRefusal(error: HandoverRefused): Response {
  return sentErrorResponse(STATUS[error.code], error);
}

/** Shift hand-over (交接班) and shelved alarms (搁置), all on behalf of the signed-in operator. */
export function handoverRoutes(mount: Mount, deps: ApiDeps): void {
  const { people, posts } = deps;
  const { handovers, shelved } = posts;
  const actingOperator = (request: Request): SignedIn['operator'] => requireSession(people, request).operator;

  // Windows send this request on their own, so it does not count as activity of the operator.
  mountJson(mount, routes.handoverDesk, ({ query, request }) =>
    handovers.desk(requireOperator(people, request), query.fresh),
  );
  mountJson(mount, routes.openHandover, ({ request }) => handovers.open(actingOperator(request)));
  mountJson(mount, routes.handovers, ({ query, request }) =>
    handovers.past(requireOperator(people, request), query.before, query.limit),
  );
  mountJson(mount, routes.handover, ({ id, request }) =>
    handovers.record(requireOperator(people, request), id),
  );
  mountJson(mount, routes.handoverNote, ({ id, body, request }) =>
    handovers.note(actingOperator(request), id, body),
  );
  mountJson(mount, routes.handoverIncoming, ({ id, body, request }) =>
    handovers.choose(actingOperator(request), id, body.operator),
  );
  mountJson(mount, routes.handoverAcknowledge, ({ id, body, request }) =>
    handovers.acknowledge(actingOperator(request), id, body),
  );
  mountJson(mount, routes.handoverSignOutgoing, ({ id, body, request }) =>
    handovers.signOutgoing(actingOperator(request), id, body.seen),
  );
  mountJson(mount, routes.cancelHandover, async ({ id, request }) => {
    await handovers.cancel(actingOperator(request), id);
    return undefined;
  });

  mountRaw(mount, routes.handoverSign, async ({ id, body, request }) => {
    const { signed, record } = await handovers.signIncoming(
      actingOperator(request),
      sessionToken(request) ?? '',
      id,
      { ...body, browser: browserId(request) },
    );
    const answer = routes.handoverSign.response.parse({ session: sessionInfo(people, signed), record });
    return signedInResponse(request, routes.handoverSign.status, signed, answer);
  });

  mountJson(mount, routes.shelvedAlarms, ({ request }) => shelved.of(requireOperator(people, request)));
  mountJson(mount, routes.shelveAlarms, ({ body, request }) => shelved.shelve(actingOperator(request), body));
  mountJson(mount, routes.unshelveAlarms, ({ body, request }) =>
    shelved.unshelve(actingOperator(request), body.alarms),
  );
}
