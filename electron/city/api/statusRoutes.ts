import { routes } from '../../../shared/contract/routes.ts';
import { cachedResponse } from './cachedResponse.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { openapiDocument } from './openapi.ts';

/** Status of the service, its event stream, and the OpenAPI document. */
export function statusRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.status, () => deps.status());

  mountJson(mount, routes.acceptClock, ({ note }) => {
    const doubt = deps.clock.doubt();
    if (doubt !== null) note('clock', { machine: doubt.machine, trusted: doubt.trusted });
    deps.clock.accept();
    return deps.status();
  });

  mountRaw(mount, routes.events, ({ request }) => {
    return new Response(deps.hub.open(request), {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        // Proxies such as nginx would otherwise buffer the events.
        'X-Accel-Buffering': 'no',
      },
    });
  });

  const document = cachedResponse(
    () => JSON.stringify(openapiDocument(deps.version)),
    'application/json; charset=utf-8',
  );
  mountRaw(mount, routes.openapi, ({ request }) => document(request));
}
