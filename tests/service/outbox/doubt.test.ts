import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attempt } from '../../../electron/city/outbox/attempt.ts';
import type { WritableConfig } from '../../../electron/city/outbox/request.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import type { StoredMessage } from '../../../electron/city/store/outboxTable.ts';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { eventually } from '../../support/city.ts';
import { type Fault, startWritableUpstream, type WritableUpstream } from '../../support/writableUpstream.ts';
import { type Hall, START } from '../whistles/support.ts';
import {
  act,
  caseRow,
  connectedHall,
  type Manner,
  messages,
  quiet,
  restConfig,
  writeBackOf,
} from './support.ts';

let upstream: WritableUpstream;
let hall: Hall | null = null;
beforeEach(async () => {
  upstream = await startWritableUpstream();
  upstream.cases = [caseRow('GD-1'), caseRow('GD-2')];
});
afterEach(async () => {
  await hall?.removeData();
  hall = null;
  await upstream.stop();
});

/** A message whose first attempt ended without an answer. */
const IN_DOUBT: StoredMessage = {
  ...{ id: 1, key: 'cw-1', source: 'grid', lane: 'grid:GD-1', caseId: 'grid:GD-1', whistle: 'w-1', event: 1 },
  ...{ what: 'blown', action: 'dispatch', operator: 'dispatch', org: 'C', state: 'pending', attempts: 1 },
  ...{ values: { 'case.id': 'GD-1', 'event.text': '井盖破损' }, doubt: true, token: null, waitsFor: null },
  ...{ createdAt: START, lastAttemptAt: START, nextAttemptAt: START, settledAt: null, upstreamId: null },
  ...{ error: upstreamMessage('write-cut', {}), settledBy: null, reason: null },
};

function configOf(writeBack: unknown): WritableConfig {
  const config = SourceConfig.parse(restConfig(upstream, writeBack));
  if (config.kind !== 'rest') throw new Error('not a mapped API');
  return config;
}

function tryAgain(
  writeBack: unknown,
  changes: Partial<StoredMessage> = {},
  keyFor: () => Promise<string | null> = async () => null,
) {
  const clock = { now: () => START + 60_000 };
  const http = createUpstreamHttp({
    ...{ fetch: globalThis.fetch, now: clock.now, sleep: sleepOrAbort, random: () => 0 },
    ...{ userAgent: 'test', authorities: [], hosts: null, limits: DEFAULT_HTTP_LIMITS },
  });
  const deps = {
    http,
    clock,
    keyFor,
    contactOf: () => null,
    recordContact: () => undefined,
    hiddenFor: () => [],
    orderOf: () => null,
  };
  const signal = new AbortController().signal;
  return attempt({ ...IN_DOUBT, ...changes }, configOf(writeBack), deps, signal, () => undefined);
}

describe('a message that may have arrived', () => {
  it('is left to a person where the mapping has lost what could tell', async () => {
    expect(await tryAgain(writeBackOf('plain'))).toEqual({ kind: 'unknown', error: IN_DOUBT.error });
    expect(await tryAgain({ actions: {} })).toMatchObject({
      ...{ kind: 'unknown', error: { code: 'write-no-action' } },
    });
    const followUp = { caseId: null, lane: 'whistle:w-1' };
    expect(await tryAgain(writeBackOf('keyed'), followUp)).toMatchObject({
      ...{ kind: 'unknown', error: { code: 'write-no-order' } },
    });
    // Of one that has never been sent, it is known that it cannot have arrived.
    expect(await tryAgain({ actions: {} }, { doubt: false })).toMatchObject({ kind: 'refused' });
    // One that was taken under a token has arrived.
    expect(await tryAgain({ actions: {} }, { doubt: false, token: 't1' })).toMatchObject({ kind: 'unknown' });
    expect(upstream.asked).toEqual([]);
  });

  it('stays in doubt where the key of the source cannot be had', async () => {
    const noKey = async () => {
      throw new UpstreamError('no-http', {}, false);
    };
    const doubtful = { kind: 'later', doubt: true, error: { code: 'no-http' } };
    for (const manner of ['keyed', 'asked'] as const)
      expect(await tryAgain(writeBackOf(manner), {}, noKey)).toMatchObject(doubtful);
    expect(await tryAgain(writeBackOf('keyed'), { doubt: false }, noKey)).toMatchObject({ doubt: false });
  });

  it.each<[Fault, object]>([
    ['locked', { kind: 'later', doubt: true, error: { code: 'write-key' } }],
    ['busy', { kind: 'later', doubt: true, error: { code: 'rate-limited' } }],
    // A gateway says nothing of what arrived before: with another key it might be done twice.
    ['moved', { kind: 'unknown', error: { code: 'write-moved' } }],
    // The upstream would have known the key.
    ['refuse', { kind: 'refused', error: { code: 'write-refused' } }],
  ])('stays in doubt where the next attempt does not tell either: %s', async (fault, result) => {
    upstream.faults = [fault];
    expect(await tryAgain(writeBackOf('keyed'))).toMatchObject(result);
  });

  it('stays in doubt where nobody listens, and is out of doubt once the upstream says that it has it not', async () => {
    upstream.faults = ['busy'];
    expect(await tryAgain(writeBackOf('asked'))).toMatchObject({ kind: 'later', doubt: false });
    await upstream.stop();
    expect(await tryAgain(writeBackOf('keyed'))).toMatchObject({ kind: 'later', doubt: true });
    await upstream.restart();
  });

  it('is not asked about sooner than the mapping says', async () => {
    const early = { lastAttemptAt: START + 58_000 };
    expect(await tryAgain(writeBackOf('asked'), early)).toEqual({
      ...{ kind: 'later', doubt: true, token: null, afterMs: 3000, error: IN_DOUBT.error },
    });
    // The clock was set back meanwhile: it waits no longer than the mapping says.
    const ahead = { lastAttemptAt: START + 3_600_000 };
    expect(await tryAgain(writeBackOf('asked'), ahead)).toMatchObject({ afterMs: 5000 });
    expect(upstream.asked).toEqual([]);
  });
});

