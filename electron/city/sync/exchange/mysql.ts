import { type Connection, createConnection, type FieldPacket, type RowDataPacket } from 'mysql2/promise';
import type { ExchangeTarget } from '../../../../shared/contract/exchange.ts';
import { UpstreamError } from '../adapter.ts';
import { abortedError } from '../http/failure.ts';
import { readWkb } from '../normalise/wkb.ts';
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
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  parameter: () => '?',
  inlineNumbers: true,
  zeroTime: '0000-00-00 00:00:00',
  instantSuffix: '',
};

/** Number of the protocol → name for the operator and kind. */
const TYPES: Record<number, [string, ColumnKind]> = {
  0: ['DECIMAL', 'decimal'],
  1: ['TINYINT', 'integer'],
  2: ['SMALLINT', 'integer'],
  3: ['INT', 'integer'],
  4: ['FLOAT', 'real'],
  5: ['DOUBLE', 'real'],
  7: ['TIMESTAMP', 'instant'],
  8: ['BIGINT', 'integer'],
  9: ['MEDIUMINT', 'integer'],
  10: ['DATE', 'date'],
  11: ['TIME', 'text'],
  12: ['DATETIME', 'time'],
  13: ['YEAR', 'text'],
  14: ['DATE', 'date'],
  16: ['BIT', 'text'],
  245: ['JSON', 'json'],
  246: ['DECIMAL', 'decimal'],
  247: ['ENUM', 'text'],
  248: ['SET', 'text'],
  255: ['GEOMETRY', 'point'],
};
/** Text and bytes have the same types; the character set 63 means bytes. */
const BYTES_CHARSET = 63;
const [BIT, JSON_TYPE] = [16, 245];

/** Signs in over the protocol of MySQL. @throws UpstreamError */
export async function openMysql(
  target: ExchangeTarget,
  password: string | null,
  network: Network,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Session> {
  const seconds = Math.round(limits.statementMs / 1000);
  const doing: Doing = { target, hasPassword: password !== null, view: target.database, seconds };
  if (signal.aborted) throw abortedError();
  const socket = openSocket(target, network);
  const stop = (): void => {
    socket.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  const failed = (error: unknown, view: string): UpstreamError =>
    signal.aborted ? abortedError() : toExchangeError(error, { ...doing, view });

  let connection: Connection;
  try {
    connection = await createConnection({
      ...{ host: target.host, port: target.port, user: target.user, database: target.database },
      ...(password === null ? {} : { password }),
      stream: () => socket,
      ...(target.tls === 'off'
        ? {}
        : { ssl: { ca: trustedAuthorities(network.authorities), verifyIdentity: true } }),
      connectTimeout: limits.loginMs,
      charset: 'utf8mb4',
      rowsAsArray: true,
      multipleStatements: false,
      typeCast: (field) => {
        if (field.type === 'GEOMETRY') return pointText(field.buffer());
        if (field.type === 'BIT') return bitText(field.buffer());
        return field.string('utf8');
      },
    });
  } catch (error) {
    signal.removeEventListener('abort', stop);
    socket.destroy();
    throw failed(error, target.database);
  }
  connection.on('error', () => undefined);
  const close = (): void => {
    signal.removeEventListener('abort', stop);
    connection.destroy();
    socket.destroy();
  };

  async function ask(
    text: string,
    values: readonly string[],
    view: string,
  ): Promise<{ rows: Cell[][]; fields: FieldPacket[] }> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      socket.destroy();
    }, limits.statementMs + GRACE_MS);
    try {
      const [rows, fields] = await connection.query<RowDataPacket[][]>(text, [...values]);
      return { rows: Array.isArray(rows) ? rows.map((row) => [...row] as unknown as Cell[]) : [], fields };
    } catch (error) {
      throw late ? new UpstreamError('exchange-slow', { view, seconds }, true) : failed(error, view);
    } finally {
      clearTimeout(timer);
    }
  }
  const one = async (text: string): Promise<string> =>
    firstCell((await ask(text, [], target.database)).rows) ?? '';

  try {
    // The driver escapes with backslashes, and rows with the date «none» are to be read as they are.
    await one("SET SESSION sql_mode = ''");
    await one("SET SESSION time_zone = '+00:00'");
    await one('SET SESSION TRANSACTION READ ONLY');
    await limitStatements();
    return {
      dialect: DIALECT,
      encrypted: target.tls === 'required',
      async describe() {
        const { rows } = await ask('SELECT VERSION(), @@character_set_database', [], target.database);
        const [version, encoding] = rows[0] ?? [];
        const isOwn = /mariadb|tidb|oceanbase/i.test(version ?? '');
        const server = (isOwn ? (version ?? '') : `MySQL ${version ?? ''}`).slice(0, MAX_SERVER_CHARS);
        return { server, encoding: encoding ?? '' };
      },
      async columns(view) {
        const { fields } = await ask(
          `SELECT * FROM ${quotedView(DIALECT, view)} LIMIT 0`,
          [],
          viewName(view),
        );
        return fields.map(columnOf);
      },
      query: async (text, values, view) => (await ask(text, values, view)).rows,
      async views() {
        const { rows } = await ask(
          `SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES
           WHERE TABLE_SCHEMA = ? ORDER BY TABLE_TYPE <> 'VIEW', TABLE_NAME LIMIT 500`,
          [target.database],
          target.database,
        );
        return rows.map(([, name, kind]) => ({
          ...{ schema: null, name: name ?? '' },
          kind: kind?.includes('VIEW') === true ? 'view' : 'table',
        }));
      },
      async mayWrite() {
        const { rows } = await ask('SHOW GRANTS', [], target.database);
        return rows.some(([grant]) => isWriting(grant ?? ''));
      },
      now: async () => Number(await one('SELECT FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000)')),
      begin: async (snapshot) =>
        void (await one(
          snapshot ? 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY' : 'START TRANSACTION READ ONLY',
        )),
      commit: async () => void (await one('COMMIT')),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }

  /** MySQL and TiDB, MariaDB, and OceanBase each have a limit of their own; the connection gives up in any case. */
  async function limitStatements(): Promise<void> {
    for (const text of [
      `SET SESSION max_execution_time = ${limits.statementMs}`,
      `SET SESSION max_statement_time = ${limits.statementMs / 1000}`,
      `SET SESSION ob_query_timeout = ${limits.statementMs * 1000}`,
    ]) {
      try {
        await one(text);
        return;
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.code !== 'exchange-query') throw error;
      }
    }
  }
}

