import { createSecureContext, getCACertificates } from 'node:tls';
import { lookupWithin, type Reach } from './reach.ts';

/**
 * Options that Node's `fetch` lacks: the connect timeout (ms; the default is ten seconds), certificate authorities (PEM)
 * that are trusted in addition to the bundled ones and the system's, and the addresses within each reach. All are options
 * of undici's Agent.
 * @throws when there is no agent, since any address could be reached then, or when an authority is not a certificate.
 */
export function dispatcherInits(
  connectMs: number,
  authorities: readonly string[],
): Readonly<Record<Reach, RequestInit>> {
  const { constructor: Agent } = globalAgent();
  const tls = tlsOptions(authorities);
  const within = (reach: Reach): RequestInit => {
    const connect = { timeout: connectMs, lookup: lookupWithin(reach), ...tls };
    return Object.assign({}, { dispatcher: Reflect.construct(Agent, [{ connect }]) });
  };
  return { any: within('any'), public: within('public') };
}

/** Agents are only reachable through the global dispatcher, whose symbol changes with undici's major versions. */
function globalAgent(): object {
  // Node loads undici, and with it the global dispatcher, at the first use of one of its classes.
  new Headers();
  for (const version of ['2', '1']) {
    const current: unknown = Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`));
    if (typeof current !== 'object' || current === null) continue;
    const { name } = current.constructor;
    if (name === 'Agent') return current;
    // A proxy resolves the names itself, so that the addresses could not be checked.
    if (name === 'EnvHttpProxyAgent')
      throw new Error(
        '环境变量 NODE_USE_ENV_PROXY 或选项 --use-env-proxy 会让上游请求经过代理，无法核对所连的地址，请取消后重新启动',
      );
  }
  throw new Error('fetch has no agent that takes a resolver and certificate authorities');
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
