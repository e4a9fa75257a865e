import { Client, type QueryArrayConfig } from 'pg';
import type { ExchangeTarget } from '../../../../shared/contract/exchange.ts';
import { UpstreamError } from '../adapter.ts';
import { abortedError } from '../http/failure.ts';
import { type Doing, toExchangeError } from './failure.ts';
import { type ExchangeLimits, GRACE_MS } from './limits.ts';
import {
  type Cell,
  type Column,
  type ColumnKind,
  type Dialect,
  firstCell,
  MAX_SERVER_CHARS,
  type Session,
} from './session.ts';
import { type Network, openSocket, trustedAuthorities } from './socket.ts';
import { quotedView, viewName } from './statements.ts';

const DIALECT: Dialect = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  parameter: (n) => `$${n}`,
  inlineNumbers: false,
  zeroTime: null,
  instantSuffix: '+00',
};

/** Types by their name in `pg_type`; whatever is not here is read as text. */
const KINDS: Record<string, ColumnKind> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  int1: 'integer',
  numeric: 'decimal',
  float4: 'real',
  float8: 'real',
  timestamp: 'time',
  smalldatetime: 'time',
  timestamptz: 'instant',
  date: 'date',
  bool: 'boolean',
  json: 'json',
  jsonb: 'json',
  geometry: 'point',
  point: 'point',
  bytea: 'binary',
  blob: 'binary',
  raw: 'binary',
  oid: 'binary',
  geography: 'shape',
  path: 'shape',
  polygon: 'shape',
  box: 'shape',
  circle: 'shape',
  line: 'shape',
  lseg: 'shape',
};

/** Every value is taken as the text that the server sent. */
const AS_TEXT = { getTypeParser: () => (value: unknown) => value };

/** Signs in over the protocol of PostgreSQL. @throws UpstreamError */
export async function openPostgres(
  target: ExchangeTarget,
  password: string | null,
  network: Network,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Session> {
  const doing: Doing = {
    ...{ target, hasPassword: password !== null, view: target.database },
    seconds: Math.round(limits.statementMs / 1000),
  };
  if (signal.aborted) throw abortedError();
  const socket = openSocket(target, network);
  const client = new Client({
    ...{ host: target.host, port: target.port, database: target.database, user: target.user },
    // As a function: an empty one would be replaced by that of the environment.
    password: () => password ?? '',
    application_name: 'CityWhistle',
    // The driver would connect it itself.
    stream: () => Object.assign(socket, { connect: () => socket }),
    ssl: target.tls === 'off' ? false : { ca: trustedAuthorities(network.authorities) },
    connectionTimeoutMillis: limits.loginMs,
    query_timeout: limits.statementMs + GRACE_MS,
  });
  let lost: unknown = null;
  client.on('error', (error) => {
    lost = error;
  });
  const stop = (): void => {
    socket.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  const close = (): void => {
    signal.removeEventListener('abort', stop);
    // A query that the server still works at is ended by its own timeout; nobody waits for a farewell.
    client.end().catch(() => undefined);
    setTimeout(() => socket.destroy(), 1000).unref();
  };
  const failed = (error: unknown, view: string): UpstreamError => {
    if (signal.aborted) return abortedError();
    if (error instanceof Error && error.message === 'Query read timeout') {
      socket.destroy();
      return new UpstreamError('exchange-slow', { view, seconds: doing.seconds }, true);
    }
    return toExchangeError(error, { ...doing, view });
  };

  async function ask(
    text: string,
    values: readonly string[],
    view: string,
  ): Promise<{ rows: Cell[][]; fields: { name: string; dataTypeID: number }[] }> {
    if (lost !== null) throw failed(lost, view);
    const config: QueryArrayConfig = { text, values: [...values], rowMode: 'array', types: AS_TEXT };
    try {
      const { rows, fields } = await client.query<Cell[]>(config);
      return { rows, fields };
    } catch (error) {
      throw failed(error, view);
    }
  }
  const one = async (text: string): Promise<string> =>
    firstCell((await ask(text, [], target.database)).rows) ?? '';

  try {
    await client.connect();
  } catch (error) {
    signal.removeEventListener('abort', stop);
    socket.destroy();
    throw failed(error, target.database);
  }
  try {
    for (const text of [
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
      `SET statement_timeout = ${Math.round(limits.statementMs)}`,
      "SET TimeZone = 'UTC'",
      "SET DateStyle = 'ISO, YMD'",
      "SET client_encoding = 'UTF8'",
    ])
      await ask(text, [], target.database);
    return {
      dialect: DIALECT,
      encrypted: target.tls === 'required',
      async describe() {
        const version = await one('SELECT version()');
        const server = (/^\W*[\w .-]{1,60}/.exec(version)?.[0] ?? version).slice(0, MAX_SERVER_CHARS).trim();
        return { server, encoding: await one('SHOW server_encoding') };
      },
      async columns(view) {
        const name = viewName(view);
        const { fields } = await ask(`SELECT * FROM ${quotedView(DIALECT, view)} LIMIT 0`, [], name);
        const ids = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))];
        const { rows } = await ask(
          `SELECT oid::text, typname::text, typtype::text FROM pg_catalog.pg_type WHERE oid IN (${ids.join(',') || '0'})`,
          [],
          name,
        );
        const types = new Map(rows.map(([oid, type]) => [oid, type ?? '']));
        return fields.map((field): Column => {
          const type = types.get(String(field.dataTypeID)) ?? '';
          return { name: field.name, type, kind: KINDS[type] ?? 'text' };
        });
      },
      query: async (text, values, view) => (await ask(text, values, view)).rows,
      async views() {
        const { rows } = await ask(
          `SELECT n.nspname::text, c.relname::text, c.relkind::text
           FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname !~ '^(pg_|information_schema$|sys)'
             AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
           ORDER BY c.relkind NOT IN ('v', 'm'), n.nspname, c.relname LIMIT 500`,
          [],
          target.database,
        );
        return rows.map(([schema = null, name, kind]) => ({
          ...{ schema, name: name ?? '' },
          kind: kind === 'v' || kind === 'm' ? 'view' : 'table',
        }));
      },
      async mayWrite() {
        const { rows } = await ask(
          `SELECT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
             OR EXISTS (SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname !~ '^(pg_|information_schema$|sys)'
                 AND has_schema_privilege(n.oid, 'USAGE')
                 AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))`,
          [],
          target.database,
        );
        return firstCell(rows) === 't';
      },
      async now() {
        return Number(await one('SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text'));
      },
      begin: async (snapshot) =>
        void (await one(
          snapshot
            ? 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY'
            : 'BEGIN TRANSACTION READ ONLY',
        )),
      commit: async () => void (await one('COMMIT')),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
