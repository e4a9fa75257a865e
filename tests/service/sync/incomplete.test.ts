import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PulledPage } from '../../../electron/city/sync/adapter.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { page, row, ScriptedAdapter, type Stand, sourceConfig, stand } from './syncerStand.ts';

let open: Stand | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const MISSING = upstreamMessage('source-incomplete', { stated: 7, received: 3, why: 'short' });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index));
const cursor = (missing: unknown) =>
  JSON.stringify({ updated: null, sweptAt: Date.UTC(2026, 10, 20, 4), pages: 1, missing });
const last = (missing: PulledPage['incomplete'], sweptAt: number | null): PulledPage => ({
  ...page([], cursor(missing ?? null)),
  sweepStartedAt: sweptAt,
  ...(missing === undefined ? {} : { incomplete: missing }),
});
const rest = (): SourceConfig =>
  SourceConfig.parse({
    ...{ ...sourceConfig('city', { pollSeconds: 60 }), kind: 'rest', dialect: undefined },
    mapping: { fields: { id: 'service_request_id', requestedAt: 'requested_datetime' } },
  });

function start(script: ConstructorParameters<typeof ScriptedAdapter>[0]) {
  const adapter = new ScriptedAdapter(script);
  open = stand(
    { city: adapter },
    () => undefined,
    (store) => store,
  );
  return { adapter, ...open };
}

describe('a source whose rows are not all received', () => {
  it('says so with both numbers, is never fresh, and recovers with the next whole walk', async () => {
    const { sync, told, store, clock } = start([
      async function* () {
        yield page(rows(2), null);
        yield page(rows(3), null);
        yield last(MISSING, null);
      },
      async function* () {
        yield page(rows(7), null);
        yield last(null, clock.at);
      },
    ]);
    sync.add(rest());
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({
      state: 'incomplete',
      stored: 3,
      lastSuccessAt: null,
      progress: { upTo: null },
      error: { code: 'source-incomplete', message: '不完整：上游称 7 条，收到 3 条。' },
    });
    expect(told.map(({ state }) => state)).not.toContain('fresh');
    expect(store.source('city')?.error).toMatchObject({ parameters: { stated: 7, received: 3 } });

    await sync.syncNow('city');
    expect(sync.status('city')).toMatchObject({ state: 'fresh', stored: 7, error: null });
  });

  it('stays incomplete while later pulls say nothing new, and through a failure of the connection', async () => {
    const { sync, clock } = start([
      async function* () {
        yield page(rows(7), null);
        yield last(null, clock.at);
      },
      async function* () {
        yield page(rows(3), null);
        yield last(MISSING, null);
      },
      // biome-ignore lint/correctness/useYield: it fails before the first page
      async function* () {
        throw new Error('cable');
      },
    ]);
    sync.add(rest());
    await sync.whenIdle();
    expect(sync.status('city')?.state).toBe('fresh');
    await sync.syncNow('city');
    expect(sync.status('city')?.state).toBe('incomplete');
    await sync.syncNow('city');
    expect(sync.status('city')).toMatchObject({ state: 'incomplete', error: { code: 'internal' } });
    clock.at += 4 * 60_000;
    expect(sync.status('city')?.state).toBe('down');
  });
});

describe('an upstream whose rows cannot be read', () => {
  it('is no longer walked after a few answers, and says why', async () => {
    let answers = 0;
    const { sync, adapter } = start([
      async function* () {
        for (; answers < 1_000; answers += 1) yield page([{ status: 'open' }, { status: 'closed' }], null);
      },
    ]);
    sync.add(sourceConfig('city', { pollSeconds: 60 }));
    await sync.whenIdle();
    expect(answers).toBeLessThan(6);
    expect(adapter.pulls).toHaveLength(1);
    const status = sync.status('city');
    expect(status).toMatchObject({ state: 'down', received: 10, quarantined: 10 });
    expect(status?.error).toMatchObject({ code: 'rows-unreadable', parameters: { rows: 10 } });
    expect(status?.error?.message).toMatch(/^已停止读取：收到的 10 行没有一行能读：.*编号/);
    // Not before the next poll, and ever later.
    expect((status?.nextAttemptAt ?? 0) - (status?.lastAttemptAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  });

  it('is not stopped once a row of it was read: bad rows do not cost the good ones', async () => {
    const { sync } = start([
      async function* () {
        yield page(rows(1), null);
        for (let answer = 0; answer < 20; answer += 1) yield page([{ status: 'open' }], null);
        yield page(rows(3), 'c');
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({ state: 'fresh', stored: 3, quarantined: 20 });
  });
});

it('does not count the end of a list that nobody counts', async () => {
  const { sync } = start([
    async function* () {
      yield page(rows(3), 'c');
    },
  ]);
  sync.add(sourceConfig('city', {}));
  await sync.whenIdle();
  await vi.waitFor(() => expect(sync.status('city')).toMatchObject({ state: 'fresh', error: null }));
});
