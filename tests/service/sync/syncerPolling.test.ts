import { afterEach, describe, expect, it, vi } from 'vitest';
import { storeError } from '../../../electron/city/store/errors.ts';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { page, row, ScriptedAdapter, type Stand, sourceConfig, stand } from './syncerStand.ts';

let open: Stand | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(from + index));

function start(
  script: ConstructorParameters<typeof ScriptedAdapter>[0],
  wrap = (store: Stand['store']) => store,
) {
  const adapter = new ScriptedAdapter(script);
  open = stand({ city: adapter }, () => undefined, wrap);
  return { adapter, ...open };
}

describe('a pull', () => {
  it('places, commits in transactions of a thousand and accounts for every row', async () => {
    const { sync, store, results } = start([
      async function* () {
        yield page([...rows(0, 2_500), { status: 'open' }], 'c1');
        yield page([], 'c2');
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    expect(results.map((result) => result.inserted)).toEqual([1_000, 1_000, 500]);
    const status = sync.status('city');
    expect(status).toMatchObject({
      received: 2_501,
      stored: 2_500,
      unchanged: 0,
      quarantined: 1,
      state: 'fresh',
    });
    expect(status).toMatchObject({ cursor: 'c2', skewMs: 1_500, error: null });
    const upstream = store.detail('city:s-0', 0);
    const packed = store.detail('city:s-1', 0);
    expect(upstream).toMatchObject({
      dueBasis: 'upstream',
      dueAt: Date.UTC(2026, 2, 9, 8),
      street: '10',
      grid: '10-001',
    });
    expect(packed).toMatchObject({ dueBasis: 'pack', dueAt: Date.UTC(2026, 2, 5) });
  });

  it('starts from the committed cursor and never runs twice at once', async () => {
    const { sync, adapter } = start([
      async function* () {
        yield page(rows(0, 10), 'c1');
      },
      async function* () {
        yield page(rows(0, 10), null);
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await Promise.all([sync.syncNow('city'), sync.syncNow('city'), sync.syncNow('city')]);
    expect(adapter.pulls.map((context) => context.cursor)).toEqual([null, 'c1']);
    expect(adapter.mostActive).toBe(1);
    expect(sync.status('city')).toMatchObject({ received: 20, stored: 10, unchanged: 10, cursor: 'c1' });
  });

  it('that fails keeps what was committed, tells why, and is tried again', async () => {
    const { sync, adapter, store } = start([
      async function* () {
        yield page(rows(0, 5), 'c1');
        throw new UpstreamError('server-error', { address: 'http://city', status: 500 }, true);
      },
      async function* () {
        yield page(rows(5, 8), 'c2');
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({
      cursor: 'c1',
      error: { code: 'server-error', message: 'http://city 内部出错（HTTP 500）。' },
    });
    await vi.waitFor(() => expect(adapter.pulls.length).toBeGreaterThan(1), 10_000);
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({ cursor: 'c2', error: null, stored: 8 });
    expect(store.source('city')?.cursor).toBe('c2');
  });

  it('survives a full disk without losing its place', async () => {
    let full = true;
    const { sync, adapter } = start(
      [
        async function* (context) {
          yield page(rows(0, 5), `${context.cursor ?? ''}x`);
        },
      ],
      (store) => ({
        ...store,
        applyPage(write) {
          if (full) throw storeError('disk-full', '/data', null);
          return store.applyPage(write);
        },
        recordAttempt(id, note) {
          if (full) throw storeError('disk-full', '/data', null);
          store.recordAttempt(id, note);
        },
      }),
    );
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({
      cursor: null,
      received: 0,
      error: { code: 'store-failed', message: expect.stringContaining('磁盘空间不足') },
    });
    full = false;
    await vi.waitFor(() => expect(adapter.pulls.length).toBeGreaterThan(1), 10_000);
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({ cursor: 'x', stored: 5, error: null });
  });

  it('shows a warning of a source that works all the same', async () => {
    const { sync } = start([
      async function* () {
        yield {
          ...page(rows(0, 1), 'c'),
          warnings: [
            { code: 'poison-window', parameters: { second: '2026-01-01T00:00:00Z' }, message: '跳过一秒' },
          ],
        };
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({ state: 'fresh', error: { code: 'poison-window' } });
  });
});

describe('a source', () => {
  it('turns from fresh to late to down as time passes, and tells', async () => {
    const { sync, clock, told } = start([
      async function* () {
        yield page(rows(0, 1), 'c');
      },
    ]);
    sync.add(sourceConfig('city', { pollSeconds: 600 }));
    await sync.whenIdle();
    expect(sync.status('city')?.state).toBe('fresh');
    clock.at += 700_000;
    expect(sync.status('city')?.state).toBe('late');
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('late'), 10_000);
    clock.at += 1_800_000;
    expect(sync.status('city')?.state).toBe('down');
  });

  it('that is paused stops in the middle and asks nothing more; resumed it goes on', async () => {
    const gate = Promise.withResolvers<void>();
    const { sync, adapter } = start([
      async function* (context) {
        yield page(rows(0, 2), 'c1');
        context.signal.addEventListener('abort', () => gate.resolve());
        await gate.promise;
        yield page(rows(2, 4), 'c2');
      },
      async function* () {
        yield page(rows(2, 4), 'c2');
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await vi.waitFor(() => expect(sync.status('city')?.cursor).toBe('c1'), 10_000);
    sync.update(sourceConfig('city', { paused: true }));
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({ state: 'paused', cursor: 'c1', nextAttemptAt: null });
    await sync.syncNow('city');
    expect(adapter.pulls).toHaveLength(1);
    sync.update(sourceConfig('city', {}));
    await sync.whenIdle();
    expect(sync.status('city')).toMatchObject({ cursor: 'c2', stored: 4 });
  });

  it('read in another way starts over; renamed it does not', async () => {
    const { sync, adapter } = start([
      async function* () {
        yield page(rows(0, 2), 'c1');
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    sync.update({ ...sourceConfig('city', {}), name: '别名' });
    await sync.whenIdle();
    sync.update({ ...sourceConfig('city', {}), crs: 'gcj02' });
    await sync.whenIdle();
    expect(adapter.pulls.map((context) => context.cursor || null)).toEqual([null, 'c1', null]);
  });

  it('keeps its key apart, and forgets it when removed', async () => {
    const { sync, secrets } = start([
      async function* () {
        yield page([], 'c1');
      },
    ]);
    await sync.save(sourceConfig('city', {}), 's3cret');
    await sync.whenIdle();
    expect(await sync.hasSecret('city')).toBe(true);
    expect(JSON.stringify(sync.statuses())).not.toContain('s3cret');
    await sync.remove('city');
    expect(secrets.size).toBe(0);
    expect(sync.status('city')).toBeNull();
    await sync.syncNow('city');
  });

  it('that cannot work says so instead of starting', async () => {
    const { sync } = start([]);
    sync.add(sourceConfig('other', {}));
    await sync.whenIdle();
    expect(sync.status('other')).toMatchObject({
      state: 'down',
      error: { code: 'bad-url', message: expect.stringContaining('地址是空的') },
    });
  });
});

describe('the quarantine', () => {
  it('is tried again row by row', async () => {
    const bad = { service_request_id: 'q-1', status: 'open', requested_datetime: 'soon' };
    const { sync, store, adapter } = start([
      async function* () {
        yield page([bad], 'c1');
      },
    ]);
    sync.add(sourceConfig('city', {}));
    await sync.whenIdle();
    const entry = store.quarantine({ limit: 10, offset: 0 }).items[0];
    expect(entry).toMatchObject({ code: 'bad-time', source: 'city' });
    const id = entry?.id ?? 0;
    expect(sync.retry(id)).toMatchObject({ outcome: 'quarantined' });
    const read = adapter.read.bind(adapter);
    adapter.read = (value) => read({ ...(value as object), requested_datetime: '2026-03-01T00:00:00Z' });
    expect(sync.retry(id)).toEqual({ outcome: 'stored', code: null, parameters: null, reason: null });
    expect(sync.retry(id)).toBeNull();
    expect(sync.status('city')).toMatchObject({ received: 1, stored: 1, quarantined: 0 });
  });
});

describe('a preview', () => {
  it('shows rows as they would be stored and writes nothing', async () => {
    const { sync, store } = start([
      async function* () {
        yield page([], 'c0');
        yield page([...rows(0, 3), { status: 'open' }, ...rows(3, 50)], 'c1');
      },
    ]);
    const report = await sync.preview(
      { config: sourceConfig('city', {}), secret: null, limit: 20 },
      new AbortController().signal,
    );
    expect(report.rows).toHaveLength(20);
    expect(report.rows[0]).toMatchObject({ outcome: 'ok', case: { sourceId: 's-0', street: '10' } });
    expect(report.rows[3]).toMatchObject({ outcome: 'quarantine', code: 'no-id' });
    expect(store.sources()).toEqual([]);
    expect(store.revision()).toBe(0);
  });
});
