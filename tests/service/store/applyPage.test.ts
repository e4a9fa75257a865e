import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import { bad, good, openAt, page, placed, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
let store: AssembledStore;

beforeEach(() => {
  dir = tempDir();
  store = openAt(dir.path);
  store.saveSource(sourceConfig('hotline'));
});
afterEach(() => {
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

describe('a page', () => {
  it('stores new cases, and tells the columns', () => {
    const result = store.applyPage(page('hotline', [good('1', {}), good('2', { lon: null, lat: null })], T0));
    expect(result).toMatchObject({
      revision: 1,
      inserted: 2,
      updated: 0,
      changedIds: ['hotline:1', 'hotline:2'],
    });
    expect(result.accounting).toEqual({ received: 2, stored: 2, unchanged: 0, quarantined: 0 });
    expect(result.changed[1]).toEqual({
      seq: 2,
      lon: null,
      lat: null,
      requestedAt: T0 - 3_600_000,
      updatedAt: T0 - 3_600_000,
      closedAt: null,
      dueAt: T0 + 3_600_000,
      open: true,
      gone: false,
      rework: 0,
      category: '0101',
      org: '市政所',
      street: '夫子庙',
      grid: 'Q-001',
      source: 'hotline',
      stage: null,
      channel: '12345',
    });
  });

  it('leaves what has not changed and keeps the revision', () => {
    store.applyPage(page('hotline', [good('1', {})], T0));
    const again = store.applyPage(page('hotline', [good('1', { raw: '{"looks":"other"}' })], T0 + 5));
    expect(again).toMatchObject({ revision: 1, inserted: 0, updated: 0, changed: [] });
    expect(again.accounting).toEqual({ received: 2, stored: 1, unchanged: 1, quarantined: 0 });
    expect(store.detail('hotline:1', T0)).toMatchObject({ firstSeenAt: T0, lastSeenAt: T0 + 5 });
  });

  it('writes a change with its history', () => {
    store.applyPage(page('hotline', [good('1', {})], T0));
    const closed = { status: 'closed', closedAt: T0, updatedAt: T0 } as const;
    const result = store.applyPage(page('hotline', [good('1', closed)], T0 + 5));
    expect(result).toMatchObject({ revision: 2, updated: 1 });
    expect(result.changed[0]).toMatchObject({ seq: 1, open: false });
    expect(store.detail('hotline:1', T0)?.history).toEqual([
      { at: T0, revision: 1, kind: 'first-seen', changes: {} },
      {
        at: T0 + 5,
        revision: 2,
        kind: 'changed',
        changes: { status: ['open', 'closed'], closedAt: [null, T0], updatedAt: [T0 - 3_600_000, T0] },
      },
    ]);
  });

  it('never goes back to an older state', () => {
    store.applyPage(page('hotline', [good('1', { status: 'closed', updatedAt: T0 })], T0));
    const older = store.applyPage(
      page('hotline', [good('1', { status: 'open', updatedAt: T0 - 1 })], T0 + 5),
    );
    expect(older.accounting.unchanged).toBe(1);
    expect(store.detail('hotline:1', T0)?.status).toBe('closed');
  });

  it('accepts a different state of the same time, and rows without any time of change', () => {
    store.applyPage(page('hotline', [good('1', { updatedAt: T0 })], T0));
    store.applyPage(page('hotline', [good('1', { updatedAt: T0, org: '城管所' })], T0));
    expect(store.detail('hotline:1', T0)?.org).toBe('城管所');
    store.applyPage(page('hotline', [good('1', { updatedAt: null, org: '街道办' })], T0));
    expect(store.detail('hotline:1', T0)).toMatchObject({ org: '街道办', updatedAt: null });
  });

  it('takes the same id twice in one page in order', () => {
    const rows = [good('1', {}), good('1', {}), good('1', { org: '城管所', updatedAt: T0 })];
    const first = store.applyPage(page('hotline', rows, T0));
    expect(first).toMatchObject({ inserted: 1, updated: 1 });
    expect(first.accounting).toEqual({ received: 3, stored: 2, unchanged: 1, quarantined: 0 });
    const second = store.applyPage(page('hotline', [good('2', {}), good('1', {}), good('2', {})], T0));
    expect(second.accounting).toEqual({ received: 6, stored: 3, unchanged: 3, quarantined: 0 });
    expect(store.detail('hotline:1', T0)?.org).toBe('城管所');
  });

  it('keeps the same id of two sources apart', () => {
    store.saveSource(sourceConfig('grid'));
    store.applyPage(page('hotline', [good('1', {})], T0));
    store.applyPage(page('grid', [good('1', { org: '网格' })], T0));
    expect(store.detail('grid:1', T0)?.org).toBe('网格');
    expect(store.detail('hotline:1', T0)?.org).toBe('市政所');
  });

  it('stores the others when a row is not what it should be', () => {
    const odd = [
      good('half', { requestedAt: 1.5 }),
      good('far', { updatedAt: Number.POSITIVE_INFINITY }),
      { ok: true, case: Object.assign(placed('shape', {}), { title: { not: 'text' } }) },
      { ok: true, case: Object.assign(placed('status', {}), { status: 'maybe' }) },
      { ok: true, case: Object.assign(placed('none', {}), { sourceId: undefined }) },
    ] as const;
    const result = store.applyPage(page('hotline', [good('1', {}), ...odd, good('2', {})], T0));
    expect(result).toMatchObject({ inserted: 2, changedIds: ['hotline:1', 'hotline:2'] });
    expect(result.accounting).toEqual({ received: 7, stored: 2, unchanged: 0, quarantined: 5 });
    expect(store.quarantine({ limit: 10, offset: 0 }).byReason).toMatchObject([{ code: 'store', count: 5 }]);
    expect(store.source('hotline')?.newestRowAt).toBe(T0 - 3_600_000);
  });

  it('undoes all of a row that fails half-way, and only that', () => {
    store.applyPage(page('hotline', [good('1', {}), good('2', {})], T0));
    const contact = Object.assign(
      { name: null, phone: null, email: null, address: null, identity: null, originalDescription: null },
      { phone: ['not', 'text'] },
    );
    const broken = { ok: true, case: Object.assign(placed('1', { org: '半途' }), { contact }) } as const;
    const result = store.applyPage(page('hotline', [broken, good('2', { org: '完整' })], T0));
    expect(result).toMatchObject({ updated: 1, changedIds: ['hotline:2'] });
    expect(store.detail('hotline:1', T0)).toMatchObject({ org: '市政所', hasContact: false });
    expect(store.detail('hotline:1', T0)?.history).toHaveLength(1);
  });

  it('moves the cursor with the rows, and leaves it where there is none', () => {
    store.applyPage({ source: 'hotline', rows: [], cursor: 'c1', at: T0 });
    store.applyPage({ source: 'hotline', rows: [], cursor: null, at: T0 });
    expect(store.source('hotline')?.cursor).toBe('c1');
  });

  it('refuses a source that was never saved', () => {
    expect(() => store.applyPage(page('stranger', [good('1', {})], T0))).toThrow('stranger');
  });
});

describe('a case that was refused and comes in readable later', () => {
  /** A version of a case that cannot be read. */
  const refused = (sourceId: string, payload: string): RowOutcome => ({
    ok: false,
    refusal: { code: 'time', parameters: {}, reason: '时间读不懂', sourceId, payload },
  });
  const waiting = () => store.quarantine({ limit: 10, offset: 0 });

  it('waits no more, and is still counted', () => {
    store.applyPage(page('hotline', [refused('1', 'a'), refused('1', 'b'), refused('2', 'c')], T0));
    expect(waiting()).toMatchObject({ total: 3, resolved: 0 });
    const { accounting } = store.applyPage(page('hotline', [good('1', {})], T0 + 1));
    expect(accounting).toEqual({ received: 4, stored: 1, unchanged: 0, quarantined: 3 });
    expect(waiting()).toMatchObject({
      total: 1,
      resolved: 2,
      items: [{ sourceId: '2' }],
      byReason: [{ code: 'time', count: 1 }],
    });
    expect(store.unresolvedQuarantine()).toBe(1);
  });

  it('waits again when the unreadable version is what came last', () => {
    store.applyPage(page('hotline', [refused('1', 'a'), good('1', {})], T0));
    expect(waiting()).toMatchObject({ total: 0, resolved: 1 });
    store.applyPage(page('hotline', [good('1', {}), refused('1', 'a')], T0 + 1));
    expect(waiting()).toMatchObject({ total: 1, resolved: 0, items: [{ times: 2 }] });
    store.applyPage(page('hotline', [good('1', {})], T0 + 2));
    expect(waiting().total).toBe(0);
  });

  it('is not settled by a row that could be read but not stored, nor by another source', () => {
    store.saveSource(sourceConfig('grid'));
    store.applyPage(page('hotline', [refused('1', 'a')], T0));
    store.applyPage(page('grid', [good('1', {})], T0 + 1));
    store.applyPage(page('hotline', [good('1', { requestedAt: 0.5 })], T0 + 2));
    expect(waiting()).toMatchObject({ total: 2, resolved: 0 });
  });

  it('is settled in all its versions when one of them is read again', () => {
    store.applyPage(page('hotline', [refused('1', 'a'), refused('1', 'b')], T0));
    const [newest] = waiting().items;
    const result = store.applyRetry(newest?.id ?? 0, good('1', {}), T0 + 1);
    expect(result).toMatchObject({
      outcome: 'stored',
      accounting: { received: 2, stored: 1, quarantined: 1 },
    });
    expect(waiting()).toMatchObject({ total: 0, resolved: 1 });
  });
});

describe('quarantine', () => {
  it('counts the same payload once, with its times', () => {
    store.applyPage(page('hotline', [bad('{"x":1}', 'no-id'), bad('{"x":1}', 'no-id')], T0));
    const result = store.applyPage(page('hotline', [bad('{"x":1}', 'no-id'), bad('oops', 'json')], T0 + 9));
    expect(result).toMatchObject({ revision: 0 });
    expect(result.accounting).toEqual({ received: 4, stored: 0, unchanged: 0, quarantined: 4 });
    const listed = store.quarantine({ source: 'hotline', limit: 1, offset: 1 });
    expect(listed).toMatchObject({
      total: 2,
      byReason: [
        { code: 'json', count: 1 },
        { code: 'no-id', count: 1 },
      ],
    });
    expect(listed.items).toMatchObject([{ times: 3, firstAt: T0, lastAt: T0 + 9, payload: { x: 1 } }]);
    expect(store.quarantine({ source: 'other', limit: 9, offset: 0 }).total).toBe(0);
    expect(store.unresolvedQuarantine()).toBe(2);
  });

  it('gives digits of a long number as they came', () => {
    store.applyPage(page('hotline', [bad('{"id":250912101108115409,"n":12}', 'time')], T0));
    expect(store.quarantineEntry(1)?.payload).toEqual({ id: '250912101108115409', n: 12 });
    expect(store.quarantineEntry(2)).toBeNull();
  });

  it('lets a row go once it can be read, with all its receipts', () => {
    store.applyPage(page('hotline', [bad('{"x":1}', 'no-id'), bad('{"x":1}', 'no-id')], T0));
    const refused = store.applyRetry(1, bad('{"x":1}', 'still-bad'), T0 + 1);
    expect(refused).toMatchObject({ outcome: 'quarantined', revision: 0 });
    expect(store.quarantineEntry(1)).toMatchObject({ code: 'still-bad', times: 2, lastAt: T0 });
    const stored = store.applyRetry(1, good('7', {}), T0 + 2);
    expect(stored).toMatchObject({ outcome: 'stored', revision: 1, inserted: 1, changedIds: ['hotline:7'] });
    expect(stored.accounting).toEqual({ received: 2, stored: 1, unchanged: 1, quarantined: 0 });
    expect(store.unresolvedQuarantine()).toBe(0);
  });

  it('lets a row go that is known already', () => {
    store.applyPage(page('hotline', [good('7', {}), bad('{"x":1}', 'no-id')], T0));
    expect(store.applyRetry(1, good('7', {}), T0)).toMatchObject({
      outcome: 'unchanged',
      accounting: { received: 2, stored: 1, unchanged: 1, quarantined: 0 },
    });
  });

  it('keeps a retried row that cannot be stored', () => {
    store.applyPage(page('hotline', [bad('{"x":1}', 'no-id')], T0));
    expect(store.applyRetry(1, good('7', { requestedAt: 0.5 }), T0).outcome).toBe('quarantined');
    expect(store.quarantineEntry(1)?.code).toBe('store');
    expect(() => store.applyRetry(99, good('7', {}), T0)).toThrow('99');
  });
});

describe('contact data', () => {
  const contact = {
    name: '张某',
    phone: '13900000000',
    email: null,
    address: null,
    identity: null,
    originalDescription: '请回电 13900000000',
  };

  it('stands apart from everything that is shown', () => {
    store.applyPage(page('hotline', [good('1', { contact })], T0));
    expect(store.detail('hotline:1', T0)?.hasContact).toBe(true);
    const shown = JSON.stringify([store.detail('hotline:1', T0), store.summaries([1], T0)]);
    expect(shown).not.toContain('13900000000');
    expect(shown).not.toContain('张某');
  });

  it('notes that it changed, not what it was, and does not vanish with a row that lacks it', () => {
    store.applyPage(page('hotline', [good('1', { contact })], T0));
    expect(store.applyPage(page('hotline', [good('1', { contact })], T0)).updated).toBe(0);
    expect(store.applyPage(page('hotline', [good('1', {})], T0)).updated).toBe(0);
    const changed = store.applyPage(
      page('hotline', [good('1', { contact: { ...contact, phone: '13911111111' } })], T0),
    );
    expect(changed.updated).toBe(1);
    const detail = store.detail('hotline:1', T0);
    expect(detail?.history[1]?.changes).toEqual({ contact: ['***', '***'] });
    expect(JSON.stringify(detail)).not.toContain('139');
  });
});
