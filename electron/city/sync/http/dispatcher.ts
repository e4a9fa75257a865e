import { createSecureContext, getCACertificates } from 'node:tls';
import { lookupWithin, type Reach } from './reach.ts';

/**
 * Options that Node's `fetch` lacks: the connect timeout (ms; the default is ten seconds), certificate authorities (PEM)
 * that are trusted in addition to the bundled ones and the system's, and the addresses within `reach`. All are options of
 * undici's Agent. Its class is only reachable through the global dispatcher, whose symbol changes with undici's major
 * versions.
 * @throws when there is no agent, since any address could be reached then, or when an authority is not a certificate.
 */
export function dispatcherInit(connectMs: number, authorities: readonly string[], reach: Reach): RequestInit {
  const connect = { timeout: connectMs, lookup: lookupWithin(reach), ...tlsOptions(authorities) };
  // Node loads undici, and with it the global dispatcher, at the first use of one of its classes.
  new Headers();
  for (const version of ['2', '1']) {
    const current: unknown = Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`));
    const made = createAgentLike(current, connect);
    if (made !== null) return Object.assign<RequestInit, object>({}, { dispatcher: made });
  }
  throw new Error('fetch has no agent that takes a resolver and certificate authorities');
}

function createAgentLike(dispatcher: unknown, connect: object): object | null {
  if (typeof dispatcher !== 'object' || dispatcher === null || dispatcher.constructor.name !== 'Agent')
    return null;
  const made: unknown = Reflect.construct(dispatcher.constructor, [{ connect }]);
  return typeof made === 'object' ? made : null;
}

/**
 * Built once: parsing some three hundred certificates for each connection would cost more than the connection itself.
 */
function tlsOptions(authorities: readonly string[]): {
  secureContext?: ReturnType<typeof createSecureContext>;
} {
  if (authorities.length === 0) return {};
  const ca = [...getCACertificates('default'), ...getCACertificates('system'), ...authorities];
  return { secureContext: createSecureContext({ ca }) };
}
