import { routes } from '../../../shared/contract/routes.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireOperator } from './requestSession.ts';

/** Notices (通知) for the signed-in operator. Windows send these requests on their own, so they do not count as activity. */
export function noticeRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.notices, ({ query, request }) => {
    const readers = deps.people.delegations.readers(requireOperator(deps.people, request));
    return deps.whistles?.notices(readers, query) ?? { items: [], next: null, waiting: 0 };
  });

  mountJson(mount, routes.noticesShown, ({ body, request }) => {
    const readers = deps.people.delegations.readers(requireOperator(deps.people, request));
    return { waiting: deps.whistles?.noticesShown(readers, body.ids) ?? 0 };
  });
}