function columnOf({ name, columnType, columnLength, characterSet }: FieldPacket): Column {
  const number = columnType ?? -1;
  const known = TYPES[number];
  if (number === BIT) return { name, type: 'BIT', kind: (columnLength ?? 64) <= 48 ? 'integer' : 'binary' };
  // MariaDB gives its JSON as text, and MySQL says of JSON that it is bytes.
  if (known !== undefined && known[1] !== 'text') return { name, type: known[0], kind: known[1] };
  if (characterSet === BYTES_CHARSET && known === undefined && number !== JSON_TYPE)
    return { name, type: 'BLOB', kind: 'binary' };
  return { name, type: known?.[0] ?? 'TEXT', kind: 'text' };
}

/** A point as WKT with its reference system, from four bytes of that and its WKB; any other shape is none. */
function pointText(bytes: Buffer | null): string | null {
  if (bytes === null || bytes.length < GEOMETRY_HEAD) return null;
  const point = readWkb(bytes.subarray(GEOMETRY_HEAD).toString('hex'));
  if (point === null) return null;
  const system = bytes.readUInt32LE(0);
  return `${system === 0 ? '' : `SRID=${system};`}POINT (${point.x} ${point.y})`;
}
const GEOMETRY_HEAD = 4;

function bitText(bytes: Buffer | null): string | null {
  if (bytes === null) return null;
  return bytes.length === 0 || bytes.length > 6 ? null : String(bytes.readUIntBE(0, bytes.length));
}

/** Whether a line of `SHOW GRANTS` allows changes. Roles (GRANT role TO user) have lines of their own. */
function isWriting(grant: string): boolean {
  const [, rights = ''] = /^GRANT (.{1,2000}?) ON /i.exec(grant) ?? [];
  return /\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|SUPER|FILE)\b/i.test(rights);
}
