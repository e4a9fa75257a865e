import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { sentErrorText } from '../../../shared/errors/errorText.ts';
import { CHINESE } from '../../support/chinese.ts';
import { databasesExist } from '../../support/databases.ts';
import {
  adapterOf,
  type ExchangeConfig,
  exchangeSource,
  type Hall,
  NETWORK,
  openHall,
  poll,
} from './halls.ts';

const AUTHORITY = readFileSync(new URL('../../fixtures/tls/authority.pem', import.meta.url), 'utf8');
const QUICK = { loginMs: 15_000, statementMs: 1_000 };

/** The failure of one poll, which must have a sentence in both languages and must not hold the password. */
async function failureOf(running: Promise<unknown>): Promise<UpstreamError> {
  const error = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`no failure of an upstream: ${String(error)}`);
  expect(sentErrorText(error.sent, 'zh')).toMatch(CHINESE);
  expect(sentErrorText(error.sent, 'en').replaceAll(/“[^”]*”/g, '')).not.toMatch(CHINESE);
  expect(JSON.stringify(error.sent) + String(error) + (error.stack ?? '')).not.toContain('Geheim');
  return error;
}

describe.skipIf(!databasesExist).each(['postgres', 'mysql'] as const)('failures of %s', (engine) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall(engine);
    const slow = engine === 'postgres' ? 'pg_sleep(20)::text' : 'SLEEP(20)';
    await hall.run('hall', [
      'CREATE TABLE cases (id int PRIMARY KEY, reported_at timestamp NULL, updated_at timestamp NULL, fee float)',
      "INSERT INTO cases VALUES (1, '2026-03-01 08:00:00', '2026-03-01 08:00:00', 1)",
      'CREATE TABLE closed_table (id int PRIMARY KEY, reported_at timestamp NULL, updated_at timestamp NULL)',
      `CREATE VIEW slow AS SELECT id, reported_at, updated_at, ${slow} AS waited FROM cases`,
    ]);
    if (engine === 'postgres')
      await hall.run('hall', [
        'REVOKE ALL ON closed_table FROM hall_reader',
        'CREATE TABLE written (id int)',
        `CREATE FUNCTION write_one() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'INSERT INTO written VALUES (1); SELECT 1'`,
        'CREATE VIEW writes AS SELECT id, reported_at, updated_at, write_one() AS one FROM cases',
      ]);
    else {
      // Rights on single tables, so that one is closed.
      await hall.run('hall', [
        'REVOKE ALL PRIVILEGES ON hall.* FROM hall_reader',
        'GRANT SELECT ON hall.cases TO hall_reader',
        'GRANT SELECT ON hall.slow TO hall_reader',
      ]);
    }
  });
  afterAll(() => hall?.close());
  const source = (view: string, exchange: Partial<ExchangeConfig['exchange']>): ExchangeConfig =>
    exchangeSource(hall, view, { exchange });

  it('to sign in', async () => {
    const wrong = await failureOf(poll(adapterOf(source('cases', {})), null, { secret: 'wrong' }));
    expect(wrong).toMatchObject({ code: 'exchange-login', retryable: false });
    expect(wrong.sent.parameters).toMatchObject({ password: 'given', user: 'hall_reader' });
    const none = await failureOf(poll(adapterOf(source('cases', {})), null, { secret: null }));
    expect(none.sent.parameters).toMatchObject({ password: 'none' });
    const lost = await failureOf(poll(adapterOf(source('cases', { database: 'nowhere' })), null));
    expect(lost.code).toBe('exchange-database');
  });

  it('to find or read a view or a column', async () => {
    // MySQL does not tell an account that may see little whether a table exists.
    const missing = engine === 'postgres' ? 'exchange-view' : 'exchange-rights';
    expect((await failureOf(poll(adapterOf(source('nothing', {})), null))).code).toBe(missing);
    expect((await failureOf(poll(adapterOf(source('closed_table', {})), null))).code).toBe('exchange-rights');
    const column = await failureOf(poll(adapterOf(source('cases', { cursor: 'changed_at' })), null));
    expect(column.sent).toMatchObject({ code: 'exchange-columns', parameters: { columns: ['changed_at'] } });
    const mapped = exchangeSource(hall, 'cases', { fields: { status: 'state' } });
    expect((await failureOf(poll(adapterOf(mapped), null))).sent).toMatchObject({
      ...{ code: 'exchange-columns', parameters: { columns: ['state'] } },
    });
    const type = await failureOf(poll(adapterOf(source('cases', { cursor: 'fee' })), null));
    expect(type.sent).toMatchObject({ code: 'exchange-cursor-type', parameters: { use: 'cursor' } });
  });

  it('to answer in time', async () => {
    const error = await failureOf(poll(adapterOf(source('slow', {}), NETWORK, QUICK), null));
    expect(error.sent).toMatchObject({ code: 'exchange-slow', parameters: { seconds: 1 } });
  });

  it('to be reached', async () => {
    const closed = await failureOf(poll(adapterOf(source('cases', { port: 1 })), null));
    expect(closed.code).toBe('refused');
    const elsewhere = adapterOf(source('cases', {}), { ...NETWORK, hosts: ['db.hall.cn'] });
    expect((await failureOf(poll(elsewhere, null))).code).toBe('host-not-allowed');
    const metadata = adapterOf(source('cases', { host: '169.254.169.254' }));
    expect((await failureOf(poll(metadata, null))).code).toBe('address-refused');
    const stopped = new AbortController();
    stopped.abort();
    const aborted = poll(adapterOf(source('cases', {})), null, { signal: stopped.signal });
    expect((await failureOf(aborted)).code).toBe('aborted');
  });

  it('to prove who it is: then no password is sent', async () => {
    const unknown = await failureOf(poll(adapterOf(source('cases', { tls: 'required' })), null));
    expect(unknown).toMatchObject({ code: 'tls', retryable: false });
    const trusting = { ...NETWORK, authorities: [AUTHORITY] };
    for (const host of ['127.0.0.1', 'localhost']) {
      const read = await poll(adapterOf(source('cases', { tls: 'required', host }), trusting), null);
      expect(read.ids).toEqual(['1']);
    }
    // The certificate is of 127.0.0.1 and localhost; this one means the same machine.
    const other = adapterOf(source('cases', { tls: 'required', host: '::ffff:127.0.0.1' }), trusting);
    expect((await failureOf(poll(other, null))).code).toBe('tls');
  });

  it.runIf(engine === 'postgres')('to encrypt: then no password is sent', async () => {
    const received: Buffer[] = [];
    const server = createServer((socket) => {
      socket.on('data', (chunk) => {
        received.push(Buffer.from(chunk));
        socket.write('N');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failureOf(poll(adapterOf(source('cases', { tls: 'required', port })), null));
    expect(error.code).toBe('exchange-no-tls');
    expect(Buffer.concat(received)).toHaveLength(8);
    server.close();
  });

  it.runIf(engine === 'postgres')('never write: a view that does is refused by the server', async () => {
    const error = await failureOf(poll(adapterOf(source('writes', {})), null));
    expect(error.sent).toMatchObject({ code: 'exchange-query', parameters: { state: '25006' } });
    expect(await hall.rows('hall', 'SELECT count(*) FROM written')).toEqual([['0']]);
  });

  it('leave no connection behind', async () => {
    await poll(adapterOf(source('cases', {})), null);
    const open =
      engine === 'postgres'
        ? "SELECT count(*) FROM pg_stat_activity WHERE usename = 'hall_reader'"
        : "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'hall_reader'";
    for (;;) if ((await hall.rows('hall', open))[0]?.[0] === '0') break;
  });
});