async function connect(manner: Manner): Promise<Hall> {
  upstream.knowsKeys = manner === 'keyed';
  hall = await connectedHall(upstream, writeBackOf(manner, { on: {} }));
  return hall;
}

/** Blown, and in the state wanted. */
async function blown(city: Hall, wanted: (message: OutboxMessage) => boolean): Promise<OutboxMessage> {
  await city.blown({ cases: ['grid:GD-1'], description: '井盖破损' });
  return eventually('the message', async () => (await messages(city)).find(wanted) ?? null);
}

const save = (city: Hall, writeBack: unknown) =>
  city.as('chief', 'PATCH', '/api/sources/grid', { writeBack });

describe('a person who has a message in doubt sent again', () => {
  it('does not have the upstream asked sooner than the mapping says', async () => {
    const city = await connect('asked');
    upstream.faults = ['lose-answer'];
    const { id } = await blown(city, ({ state, error }) => state === 'pending' && error !== null);
    city.clock.now += 1000;
    expect((await act(city, 'dispatch', id, 'retry', { reason: '催一下' })).status).toBe(200);
    const [waiting] = await messages(city);
    expect(waiting).toMatchObject({ state: 'pending', nextAttemptAt: START + 5000 });
    city.clock.now = START + 5000;
    expect(await quiet(city)).toMatchObject([{ state: 'acknowledged', attempts: 1 }]);
    expect(upstream.done).toHaveLength(1);
  });

  it('decides only what was asked: nobody was, where the mapping changed while it waited', async () => {
    const city = await connect('asked');
    upstream.faults = ['lose-answer'];
    const { id } = await blown(city, ({ state, error }) => state === 'pending' && error !== null);
    expect((await save(city, writeBackOf('plain'))).status).toBe(200);
    expect((await act(city, 'dispatch', id, 'retry', { reason: '催一下' })).status).toBe(200);
    expect(await quiet(city)).toMatchObject([{ state: 'unknown', attempts: 1 }]);
    expect(upstream.asked).toHaveLength(1);
    // Now the person was asked, and says that the upstream has it not.
    expect((await act(city, 'dispatch', id, 'retry', { reason: '已核实未收到' })).status).toBe(200);
    expect(await quiet(city)).toMatchObject([{ state: 'acknowledged', attempts: 2 }]);
  });
});

describe.each(['keyed', 'plain'] as const)('an answer that could not be recorded, told %s', (manner) => {
  it('leaves the message in doubt, and it goes on in the same run', async () => {
    const city = await connect(manner);
    const db = new Database(databasePath(city.dataDir));
    try {
      db.exec(`CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.state = 'acknowledged'
        BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
      await blown(city, ({ state }) => state === 'sending');
      await eventually('the failure', async () => city.log.some(({ level }) => level === 'error'));
      db.exec('DROP TRIGGER full');
    } finally {
      db.close();
    }
    // What was waiting is looked at again.
    await city.as('chief', 'PATCH', '/api/sources/grid', { name: '区级平台（新）' });
    const [message] = await eventually('the message to go on', async () => {
      city.clock.now += 2000;
      const all = await messages(city);
      return all[0]?.state === 'acknowledged' || all[0]?.state === 'unknown' ? all : null;
    });
    expect(message).toMatchObject(
      manner === 'keyed'
        ? { state: 'acknowledged', attempts: 2 }
        : { state: 'unknown', attempts: 1, error: { code: 'write-interrupted' } },
    );
    expect(upstream.done).toHaveLength(1);
  });
});
