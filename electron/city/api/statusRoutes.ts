import { routes } from '../../../shared/contract/routes.ts';
import { cachedAnswer } from './cached.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { openapiDocument } from './openapi.ts';

/** The state of the service, its live stream, and its own description. */
export function statusRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.status, () => deps.status());

  mountRaw(mount, routes.events, ({ request }) => {
    return new Response(deps.hub.open(request), {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        // Intranet proxies of the nginx kind would otherwise hold events back.
        'X-Accel-Buffering': 'no',
      },
    });
  });

  const document = cachedAnswer(
    () => JSON.stringify(openapiDocument(deps.version)),
    'application/json; charset=utf-8',
  );
  mountRaw(mount, routes.openapi, ({ request }) => document(request));
}
