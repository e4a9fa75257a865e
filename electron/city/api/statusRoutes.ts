import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from './apiError.ts';
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

  mountJson(mount, routes.acknowledgeJournal, async ({ body, note }) => {
    const { reason, codes } = body;
    note('journal', { reason, codes });
    const settled = await deps.seal.acknowledge(codes);
    if (settled === null) throw new ApiError(409, 'journal-settled', {});
    note('journal', { settled: settled.map(({ code, parameters }) => ({ code, ...parameters })) });
    return deps.status();
  });

  mountRaw(mount, routes.events, ({ request, mayRead }) => {
    return new Response(deps.hub.open(request, mayRead), {
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
