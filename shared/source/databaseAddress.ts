import type { ExchangeTarget } from '../contract/exchange.ts';

/** `postgres://host:port` of an exchange database, for messages and the audit; never a user, never a password. */
export function databaseAddress(target: Pick<ExchangeTarget, 'engine' | 'host' | 'port'>): string {
  const { engine, host, port } = target;
  return `${engine}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
