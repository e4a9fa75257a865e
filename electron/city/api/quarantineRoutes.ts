import { routes } from '../../../shared/contract/routes.ts';
import { notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';

/** Quarantined rows (隔离) with the reasons, and the retry of one. */
export function quarantineRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.quarantine, ({ query }) =>
    deps.store.quarantine({ source: query.source, limit: query.limit, offset: query.offset }),
  );

  mountJson(mount, routes.retryQuarantine, ({ id }) => {
    const report = /^\d{1,15}$/.test(id) ? deps.connections.retry(Number(id)) : null;
    if (report === null) throw notFound('quarantine', id);
    return report;
  });
}
