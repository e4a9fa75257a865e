import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { databasesObstacle, findMariadb, findPostgres } from '../../build/scripts/databases.ts';
import type { ExchangeTarget } from '../../shared/contract/exchange.ts';

/** Whether both servers are installed; `npm test` says so in one line where they are not. */
export const databasesExist = databasesObstacle() === null;

/** A real server of a database on loopback, in a folder of its own. */
export type DatabaseServer = {
  port: number;
  /** Runs statements one after another as the owner of everything, in a database. */
  run(database: string, statements: readonly string[]): Promise<void>;
  /** Rows of one statement, as text. */
  rows(database: string, statement: string): Promise<string[][]>;
  target(database: string, user: string): ExchangeTarget;
  /** Ends every connection of an account, as a restart of the server or a firewall does. */
  cutConnections(user: string): Promise<void>;
  close(): Promise<void>;
};

const tlsFile = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** The numbers of a system user. PostgreSQL and MariaDB refuse to run as root. */
function userIds(name: string): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function ownFolder(name: string, owner: { uid: number; gid: number } | null): string {
  const folder = mkdtempSync(join(tmpdir(), `citywhistle-${name}-`));
  chmodSync(folder, 0o711);
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

/** Waits until the server admits a connection; fails as soon as it has ended. */
async function untilReady(
  child: ChildProcess,
  said: () => string,
  connect: () => Promise<void>,
): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the database ended: ${said().slice(-2000)}`);
    try {
      await connect();
      return;
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

function watched(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

const OWNER = 'hall_owner';
const OWNER_PASSWORD = 'owner of the hall';

/** PostgreSQL with TLS (the test authority's certificate of `localhost`) and passwords. */
export async function startPostgres(): Promise<DatabaseServer> {
  const bin = findPostgres();
  if (bin === null) throw new Error('PostgreSQL is missing');
  const owner = userIds('postgres');
  const folder = ownFolder('postgres', owner);
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, OWNER_PASSWORD);
  for (const [from, to] of [
    ['server.pem', 'server.pem'],
    ['server.key', 'server.key'],
  ] as const) {
    copyFileSync(tlsFile(from), join(folder, to));
    chmodSync(join(folder, to), 0o600);
    if (owner !== null) chownSync(join(folder, to), owner.uid, owner.gid);
  }
  if (owner !== null) chownSync(passwordFile, owner.uid, owner.gid);
  const as = owner ?? {};
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      OWNER,
      '--pwfile',
      passwordFile,
      '-A',
      'md5',
      '-E',
      'UTF8',
      '--locale',
      'C.UTF-8',
      '--no-sync',
    ],
    { ...as, cwd: folder, stdio: 'pipe', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } },
  );
  const port = await freePort();
  const child = spawn(
    join(bin, 'postgres'),
    [
      ...['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-F'],
      ...['-c', 'ssl=on', '-c', `ssl_cert_file=${join(folder, 'server.pem')}`],
      ...['-c', `ssl_key_file=${join(folder, 'server.key')}`, '-c', 'password_encryption=md5'],
    ],
    { ...as, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } },
  );
  const said = watched(child);
  const connected = async <T>(database: string, act: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ host: '127.0.0.1', port, database, user: OWNER, password: OWNER_PASSWORD });
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.end();
    }
  };
  await untilReady(child, said, () => connected('postgres', async () => undefined));
  return {
    port,
    run: (database, statements) =>
      connected(database, async (client) => {
        for (const statement of statements) await client.query(statement);
      }),
    rows: (database, statement) =>
      connected(database, async (client) => {
        const { rows } = await client.query<string[]>({ text: statement, rowMode: 'array' });
        return rows.map((row) => row.map(String));
      }),
    target: (database, user) => ({
      ...{ engine: 'postgres', host: '127.0.0.1', port, database, user, tls: 'off' },
    }),
    cutConnections: (user) =>
      connected('postgres', async (client) => {
        await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [
          user,
        ]);
      }),
    async close() {
      await ended(child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** MariaDB with the same. */
export async function startMariadb(): Promise<DatabaseServer> {
  const found = findMariadb();
  if (found === null) throw new Error('MariaDB is missing');
  const owner = userIds('mysql');
  const folder = ownFolder('mariadb', owner);
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const name of ['server.pem', 'server.key']) {
    copyFileSync(tlsFile(name), join(folder, name));
    chmodSync(join(folder, name), 0o600);
    if (owner !== null) chownSync(join(folder, name), owner.uid, owner.gid);
  }
  if (owner !== null) chownSync(data, owner.uid, owner.gid);
  const as = owner ?? {};
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' };
  execFileSync(
    found.installer,
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { ...as, cwd: folder, stdio: 'pipe', env },
  );
  const port = await freePort();
  const child = spawn(
    found.server,
    [
      ...['--no-defaults', `--datadir=${data}`, `--socket=${join(folder, 'socket')}`, `--port=${port}`],
      ...['--bind-address=127.0.0.1', '--skip-name-resolve', '--innodb-flush-log-at-trx-commit=0'],
      ...['--innodb-buffer-pool-size=32M', '--skip-log-bin', '--character-set-server=utf8mb4'],
      ...[`--pid-file=${join(folder, 'pid')}`, `--tmpdir=${folder}`],
      ...[`--ssl-cert=${join(folder, 'server.pem')}`, `--ssl-key=${join(folder, 'server.key')}`],
    ],
    { ...as, cwd: folder, env },
  );
  const said = watched(child);
  const connected = async <T>(
    database: string,
    act: (query: (text: string) => Promise<unknown>) => Promise<T>,
  ): Promise<T> => {
    const connection = await createConnection({
      ...{ host: '127.0.0.1', port, user: 'root', database, rowsAsArray: true, dateStrings: true },
      charset: 'utf8mb4',
    });
    try {
      return await act(async (text) => (await connection.query(text))[0]);
    } finally {
      connection.destroy();
    }
  };
  await untilReady(child, said, () => connected('mysql', async () => undefined));
  return {
    port,
    run: (database, statements) =>
      connected(database, async (query) => {
        for (const statement of statements) await query(statement);
      }),
    rows: (database, statement) =>
      connected(database, async (query) => {
        const rows = await query(statement);
        return Array.isArray(rows) ? rows.map((row: unknown[]) => row.map(String)) : [];
      }),
    target: (database, user) => ({
      ...{ engine: 'mysql', host: '127.0.0.1', port, database, user, tls: 'off' },
    }),
    cutConnections: (user) =>
      connected('mysql', async (query) => void (await query(`KILL USER \`${user}\``))),
    async close() {
      await ended(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
