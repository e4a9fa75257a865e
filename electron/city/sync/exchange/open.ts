import type { ExchangeTarget } from '../../../../shared/contract/exchange.ts';
import { EXCHANGE_LIMITS, type ExchangeLimits } from './limits.ts';
import { openMysql } from './mysql.ts';
import { openPostgres } from './postgres.ts';
import type { Session } from './session.ts';
import type { Network } from './socket.ts';

/** Opens connections to the exchange databases (中间库) of a city. */
export type ExchangeDatabases = {
  /** Signs in; the caller closes the session. @throws UpstreamError */
  open(target: ExchangeTarget, password: string | null, signal: AbortSignal): Promise<Session>;
};

export function exchangeDatabases(
  network: Network,
  limits: ExchangeLimits = EXCHANGE_LIMITS,
): ExchangeDatabases {
  return {
    open: (target, password, signal) =>
      target.engine === 'postgres'
        ? openPostgres(target, password, network, limits, signal)
        : openMysql(target, password, network, limits, signal),
  };
}
