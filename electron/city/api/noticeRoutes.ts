import type { Operator } from '../../../shared/contract/people.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { operatorOf } from '../people/operators.ts';
import { ApiError } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { sessionOfRequest } from './sessionOf.ts';

/** What the signed-in operator is to be notified of. Windows ask on their own, so a request is no sign of an operator at the desk. */
export function noticeRoutes(mount: Mount, deps: ApiDeps): void {
  function asking(request: Request): Operator {
    const signed = sessionOfRequest(deps.people, request);
    if (signed !== null) return operatorOf(signed.operator);
    throw new ApiError(401, 'no-session', {});
  }

  mountJson(mount, routes.notices, ({ query, request }) => {
    const operator = asking(request);
    return deps.whistles?.notices(operator, query) ?? { items: [], next: null, waiting: 0 };
  });

  mountJson(mount, routes.noticesShown, ({ body, request }) => {
    const operator = asking(request);
    return { waiting: deps.whistles?.noticesShown(operator, body.ids) ?? 0 };
  });
}
