import { connect, createServer, type Socket } from 'node:net';
import type { PulledPage, SourceAdapter } from '../../../electron/city/sync/adapter.ts';
import { createExchangeAdapter } from '../../../electron/city/sync/exchange/adapter.ts';
import { EXCHANGE_LIMITS, type ExchangeLimits } from '../../../electron/city/sync/exchange/limits.ts';
import { exchangeDatabases } from '../../../electron/city/sync/exchange/open.ts';
import type { Network } from '../../../electron/city/sync/exchange/socket.ts';
import type { ExchangeEngine } from '../../../shared/contract/exchange.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { type DatabaseServer, startMariadb, startPostgres } from '../../support/databases.ts';
import { plainHttp } from '../adapters/support.ts';

export type ExchangeConfig = Extract<SourceConfig, { kind: 'exchange' }>;

export const READER = 'hall_reader';
export const READER_PASSWORD = `只读 p'a"ss\\Geheim`;
export const NETWORK: Network = { hosts: null, authorities: [] };
export const NANJING = {
  bbox: [118.3, 31.2, 119.3, 32.7] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'Asia/Shanghai',
};

/** A server with the database `hall`, and an account that can only read it. */
export type Hall = DatabaseServer & { engine: ExchangeEngine };

export async function openHall(engine: ExchangeEngine): Promise<Hall> {
  if (engine === 'postgres') {
    const server = await startPostgres();
    const password = READER_PASSWORD.replaceAll("'", "''");
    await server.run('postgres', [
      `CREATE ROLE ${READER} LOGIN PASSWORD '${password}'`,
      'CREATE DATABASE hall',
    ]);
    await server.run('hall', [
      `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${READER}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${READER}`,
    ]);
    return { ...server, engine };
  }
  const server = await startMariadb();
  const password = READER_PASSWORD.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  await server.run('mysql', [
    `CREATE USER ${READER} IDENTIFIED BY '${password}'`,
    'CREATE DATABASE hall CHARACTER SET utf8mb4',
    `GRANT SELECT, SHOW VIEW ON hall.* TO ${READER}`,
  ]);
  return { ...server, engine };
}

/** A source over a view of the hall, with the columns of `cases` unless `changes` says otherwise. */
export function exchangeSource(
  hall: Hall,
  view: string,
  changes: { exchange?: Partial<ExchangeConfig['exchange']>; fields?: Record<string, string> },
): ExchangeConfig {
  const config = SourceConfig.parse({
    ...{ kind: 'exchange', id: 'hall', name: '中间库', pollSeconds: 60, paused: false },
    ...{ crs: 'wgs84', zone: 'Asia/Shanghai', auth: { in: 'none' } },
    exchange: {
      ...hall.target('hall', READER),
      ...{ view: { schema: null, name: view }, key: 'id', cursor: 'updated_at', overlap: 600, pageSize: 10 },
      ...changes.exchange,
    },
    mapping: {
      fields: { id: 'id', requestedAt: 'reported_at', ...changes.fields },
      timeFormat: 'auto',
    },
  });
  if (config.kind !== 'exchange') throw new Error('not an exchange database');
  return config;
}

export function adapterOf(
  config: ExchangeConfig,
  network: Network = NETWORK,
  limits: ExchangeLimits = EXCHANGE_LIMITS,
): SourceAdapter {
  return createExchangeAdapter(config, NANJING, Date.now, exchangeDatabases(network, limits));
}

export type Poll = {
  pages: PulledPage[];
  rows: Record<string, unknown>[];
  ids: string[];
  cursor: string | null;
  warnings: string[];
  /** What is known to be missing at the end; undefined: the poll did not reach its end. */
  incomplete: PulledPage['incomplete'];
};

/** One poll to its end, as the syncer does it; `onPage` may do something between two pages. */
export async function poll(
  adapter: SourceAdapter,
  cursor: string | null,
  more: {
    now?: number;
    secret?: string | null;
    signal?: AbortSignal;
    onPage?: (page: PulledPage) => unknown;
  } = {},
): Promise<Poll> {
  const found: Poll = { pages: [], rows: [], ids: [], cursor, warnings: [], incomplete: undefined };
  const pull = adapter.pull({
    http: plainHttp,
    cursor,
    now: () => more.now ?? Date.now(),
    openSourceIds: () => [],
    pollMs: 60_000,
    secret: more.secret === undefined ? READER_PASSWORD : more.secret,
    signal: more.signal ?? new AbortController().signal,
  });
  for await (const page of pull) {
    found.pages.push(page);
    found.rows.push(...(page.rows as Record<string, unknown>[]));
    found.cursor = page.cursor ?? found.cursor;
    if (page.incomplete !== undefined) found.incomplete = page.incomplete;
    found.warnings = page.warnings?.map(({ code }) => code) ?? found.warnings;
    await more.onPage?.(page);
  }
  found.ids = found.rows.map(({ id }) => String(id));
  return found;
}

/** A way to the hall that keeps what it was asked, as it went over the wire. */
export async function listenTo(hall: Hall): Promise<{ port: number; asked(): string; close(): void }> {
  const sent: Buffer[] = [];
  const open = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect(hall.port, '127.0.0.1');
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
    client.on('data', (chunk: Buffer) => sent.push(chunk));
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const address = relay.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    asked: () => Buffer.concat(sent).toString('latin1'),
    close() {
      for (const one of open) one.destroy();
      relay.close();
    },
  };
}

export const sorted = (ids: readonly string[]): string[] => [...ids].sort((a, b) => Number(a) - Number(b));
export const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
