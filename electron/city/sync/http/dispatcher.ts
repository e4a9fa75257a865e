import { createSecureContext, getCACertificates } from 'node:tls';

/**
 * What Node's `fetch` has no option for: how long to wait for a connection (ms; it waits ten seconds by itself), and
 * further certificate authorities (PEM) beside the bundled ones and the system's. Both are options of its agent, whose
 * class is only reachable through the global dispatcher; its symbol changes with undici's major versions. Where no agent
 * is found the total limit still holds.
 * @throws when authorities are given and there is no agent, or one of them is no certificate.
 */
export function connectInit(connectMs: number, authorities: readonly string[]): RequestInit {
  const connect = { timeout: connectMs, ...trusting(authorities) };
  for (const version of ['2', '1']) {
    const current: unknown = Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`));
    const made = makeLike(current, connect);
    if (made !== null) return Object.assign<RequestInit, object>({}, { dispatcher: made });
  }
  if (authorities.length > 0) throw new Error('fetch has no agent that could be told of authorities');
  return {};
}

function makeLike(dispatcher: unknown, connect: object): object | null {
  if (typeof dispatcher !== 'object' || dispatcher === null || dispatcher.constructor.name !== 'Agent')
    return null;
  const made: unknown = Reflect.construct(dispatcher.constructor, [{ connect }]);
  return typeof made === 'object' ? made : null;
}

/** Made once: reading some three hundred certificates anew for each connection would cost more than the connection. */
function trusting(authorities: readonly string[]): {
  secureContext?: ReturnType<typeof createSecureContext>;
} {
  if (authorities.length === 0) return {};
  const ca = [...getCACertificates('default'), ...getCACertificates('system'), ...authorities];
  return { secureContext: createSecureContext({ ca }) };
}
